"""The metrics, on annotation and output that differ in one thing at a time."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Any

import pytest

from bgnews.corpus import Article, QuoteAnnotation, article_from_xml
from bgnews.evaluation import Counts, Prediction, Report, evaluate, from_annotation, from_record
from bgnews.evaluation.confusion import Confusion
from bgnews.evaluation.matching import Text
from bgnews.evaluation.names import same_name
from bgnews.records import to_record

GOLD = article_from_xml("""<article id="a" source="">
<entities>
 <entity id="e1" type="PER" name="Ана Бонева"/>
 <entity id="e2" type="ISSUE" name="мост"/>
 <entity id="e3" type="ORG" name="Вести"/>
</entities>
<text>
<p kind="title">Нов мост</p>
<p kind="body">„<q id="q1" type="direct" by="e1"><m e="e2">Мостът</m> е нужен на града</q>“, <cue q="q1">каза</cue> <src q="q1">Бонева</src>. <src q="q2">Тя</src> <cue q="q2">обеща</cue> <q id="q2" type="indirect" by="e1">да дойде утре</q>.</p>
<p kind="body"><q id="q3" type="indirect" relay="yes" by="e3">Работата върви бавно и скъпо</q>, <cue q="q3">пише</cue> „<src q="q3"><ns type="name">Вести</ns></src>“.</p>
<p kind="junk">Споделете</p>
</text>
<stances>
 <stance holder="e1" target="e2" label="support" q="q1"/>
