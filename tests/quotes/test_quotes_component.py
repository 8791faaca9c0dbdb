"""The trainable component: its life in a pipeline, from an empty model to a saved one."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import spacy
from lessons import examples, trained, untrained
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from thinc.api import fix_random_seed

from bgnews.annotations import get_quotes
from bgnews.corpus import article_from_xml
from bgnews.corpus.examples import to_example
from bgnews.quotes import QuoteFinder


@pytest.fixture(scope="module")
def nlp() -> Language:
    return trained()


def component_of(nlp: Language) -> QuoteFinder:
    component = nlp.get_pipe("bgnews_quotes")
    assert isinstance(component, QuoteFinder)
    return component


def found(doc: Doc) -> list[tuple[Any, ...]]:
    """What was found, without scores."""
    quotes = [
        (
            quote.type,
            quote.relay,
            [span.text for span in quote.spans],
            quote.cue and quote.cue.text,
            quote.source and quote.source.text,
        )
        for quote in get_quotes(doc)
    ]
    return [*quotes, *((span.text, span.label_) for span in doc.spans["nonspeech"])]


def copies(nlp: Language) -> list[Doc]:
    return [nlp(nlp.make_doc(example.text)) for example in examples(nlp)]


def test_learns_articles_by_heart(nlp: Language) -> None:
    for example in examples(nlp):
        assert found(nlp(example.predicted)) == found(example.reference)


def test_scores_are_probabilities(nlp: Language) -> None:
    scores = [quote.score for doc in copies(nlp) for quote in get_quotes(doc)]
    assert scores
    assert all(0 < score <= 1 for score in scores)


def test_judges_itself(nlp: Language) -> None:
    scores = nlp.evaluate(examples(nlp))
    assert scores["quotes_content_exact_f"] == 1.0
    assert scores["quotes_cue_exact_f"] == 1.0


def test_survives_disk_bytes_and_pickle(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    expected = [found(doc) for doc in copies(nlp)]
    for copy in (
        spacy.load(tmp_path),
        untrained().from_bytes(nlp.to_bytes()),
        pickle.loads(pickle.dumps(nlp)),
    ):
        assert [found(doc) for doc in copies(copy)] == expected
        assert component_of(copy).labels == component_of(nlp).labels


def test_two_processes_give_what_one_gives(nlp: Language) -> None:
    texts = [example.text for example in examples(nlp)] * 2 + ["", "\ud800 Х"]
    alone = [doc.to_bytes() for doc in nlp.pipe(texts)]
    assert [doc.to_bytes() for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == alone


def test_docbin_keeps_what_was_found(nlp: Language) -> None:
    docs = copies(nlp)
    kept = DocBin().from_bytes(DocBin(docs=docs).to_bytes()).get_docs(nlp.vocab)
    assert [found(doc) for doc in kept] == [found(doc) for doc in docs]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "Х", "„", "„“", "“„", "...", "\ud800", "\x00\x01", "„“ „“\n" * 300]
)
def test_takes_any_text(nlp: Language, text: str) -> None:
    assert nlp(text).spans["quotes"].attrs is not None


def test_one_batch_may_hold_empty_and_full_articles(nlp: Language) -> None:
    texts = ["", examples(nlp)[0].text, " "]
    empty, full, blank = nlp.pipe(texts)
    assert found(full) == found(copies(nlp)[0])
    assert not found(empty)
    assert not found(blank)


def test_batches_do_not_change_what_is_found(nlp: Language) -> None:
    texts = [example.text for example in examples(nlp)]
    assert [found(doc) for doc in nlp.pipe(texts)] == [found(nlp(text)) for text in texts]


def test_learns_from_a_batch_with_an_empty_article() -> None:
    nlp = untrained()
    lessons = examples(nlp)
    optimizer = nlp.initialize(lambda: lessons)
    empty = Example(nlp.make_doc(""), nlp.make_doc(""))
    losses = nlp.update([empty, lessons[0]], sgd=optimizer)
    assert losses["bgnews_quotes"] > 0
    assert nlp.update([empty], sgd=optimizer)["bgnews_quotes"] == 0


def test_an_untrained_component_says_so() -> None:
    with pytest.raises(ValueError, match="bgnews_quotes is not trained yet"):
        untrained()("Текст.")


def test_nothing_to_learn_from_is_an_error() -> None:
    nlp = untrained()
    doc = nlp.make_doc("Няма цитати.")
    with pytest.raises(ValueError, match="no article has a quote"):
        nlp.initialize(lambda: [Example(doc, doc.copy())])


def test_labels_can_be_given() -> None:
    nlp = untrained()
    quotes = component_of(nlp)
    quotes.initialize(lambda: examples(nlp), nlp=nlp, labels=["direct", "indirect"])
    assert quotes.labels == ("direct", "indirect")
    assert quotes.label_data == ["direct", "indirect"]


def test_labels_unknown_to_the_model_are_passed_over() -> None:
    nlp = untrained()
    quotes = component_of(nlp)
    quotes.initialize(lambda: examples(nlp), nlp=nlp, labels=["direct"])
    losses = quotes.update(examples(nlp), sgd=nlp.create_optimizer())
    assert losses["bgnews_quotes"] > 0


def test_labels_cannot_be_added_later(nlp: Language) -> None:
    with pytest.raises(ValueError, match="labels are fixed"):
        component_of(nlp).add_label("new")


def test_the_pipeline_can_be_initialised_again() -> None:
    nlp = untrained()
    nlp.initialize(lambda: examples(nlp))
    labels = nlp.pipe_labels["bgnews_quotes"]
    nlp.initialize(lambda: examples(nlp))
    assert nlp.pipe_labels["bgnews_quotes"] == labels


@pytest.mark.parametrize("threshold", [0.0, 1.0, -2.0])
def test_a_threshold_out_of_range_is_refused(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        spacy.blank("bg").add_pipe("bgnews_quotes", config={"threshold": threshold})


@pytest.mark.parametrize("share", [-0.1, 1.5])
def test_a_rule_dropout_out_of_range_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="rule_dropout"):
        spacy.blank("bg").add_pipe("bgnews_quotes", config={"rule_dropout": share})


def test_learns_another_language_where_content_may_be_anywhere(tmp_path: Path) -> None:
    fix_random_seed(0)
    nlp = untrained(anywhere=True)
    article = article_from_xml(
        '<article id="a"><entities></entities><text><p kind="body"><src q="q">The mayor</src> '
        '<cue q="q">said</cue> <q id="q" type="indirect" by="">the bridge would open</q> on Monday.'
        "</p></text><stances></stances></article>"
    )
    lesson = [to_example(nlp, article)]
    optimizer = nlp.initialize(lambda: lesson)
    for _ in range(60):
        nlp.update([to_example(nlp, article)], sgd=optimizer)
    nlp.to_disk(tmp_path)
    expected = [("indirect", False, ["the bridge would open"], "said", "The mayor")]
    assert found(nlp(article.text)) == found(spacy.load(tmp_path)(article.text)) == expected


def test_the_threshold_decides_how_sure_is_enough(nlp: Language) -> None:
    sure = untrained().from_bytes(nlp.to_bytes())
    component_of(sure).cfg["threshold"] = 0.999999
    doc = sure(examples(nlp)[0].text)
    assert all(quote.score > 0.999999 for quote in get_quotes(doc))
    assert len(get_quotes(doc)) < len(get_quotes(copies(nlp)[0]))


def test_works_behind_the_tokenizer_of_another_pipeline(nlp: Language) -> None:
    blank = spacy.blank("bg")
    blank.add_pipe("bgnews_quotes", source=nlp)
    doc = blank("„Ще започнем през май“, каза кметът Петър Стаменов.")
    assert "Ще започнем през май" in [span.text for q in get_quotes(doc) for span in q.spans]
