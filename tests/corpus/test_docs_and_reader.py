"""Annotated docs, and the reader that training takes them from."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry

from bgnews.corpus import (
    FORMATS,
    Article,
    CorpusError,
    article_from_doc,
    article_from_xml,
    article_to_doc,
)

NOISY = """<article id="a" source="">
<entities>
 <entity id="e1" type="PER" name="Ана Бонева"/>
 <entity id="e2" type="ISSUE" name="мост"/>
</entities>
<text>
<p kind="title">Нов мост</p>
<p kind="body">К</p>
<p kind="body"><src q="q1">метът Aна Бонeва</src> <cue q="q1">обяви</cue>, че <q id="q1" type="indirect" by="e1"><m e="e2">мoстът</m> е готов</q>.</p>
<p kind="body">„<q id="q2" type="direct" by="e1">Ще го пуснем</q>“, <cue q="q2">каза</cue> <src q="q2">тя</src>, „<q id="q2">утре</q>“. В „<ns type="name">Труд</ns>“ пишат друго.</p>
</text>
<stances>
 <stance holder="e1" target="e2" label="support" q="q1"/>
 <stance holder="e1" target="e2" label="neutral" at="пишат друго"/>
</stances>
</article>
"""  # noqa: E501


@pytest.fixture
def doc(nlp: Language) -> Doc:
    article = article_from_xml(NOISY)
    return article_to_doc(article, nlp.make_doc(article.text))


def test_annotation_is_projected_onto_the_clean_text(doc: Doc) -> None:
    first, second = doc._.quotes
    assert [span.text for span in first.spans] == ["мостът е готов"]
    assert first.source.text == "Кметът Ана Бонева"  # widened to the token of the torn letter
    assert (first.cue.text, first.type, first.speaker) == ("обяви", "indirect", "Ана Бонева")
    assert [span.text for span in second.spans] == ["Ще го пуснем", "утре"]
    assert [span.text for span in doc.spans["nonspeech"]] == ["Труд"]
    assert [span.label_ for span in doc.spans["paragraphs"]] == ["title", "body", "body", "body"]
    assert {(span.text, span.label_, span.id_) for span in doc.spans["mentions"]} == {
        ("Кметът Ана Бонева", "PER", "e1"),
        ("тя", "PER", "e1"),
        ("мостът", "ISSUE", "e2"),
    }


def test_stances(doc: Doc) -> None:
    first, second = doc._.stances
    assert (first.holder, first.target, first.label, first.quote) == (
        "Ана Бонева",
        "мост",
        "support",
        "q1",
    )
    assert first.evidence.text == "мостът е готов"
    assert first.target_span.text == "мостът"
    assert (second.label, second.quote, second.evidence.text) == ("neutral", None, "пишат друго")


def test_a_docbin_keeps_all(doc: Doc) -> None:
    (back,) = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(doc.vocab)
    assert article_from_doc(back) == article_from_xml(NOISY)
    assert [str(stance) for stance in back._.stances] == [str(stance) for stance in doc._.stances]
    assert [str(quote) for quote in back._.quotes] == [str(quote) for quote in doc._.quotes]


def test_what_cleaning_deletes_is_left_out() -> None:
    tokenizer = {"@tokenizers": "bgnews.NewsTokenizer.v1", "drop": ["junk"]}
    nlp = spacy.blank("bg", config={"nlp": {"tokenizer": tokenizer}})
    article = article_from_xml(
        '<article id="a"><text>\n<p kind="title">Нов мост над реката отваря утре</p>\n'
        '<p kind="body"><q id="q1" type="direct" by="">Последвайте ни във Facebook</q></p>\n'
        '<p kind="body">Кметът каза много неща пред хората на моста.</p>\n</text></article>'
    )
    doc = article_to_doc(article, nlp.make_doc(article.text))
    assert "Facebook" not in doc.text
    assert doc._.quotes == ()
    assert article_from_doc(doc) == article


def test_a_doc_of_another_text(nlp: Language) -> None:
    with pytest.raises(ValueError, match="not made of the text of article 'a'"):
        article_to_doc(article_from_xml(NOISY), nlp.make_doc("Друг текст."))


def test_annotation_that_no_doc_can_have(nlp: Language) -> None:
    article = article_from_xml(NOISY)
    twice = replace(article, quotes=article.quotes * 2)
    with pytest.raises(ValueError, match=r"article 'a': two quotes .*bgnews corpus check"):
        article_to_doc(twice, nlp.make_doc(article.text))


def test_a_doc_without_annotation(nlp: Language) -> None:
    with pytest.raises(ValueError, match="no annotated article"):
        article_from_doc(nlp.make_doc("Текст."))


@pytest.fixture
def folder(tmp_path: Path, some: list[Article]) -> Path:
    FORMATS["xml"].write(some, tmp_path / "xml")
    return tmp_path / "xml"


def corpus(**settings: Any) -> Any:
    return registry.resolve({"corpus": {"@readers": "bgnews.Corpus.v1", **settings}})["corpus"]


def ids(examples: list[Example]) -> list[str]:
    return [article_from_doc(example.reference).id for example in examples]


def test_reader(folder: Path, some: list[Article], nlp: Language) -> None:
    examples = list(corpus(path=str(folder))(nlp))
    assert ids(examples) == [article.id for article in some]
    for example in examples:
        assert example.predicted.text == example.reference.text
        assert example.predicted._.quotes == ()
        assert "quotes" not in example.predicted.spans


def test_reader_of_several_paths(folder: Path, some: list[Article], nlp: Language) -> None:
    assert len(list(corpus(path=[str(folder), str(folder)])(nlp))) == 2 * len(some)


def test_reader_of_chosen_ids(folder: Path, some: list[Article], nlp: Language) -> None:
    chosen = folder.parent / "dev.txt"
    chosen.write_text(f"{some[1].id}\n{some[3].id}\n", encoding="utf-8")
    examples = list(corpus(path=str(folder), ids=str(chosen))(nlp))
    assert ids(examples) == [some[1].id, some[3].id]


def test_reader_of_ids_with_blanks(some: list[Article], nlp: Language, tmp_path: Path) -> None:
    """``bgnews corpus split`` writes one id a line, whatever is in it."""
    spaced = replace(some[0], id="първа статия")
    FORMATS["jsonl"].write([spaced, some[1]], tmp_path / "a.jsonl")
    (tmp_path / "dev.txt").write_text("първа статия\r\n\n", encoding="utf-8")
    read = corpus(path=str(tmp_path / "a.jsonl"), ids=str(tmp_path / "dev.txt"))
    assert ids(list(read(nlp))) == ["първа статия"]


def test_reader_that_finds_nothing(folder: Path, nlp: Language) -> None:
    (folder.parent / "none.txt").write_text("друга\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"no article with an id in .*none\.txt in .*xml"):
        list(corpus(path=str(folder), ids=str(folder.parent / "none.txt"))(nlp))


def test_reader_without_the_extra(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(ImportError, match=r'pip install "bgnews\[datasets\]"'):
        list(corpus(dataset="any")(nlp))


def test_reader_with_a_limit(folder: Path, nlp: Language) -> None:
    assert len(list(corpus(path=str(folder), limit=3)(nlp))) == 3


def test_reader_shuffles_each_pass_anew(folder: Path, some: list[Article], nlp: Language) -> None:
    read = corpus(path=str(folder), shuffle=True, seed=1)
    first, second = ids(list(read(nlp))), ids(list(read(nlp)))
    assert first != second
    assert sorted(first) == sorted(second) == sorted(article.id for article in some)
    assert ids(list(corpus(path=str(folder), shuffle=True, seed=1)(nlp))) == first


def test_reader_of_a_local_dataset(some: list[Article], nlp: Language, tmp_path: Path) -> None:
    FORMATS["parquet"].write(some, tmp_path / "train.parquet")
    examples = list(corpus(dataset=str(tmp_path))(nlp))
    assert ids(examples) == [article.id for article in some]


def test_reader_needs_one_place() -> None:
    for settings in ({}, {"path": "a", "dataset": "b"}):
        with pytest.raises(ValueError, match="either path or dataset"):
            corpus(**settings)


def test_reader_names_the_broken_file(folder: Path, nlp: Language) -> None:
    (folder / "broken.xml").write_text("<article>", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"broken\.xml:1: not well-formed"):
        list(corpus(path=str(folder))(nlp))