</stances>
</article>""")  # noqa: E501


def judged(other: Article) -> Report:
    return evaluate([(GOLD, from_annotation(other))])


def with_quote(number: int, **changes: object) -> Article:
    quotes = list(GOLD.quotes)
    quotes[number] = replace(quotes[number], **changes)  # type: ignore[arg-type]
    return replace(GOLD, quotes=tuple(quotes))


def f1(report: Report, metric: str) -> float:
    return round(100 * report.counts()[metric].f1, 1)


def test_what_is_equal_is_right() -> None:
    report = judged(GOLD)
    for name, counts in report.counts().items():
        if name.endswith("mixed"):
            continue  # there is none
        assert counts.f1 == 1, name
    assert report.quotes.accuracy("type") == 1
    assert report.quotes.errors == []


def test_nothing_found() -> None:
    report = evaluate([(GOLD, Prediction())])
    assert all(
        counts.recall == counts.precision == counts.f1 == 0 for counts in report.counts().values()
    )
    assert report.counts()["content_match"].gold == 2
    assert [error.split(":")[0] for error in report.quotes.errors] == [
        "a missed direct",
        "a missed indirect",
    ]


def test_marks_at_the_edges_do_not_count() -> None:
    start, end = GOLD.quotes[0].spans[0]
    report = judged(with_quote(0, spans=((start - 1, end + 2),)))
    assert f1(report, "content_exact") == 100


def test_half_of_the_words_match() -> None:
    start, end = GOLD.quotes[0].spans[0]
    shorter = with_quote(0, spans=((start, end - len(" на града")),))
    report = judged(shorter)
    assert (f1(report, "content_match"), f1(report, "content_exact")) == (100, 50)
    assert report.counts()["content_overlap"].recall == pytest.approx(6 / 8)
    report = judged(with_quote(0, spans=((start, start + len("Мостът")),)))
    assert f1(report, "content_match") == 50
    assert {error.split(":")[0] for error in report.quotes.errors} == {
        "a missed direct",
        "a spurious direct",
    }


def test_type() -> None:
    report = judged(with_quote(0, type="mixed"))
    assert (f1(report, "content_match"), f1(report, "content_match_direct")) == (100, 0)
    assert report.quotes.accuracy("type") == 0.5


@pytest.mark.parametrize(("role", "metric"), [("cues", "cue"), ("sources", "source")])
def test_links(role: str, metric: str) -> None:
    start, end = getattr(GOLD.quotes[0], role)[0]
    report = judged(with_quote(0, **{role: ((start, end + len(" Бо")),)}))
    assert f1(report, f"{metric}_exact") == pytest.approx(66.7)
    assert f1(report, f"{metric}_overlap") == 100
    assert f1(judged(with_quote(0, **{role: ()})), f"{metric}_exact") == 80


@pytest.mark.parametrize(
    "changes",
    [{"type": "mixed"}, {"cues": ()}, {"sources": ()}, {"spans": ((0, 8),)}, {"cues": ((0, 4),)}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_whole_quote_is_right_in_all_its_parts(changes: dict[str, Any]) -> None:
    report = judged(with_quote(0, **changes))
    assert f1(report, "whole_quote") == 50
    assert f1(report, "whole_quote_direct") == 0
    assert f1(report, "whole_quote_indirect") == 100


def test_a_whole_quote_may_have_another_speaker() -> None:
    assert f1(judged(with_quote(0, by="e3")), "whole_quote") == 100


def test_one_of_several_cues_is_enough_for_a_whole_quote() -> None:
    """An output record has no place for more."""
    cue, other = GOLD.quotes[0].cues[0], GOLD.quotes[1].cues[0]
    gold = with_quote(0, cues=(cue, other))
    report = evaluate([(gold, from_annotation(GOLD))])
    assert f1(report, "whole_quote") == 100
    assert report.counts()["cue_link"].recall == pytest.approx(2 / 3)
    reverse = evaluate([(GOLD, from_annotation(gold))])
    assert f1(reverse, "whole_quote") == 50


@pytest.mark.parametrize(("role", "metric"), [("cues", "cue"), ("sources", "source")])
def test_links_belong_to_their_quote(role: str, metric: str) -> None:
    """Exchanged, all cues are where they should be, and no link is right."""
    first, second = (getattr(quote, role) for quote in GOLD.quotes[:2])
    quotes = (
        replace(GOLD.quotes[0], **{role: second}),
        replace(GOLD.quotes[1], **{role: first}),
        GOLD.quotes[2],
    )
    report = judged(replace(GOLD, quotes=quotes))
    assert (f1(report, f"{metric}_exact"), f1(report, f"{metric}_link")) == (100, 0)
    assert report.quotes.accuracy(metric) == 0


def test_links_of_quotes_that_do_not_match() -> None:
    report = judged(replace(GOLD, quotes=GOLD.quotes[1:]))
    link = report.counts()["cue_link"]
    assert (link.precision, link.recall) == (1, 0.5)
    assert report.quotes.accuracy("cue") == 1, "of the quotes that match"


def test_a_quote_rightly_without_a_cue() -> None:
    gold = with_quote(0, cues=())
    assert evaluate([(gold, from_annotation(gold))]).quotes.accuracy("cue") == 1
    assert evaluate([(gold, from_annotation(GOLD))]).quotes.accuracy("cue") == 0.5


def test_confusion_of_types() -> None:
    quotes = (
        replace(GOLD.quotes[0], type="mixed"),
        replace(GOLD.quotes[2], relay=False),
        QuoteAnnotation("q9", "direct", "", ((0, 8),)),
    )
    types = judged(replace(GOLD, quotes=quotes)).quotes.types
    assert dict(types.counts) == {
        ("direct", "mixed"): 1,
        ("indirect", "none"): 1,
        ("relay", "indirect"): 1,
        ("none", "direct"): 1,
    }
    assert types.rows()["relay"] == {"direct": 0, "indirect": 1, "mixed": 0, "relay": 0, "none": 0}
    assert types.accuracy == 0


def test_what_is_optional_is_confused_with_nothing() -> None:
    gold = with_quote(0, optional=True)
    report = evaluate([(gold, from_annotation(GOLD))])
    assert dict(report.quotes.types.counts) == {("indirect", "indirect"): 1, ("relay", "relay"): 1}


def test_accuracy_of_nothing() -> None:
    assert Confusion(("a", "b")).accuracy == 0
    assert set(Report().accuracies().values()) == {0}


def test_what_there_is_nothing_of_has_no_figures() -> None:
    figures = Report().as_dict()["stance_pair"]
    assert figures.pop("predicted") == figures.pop("gold") == 0
    assert figures == {"precision": None, "recall": None, "f1": None}


def test_all_as_json() -> None:
    found = json.loads(json.dumps(judged(with_quote(0, type="mixed")).as_dict()))
    assert found["whole_quote"]["f1"] == 0.5
    assert found["cue_accuracy"] == 1
    assert found["confusion"]["types"]["direct"]["mixed"] == 1
    assert found["confusion"]["speech"]["speech"] == {"speech": 1, "non-speech": 0}
    assert found["calibration"] == {
        "brier_score": None,
        "expected_calibration_error": None,
        "bins": [],
    }, "readers give no scores"
    assert found["error_classes"] == {"wrong type": 1}
    assert [error["id"] for error in found["errors"]] == ["a"]
    assert found["errors"][0]["passages"][0]["differences"][0]["kind"] == "wrong type"


def test_attribution() -> None:
    assert f1(judged(with_quote(0, by="e3")), "attribution") == 50
    assert f1(judged(with_quote(0, by="")), "attribution") == 50
    unknown = with_quote(0, by="")
    assert evaluate([(unknown, from_annotation(unknown))]).counts()["attribution"].f1 == 1


def test_attribution_by_source() -> None:
    by_source = judged(with_quote(1, by="e3")).attribution_by_source()
    assert {name: (c.precision, c.recall, c.gold) for name, c in by_source.items()} == {
        "attribution_named": (1, 1, 1),
        "attribution_pronoun": (0, 0, 1),
    }
    missed = judged(replace(GOLD, quotes=GOLD.quotes[1:])).attribution_by_source()
    assert missed["attribution_named"] == Counts(predicted=0, gold=1)


def test_relays_are_judged_apart() -> None:
    without = replace(GOLD, quotes=GOLD.quotes[:2])
    report = judged(without)
    assert (f1(report, "content_match"), f1(report, "relay")) == (100, 0)
    ordinary = judged(with_quote(2, relay=False))
    assert f1(ordinary, "content_match") == 100, "finding it is not held against anybody"
    assert f1(ordinary, "relay") == 0
    spurious = judged(with_quote(1, relay=True))
    assert spurious.counts()["content_match"].predicted == 2


def test_optional_quotes_are_neither_asked_for_nor_punished() -> None:
    gold = with_quote(0, optional=True)
    for predicted in (GOLD, replace(GOLD, quotes=GOLD.quotes[1:])):
        report = evaluate([(gold, from_annotation(predicted))])
        assert f1(report, "content_match") == 100


def test_nonspeech() -> None:
    assert f1(judged(replace(GOLD, nonspeech=())), "nonspeech") == 0


def test_paragraphs() -> None:
    kept = tuple(replace(paragraph, kind="body") for paragraph in GOLD.paragraphs)
    assert f1(judged(replace(GOLD, paragraphs=kept)), "paragraph_drop") == 0


@pytest.mark.parametrize(
    ("changes", "pair", "triple"),
    [
        ({}, 100, 100),
        ({"label": "oppose"}, 100, 0),
        ({"holder": "e3"}, 0, 0),
        ({"target": "e3"}, 0, 0),
        ({"holder": "e2", "target": "e1"}, 0, 0),
    ],
)
def test_stances(changes: dict[str, str], pair: float, triple: float) -> None:
    stances = (replace(GOLD.stances[0], **changes),)
    report = judged(replace(GOLD, stances=stances))
    assert (f1(report, "stance_pair"), f1(report, "stance_triple")) == (pair, triple)


def test_one_of_several_labels_is_enough() -> None:
    both = replace(GOLD, stances=(*GOLD.stances, replace(GOLD.stances[0], label="oppose")))
    for label in ("support", "oppose"):
        stance = replace(GOLD.stances[0], label=label)
        predicted = from_annotation(replace(GOLD, stances=(stance,)))
        assert f1(evaluate([(both, predicted)]), "stance_triple") == 100


def test_labels_of_matched_pairs() -> None:
    report = judged(GOLD)
    assert report.stances.labels == {("support", "support"): 1}
    assert report.stances.label_macro_f1 == pytest.approx(1 / 3)


def test_optional_stances() -> None:
    gold = replace(GOLD, stances=(replace(GOLD.stances[0], optional=True),))
    report = evaluate([(gold, from_annotation(GOLD))])
    assert (report.stances.pair.predicted, report.stances.pair.gold) == (0, 0)


@pytest.mark.parametrize(
    ("name", "known", "entity_type", "same"),
    [
        ("Ана Бонева", "Бонева", "PER", True),
        ("Бонев", "Бонева", "PER", True),
        ("Ана Бонева", "Ана Гочева", "PER", False),
        ("мостът", "мост", "ISSUE", True),
        ("нов мост", "стар път", "ISSUE", False),
        ("Министерство на правосъдието", "министерството на правосъдието", "ORG", True),
        ("", "Бонева", "PER", False),
        (None, "Бонева", "PER", False),
        ("?!", "Бонева", "PER", False),
    ],
)
def test_names(name: str | None, known: str, entity_type: str, same: bool) -> None:
    assert same_name(name, [known], entity_type) is same


def test_counts_of_nothing() -> None:
    counts = Counts()
    assert (counts.precision, counts.recall, counts.f1) == (0, 0, 0)


def test_output_records_are_judged_like_annotation() -> None:
    """The record of the annotated doc is what the annotation says."""
    import spacy

    from bgnews.corpus import article_to_doc

    tokenizer = {"@tokenizers": "bgnews.NewsTokenizer.v1"}
    pipeline = spacy.blank("bg", config={"nlp": {"tokenizer": tokenizer}})
    doc = article_to_doc(GOLD, pipeline.make_doc(GOLD.text))
    report = evaluate([(GOLD, from_record(to_record(doc, "a", "gold")))])
    assert all(c.f1 == 1 for name, c in report.counts().items() if not name.endswith("mixed"))


def test_figures_of_many() -> None:
    """Metrics add up over articles, as counts, not as means."""
    empty = replace(GOLD, id="b", quotes=(), stances=(), nonspeech=(), mentions=())
    report = evaluate([(GOLD, from_annotation(GOLD)), (empty, from_annotation(GOLD))])
    assert report.counts()["content_match"].precision == 0.5
    assert report.counts()["content_match"].recall == 1


def test_quote_annotation_without_words() -> None:
    quote = QuoteAnnotation("q9", "direct", "", ((0, 0),))
    report = judged(replace(GOLD, quotes=(*GOLD.quotes, quote)))
    assert report.counts()["content_match"].predicted == 3


def test_words_in_extents() -> None:
    text = Text("едно две, три")
    assert text.words_in([(0, 13)]) == {0, 1, 2}
    assert text.words_in([(4, 5), (8, 10)]) == set(), "blanks and marks are no words"
    assert text.words_in([(4, 6)]) == {1}, "a part of a word is enough, its edge is not"
    assert text.words_in([(0, 1), (12, 13)]) == {0, 2}
    assert Text("").words_in([(0, 0)]) == set()


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(ImportError, match=r'pip install "bgnews\[evaluation\]"'):
        judged(GOLD)
