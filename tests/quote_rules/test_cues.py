"""The cue lexicon and the cues found with it."""

from __future__ import annotations

import pytest

from bgnews.quote_rules.cues import find_cues
from bgnews.quote_rules.lexicon import load_lexicon


def cues(text: str) -> list[str]:
    words = text.lower().split()
    found = find_cues(words, range(len(words)), load_lexicon())
    return [" ".join(words[slice(*cue.extent)]) for cue in found]


@pytest.mark.parametrize(
    "form",
    [
        "казва",
        "каза",
        "казаха",
        "казал",
        "казали",
        "заявява",
        "заяви",
        "заявил",
        "заявявайки",
        "съобщават",
        "съобщиха",
        "отбеляза",
        "подчертала",
        "предаде",
        "предадоха",
        "отрекъл",
        "нарече",
        "настоя",
        "твърдят",
        "пише",
        "писа",
    ],
)
def test_inflected_verbs(form: str) -> None:
    assert cues(f"той {form} нещо") == [form]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("той е казал че ще вали", ["е казал"]),
        ("той ще каже че вали", ["ще каже"]),
        ("той се надява да спре", ["се надява"]),
        ("надява се да спре", ["надява се"]),
        ("той е категоричен че ще вали", ["е категоричен"]),
        ("категоричен е кметът", ["категоричен е"]),
        ("бяха единодушни че вали", ["бяха единодушни"]),
        ("той изрази увереност че ще спре", ["изрази увереност"]),
        ("отправи ново остро предупреждение към", ["отправи ново остро предупреждение"]),
        ("даде да се разбере че вали", ["даде да се разбере"]),
        ("според кмета вали", ["според"]),
        ("по думите на кмета вали", ["по думите"]),
        ("по думите му вали", ["по думите"]),
        ("по негово мнение вали", ["по негово мнение"]),
        ("на въпрос дали вали", ["на въпрос"]),
        ("беше съобщено че вали", ["беше съобщено"]),
        ("съобщава се че вали", ["съобщава се"]),
    ],
)
def test_cues_of_several_words(text: str, expected: list[str]) -> None:
    assert cues(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "той не каза нищо",
        "не е казал нищо",
        "очаква се да спре",
        "аз казах на съседа",
        "кметът пътува към селото",
        "категоричен отговор",
        "страхува кокошките",
        "по улицата на селото",
    ],
)
def test_no_cues(text: str) -> None:
    assert cues(text) == []


def test_who_does_not_think_so_holds_an_opinion() -> None:
    assert cues("той не смята че вали") == ["смята"]


def test_the_verb_is_the_cue_and_not_its_object() -> None:
    assert cues("той отрече слуховете че вали") == ["отрече"]


def test_every_class_has_constructions_and_every_rule_a_score() -> None:
    lexicon = load_lexicon()
    classes = {
        *lexicon.verbs.values(),
        *lexicon.reflexives.values(),
        *lexicon.nouns.values(),
        *lexicon.participles.values(),
        *(class_ for phrases in lexicon.phrases.values() for class_, _ in phrases),
    }
    assert classes <= set(lexicon.frames)
    assert all(0 < score <= 1 for score in lexicon.scores.values())


def test_words_are_in_lower_case() -> None:
    for words in load_lexicon().words.values():
        assert all(word == word.lower() for word in words)
