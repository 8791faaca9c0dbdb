"""Names of holders and targets, those that are given, and sums over an article."""

from __future__ import annotations

import pytest
import spacy

from bgnews.annotations import Stance, StanceLabel
from bgnews.stance import summarise
from bgnews.stance.given import GivenTargets
from bgnews.stance.naming import merge, name_mentions

NLP = spacy.blank("bg", config={"nlp": {"tokenizer": {"@tokenizers": "bgnews.NewsTokenizer.v1"}}})


@pytest.mark.parametrize(
    ("names", "merged"),
    [
        (["мост", "нов мост"], ["нов мост", "нов мост"]),
        (["нов мост", "мостът"], ["нов мост", "нов мост"]),
        (["борба", "борба с вируса в болниците"], ["борба с вируса в болниците"] * 2),
        (["вирус", "борба с вируса в болниците"], ["вирус", "борба с вируса в болниците"]),
        (["проект", "промяна в проекта"], ["проект", "промяна в проекта"]),
        (["Биби", "Асия Биби"], ["Асия Биби", "Асия Биби"]),
        (["мост", "гара"], ["мост", "гара"]),
        (["моста", "нов мост"], ["нов мост", "нов мост"]),
        (["полиция", "нова политика"], ["полиция", "нова политика"]),
        ([], []),
        (["то", "то"], ["то", "то"]),
    ],
)
def test_names_of_the_same_are_merged(names: list[str], merged: list[str]) -> None:
    assert merge(names) == merged


def test_people_are_named_in_full() -> None:
    doc = NLP("Петър Стаменов дойде. Рибарите не харесват Стаменов и новия мост.")
    spans = [doc.char_span(i := doc.text.rindex(w), i + len(w)) for w in ("Стаменов", "новия мост")]
    assert name_mentions(doc, [], [span for span in spans if span]) == [
        "Петър Стаменов",
        "нов мост",
    ]


@pytest.mark.parametrize("form", ["еврото", "Еврото", "евро"])
def test_given_names_are_found_in_all_forms(form: str) -> None:
    doc = NLP(f"Не искат {form} още.")
    given = GivenTargets(NLP.make_doc, ["еврото"], None)
    assert {doc[slice(*extent)].text: name for extent, name in given.find(doc).items()} == {
        form: "еврото"
    }


@pytest.mark.parametrize(
    "name", ["COVID-19", "F-16", "Ла-Манш", "д-р Иванов", "чл. 5", "АЕЦ „Бряг“"]
)
def test_given_names_are_cut_as_the_text_is(name: str) -> None:
    doc = NLP(f"Спорят за {name} от вчера.")
    given = GivenTargets(NLP.make_doc, [name], None)
    assert [doc[slice(*extent)].text for extent in given.find(doc)] == [name]


def test_spans_alone_are_targets_without_a_warning(recwarn: pytest.WarningsRecorder) -> None:
    doc = NLP("Пловдив чака моста.")
    doc.spans["places"] = [doc[:1]]
    assert GivenTargets(NLP.make_doc, [], "places").find(doc) == {(0, 1): "Пловдив"}
    assert not recwarn.list


def test_the_name_of_a_mention_does_not_hang_on_the_others() -> None:
    doc = NLP("Иван Петров пристигна. Стефан Радоилов чакаше. Той говори за моста.")
    he, ivan = doc[8:9], doc[:2]
    assert he.text == "Той"
    assert name_mentions(doc, [], [ivan, he])[1] == name_mentions(doc, [], [he])[0]


def test_given_patterns_and_spans() -> None:
    doc = NLP("Влизането в еврозоната се бави. Пловдив чака новия мост.")
    pattern = [{"LOWER": {"REGEX": "^влизане"}}, {"LOWER": "в"}, {"LOWER": "еврозоната"}]
    doc.spans["places"] = [doc[6:7]]
    targets = [{"name": "еврозона", "pattern": pattern}, "нов мост", "мост"]
    given = GivenTargets(NLP.make_doc, targets, "places")
    assert {doc[slice(*extent)].text: name for extent, name in given.find(doc).items()} == {
        "Влизането в еврозоната": "еврозона",
        "Пловдив": "Пловдив",
        "новия мост": "нов мост",
    }
    assert given
    assert not GivenTargets(NLP.make_doc, [], None)


@pytest.mark.parametrize("target", [" ", {"name": "x"}, {"pattern": [{"LOWER": "x"}]}])
def test_a_given_target_needs_words(target: str | dict) -> None:
    with pytest.raises(ValueError, match="target"):
        GivenTargets(NLP.make_doc, [target], None)


def test_an_invalid_pattern_names_its_target() -> None:
    with pytest.raises(ValueError, match="'еврозона' is not valid"):
        GivenTargets(NLP.make_doc, [{"name": "еврозона", "pattern": [{"LOWERR": "x"}]}], None)


def stance(label: StanceLabel, score: float = 1.0, holder: str = "Иван") -> Stance:
    return Stance(holder, "мост", label, NLP("Да")[:1], score=score)


@pytest.mark.parametrize(
    ("labels", "label", "contradicted"),
    [
        (["support"], "support", False),
        (["neutral", "neutral", "oppose"], "oppose", False),
        (["neutral"], "neutral", False),
        (["support", "oppose", "oppose"], "oppose", True),
    ],
)
def test_a_summary_keeps_contradictions(
    labels: list[StanceLabel], label: str, contradicted: bool
) -> None:
    stances = [stance(found) for found in labels]
    (summary,) = summarise(stances)
    assert (summary.label, summary.contradicted) == (label, contradicted)
    assert summary.stances == tuple(stances)


def test_holders_are_summed_up_apart() -> None:
    several = [stance("support"), stance("oppose", holder="Мария"), stance("support", 0.2)]
    first, second = summarise(several)
    assert (first.holder, len(first.stances), second.holder) == ("Иван", 2, "Мария")
    assert summarise([]) == []
