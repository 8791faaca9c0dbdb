"""The trainable component: its life in a pipeline, from an empty model to a saved one."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from stance_lessons import examples, trained, untrained

from bgnews.annotations import get_quotes, get_stances, set_stances
from bgnews.corpus.docs import article_from_doc
from bgnews.stance import Asked, StanceFinder
from bgnews.stance.asking import locate
from bgnews.stance.scorer import figures_given
from bgnews.stance.story import Story


@pytest.fixture(scope="module")
def nlp() -> Language:
    return trained()


def component_of(nlp: Language) -> StanceFinder:
    component = nlp.get_pipe("bgnews_stance")
    assert isinstance(component, StanceFinder)
    return component


def found(doc: Doc) -> list[tuple[Any, ...]]:
    """What was found, without scores."""
    return [
        (stance.holder, stance.label, stance.target_span and stance.target_span.text)
        for stance in get_stances(doc)
    ]


def texts(nlp: Language) -> list[str]:
    return [example.text for example in examples(nlp)]


EXPECTED = [
    [
        ("Петър Стаменов", "support", "новия мост"),
        ("Мария Добрева", "oppose", "Мостът"),
    ],
    [
        ("рибари", "oppose", "новия мост"),
        ("Петър Стаменов", "neutral", "мостът"),
    ],
]


def test_learns_articles_by_heart(nlp: Language) -> None:
    assert [found(nlp(text)) for text in texts(nlp)] == EXPECTED


def test_mentions_of_one_target_have_one_name(nlp: Language) -> None:
    for text in texts(nlp):
        assert {stance.target for stance in nlp(text)._.stances} == {"нов мост"}


def test_evidence_and_scores(nlp: Language) -> None:
    first, second = nlp(texts(nlp)[0])._.stances
    assert first.evidence.text == "подкрепя новия мост до гарата"
    assert second.evidence.text == "Мостът е излишен"
    assert (first.quote, second.quote) == ("q1", "q2")
    assert 0 < first.score <= 1


def test_a_described_position_has_no_quote(nlp: Language) -> None:
    described = nlp(texts(nlp)[1])._.stances[0]
    assert described.quote is None
    assert described.evidence.text.startswith("Рибарите протестираха")


def test_judges_itself(nlp: Language) -> None:
    scores = nlp.evaluate(examples(nlp))
    assert scores["stance_pair_f"] == 1.0
    assert scores["stance_triple_f"] == 1.0
    assert scores["stance_label_macro_f"] == 1.0
    assert scores["stance_gold_triple_f"] == 1.0
    assert scores["stance_given_macro_f"] == scores["stance_given_side_f"] == 1.0


def test_figures_with_gold_quotes_and_gold_pairs(nlp: Language) -> None:
    articles = [article_from_doc(example.reference) for example in examples(nlp)]
    assert figures_given(nlp, articles) == {
        "stance_gold_pair_f": 1.0,
        "stance_gold_triple_f": 1.0,
        "stance_given_macro_f": 1.0,
        "stance_given_side_f": 1.0,
    }
    assert figures_given(nlp, []) == {}
    assert figures_given(spacy.blank("bg"), articles) == {}


def test_survives_disk_bytes_and_pickle(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    for copy in (
        spacy.load(tmp_path),
        untrained().from_bytes(nlp.to_bytes()),
        pickle.loads(pickle.dumps(nlp)),
    ):
        assert [found(copy(text)) for text in texts(nlp)] == EXPECTED


def test_two_processes_give_what_one_gives(nlp: Language) -> None:
    several = texts(nlp) * 2 + ["", "\ud800 Х"]
    alone = [doc.to_bytes() for doc in nlp.pipe(several)]
    assert [doc.to_bytes() for doc in nlp.pipe(several, n_process=2, batch_size=2)] == alone


def test_docbin_keeps_what_was_found(nlp: Language) -> None:
    docs = [nlp(text) for text in texts(nlp)]
    kept = DocBin().from_bytes(DocBin(docs=docs).to_bytes()).get_docs(nlp.vocab)
    assert [found(doc) for doc in kept] == EXPECTED


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "Х", "„", "„“", "...", "\ud800", "\x00\x01", "„“ „“\n" * 300]
)
def test_takes_any_text(nlp: Language, text: str) -> None:
    assert nlp(text).spans["stances"] is not None


def test_batches_do_not_change_what_is_found(nlp: Language) -> None:
    several = ["", *texts(nlp), " "]
    assert [found(doc) for doc in nlp.pipe(several)] == [[], *EXPECTED, []]


def test_works_without_quotes(nlp: Language) -> None:
    doc = nlp.make_doc(texts(nlp)[1])
    stances = found(component_of(nlp)(doc))
    assert ("рибари", "oppose", "новия мост") in stances


def test_learns_from_a_batch_with_an_article_without_stances() -> None:
    fresh = untrained()
    lessons = examples(fresh)
    optimizer = fresh.initialize(lambda: lessons)
    (empty, *_) = examples(fresh)
    set_stances(empty.reference, [])
    assert fresh.update([empty, lessons[0]], sgd=optimizer)["bgnews_stance"] > 0


def test_what_is_not_annotated_cannot_be_learned() -> None:
    fresh = untrained()
    doc = fresh.make_doc("Няма нищо.")
    with pytest.raises(ValueError, match="no annotated article"):
        fresh.initialize(lambda: [Example(doc, doc.copy())])


def test_an_untrained_component_says_so() -> None:
    with pytest.raises(ValueError, match="bgnews_stance is not trained yet"):
        untrained()("Текст.")


@pytest.mark.parametrize("setting", ["holder_threshold", "target_threshold"])
@pytest.mark.parametrize("share", [-0.1, 1.5])
def test_a_threshold_out_of_range_is_refused(setting: str, share: float) -> None:
    with pytest.raises(ValueError, match=setting):
        untrained(**{setting: share})


def test_given_targets_are_the_only_ones(nlp: Language) -> None:
    given = untrained(targets=["мост"]).from_bytes(nlp.to_bytes())
    stances = given(texts(nlp)[0])._.stances
    assert {stance.target for stance in stances} == {"мост"}
    other = untrained(targets=["гара"]).from_bytes(nlp.to_bytes())
    assert {stance.target for stance in other(texts(nlp)[0])._.stances} <= {"гара"}


def test_the_label_of_a_given_pair(nlp: Language) -> None:
    doc = nlp(texts(nlp)[0])
    finder = component_of(nlp)
    target = next(stance.target_span for stance in doc._.stances if stance.label == "support")
    assert target is not None
    (by_speaker, by_name) = finder.label(doc, [Asked(target), Asked(target, doc[:2])])
    assert set(by_speaker) == {"support", "oppose", "neutral", "none"}
    assert sum(by_speaker.values()) == pytest.approx(1.0)
    assert max(by_speaker, key=lambda label: by_speaker[label]) == "support"
    assert by_name == by_speaker
    assert finder.label(doc, []) == []


def test_the_evidence_that_is_asked_about_is_judged(nlp: Language) -> None:
    doc = nlp("„Мостът е опасен. Гарата е красива“, каза Иван Петров. Мостът чака.")
    story = Story(doc, get_quotes(doc))
    first, second = doc[1:4], doc[5:8]
    assert (first.text, second.text) == ("Мостът е опасен", "Гарата е красива")
    for around in (first, second, doc[3:6], doc[:]):
        evidence, _ = locate(story, Asked(around[:1], evidence=around))
        assert evidence.hull == (around.start, around.end)


def test_pairs_of_another_doc_are_refused(nlp: Language) -> None:
    doc, other = (nlp(text) for text in texts(nlp))
    with pytest.raises(ValueError, match="of the doc"):
        component_of(nlp).label(doc, [Asked(other[:1])])
    with pytest.raises(ValueError, match="empty"):
        component_of(nlp).label(doc, [Asked(doc[:0])])
    with pytest.raises(ValueError, match="empty"):
        component_of(nlp).label(doc, [Asked(doc[:1], evidence=doc[:0])])
