"""How likely speakers are, on invented articles."""

from __future__ import annotations

import pytest
from markup import annotated
from speaking import speaker

from bgnews.annotations import get_quotes
from bgnews.speakers.confidence import confidence, evidence
from bgnews.speakers.resolver import Resolver, resolve_speakers

NAMED = (
    '„<q id="q1" type="direct">Вали</q>“, <cue q="q1">каза</cue> <src q="q1">Петко Гарванов</src>. '
)
PRONOUN = 'Според <src q="q2">него</src> <q id="q2" type="indirect">утре ще духа</q>. '
DROPPED = '<cue q="q3">Добави</cue>, че <q id="q3" type="indirect">ще гърми</q>.'


def scores(markup: str) -> dict[str, float]:
    doc = annotated(markup)
    resolved = resolve_speakers(doc, get_quotes(doc))
    return {quote.id: quote.speaker_score or 0 for quote in resolved}


def facts(markup: str, id_: str) -> list[str]:
    doc = annotated(markup)
    quotes = get_quotes(doc)
    resolver = Resolver(doc, quotes)
    found = resolver.resolve()[id_]
    (quote,) = (quote for quote in quotes if quote.id == id_)
    return list(evidence(quote, found, resolver.turns))


def test_names_are_surer_than_what_has_to_be_resolved() -> None:
    found = scores(NAMED + PRONOUN + DROPPED)
    assert found["q1"] > found["q2"] > 0.8
    assert found["q1"] > found["q3"] > 0.5


def test_nobody_found_is_not_sure_at_all() -> None:
    assert scores('<q id="q1" type="indirect">Щяло да вали</q>.') == {"q1": 0.0}


def test_evidence_names_way_and_rivals() -> None:
    rival = NAMED.replace("q1", "q0").replace("Петко Гарванов", "Илия Щърков")
    assert "pronoun spoke, rivals 0" in facts(NAMED + PRONOUN, "q2")
    assert "pronoun spoke, rivals 1" in facts(rival + NAMED + PRONOUN, "q2")
    assert "pronoun spoke, last" in facts(NAMED + PRONOUN, "q2")


def test_own_turn_is_no_evidence() -> None:
    assert "name of a person, new" in facts(NAMED, "q1")


@pytest.mark.parametrize("known", [[], ["nothing of the kind"], ["anything"]])
def test_confidence_is_a_probability(known: list[str]) -> None:
    assert 0 < confidence(known) < 1


def test_unknown_evidence_says_nothing() -> None:
    assert confidence(["nothing of the kind"]) == 0.5


def test_threshold_is_inclusive_and_keeps_the_score() -> None:
    doc = annotated(NAMED)
    (sure,) = resolve_speakers(doc, get_quotes(doc))
    assert sure.speaker_score is not None
    for threshold, name in ((sure.speaker_score, speaker(NAMED)), (1.0, None)):
        (quote,) = resolve_speakers(doc, get_quotes(doc), threshold)
        assert (quote.speaker, quote.speaker_score) == (name, sure.speaker_score)
