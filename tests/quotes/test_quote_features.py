"""What the model is told of words and of candidates, by the names of the features."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from texts import Marked, marked, names_of, news, words_of

from bgnews.quotes import features
from bgnews.quotes.features import (
    CANDIDATE_FEATURES,
    WORD_FEATURES,
    find_candidates,
    word_features,
)

_WORD = features._Bits(features._word_columns(), 0).columns
_CANDIDATE = features._Bits(features._CandidateFeatures.columns(), 0).columns


def of_word(text: Marked) -> set[str]:
    """The features of the word in square brackets."""
    return names_of(word_features(text.words)[text.square[0][0]], _WORD)


def of_candidate(text: Marked) -> set[str]:
    """The features of the candidate in square brackets."""
    candidates = find_candidates(text.words)
    row = candidates.extents.tolist().index(list(text.words.trimmed(text.square[0])))
    return names_of(candidates.features[row], _CANDIDATE)


@pytest.mark.parametrize(
    ("markup", "has", "lacks"),
    [
        # the word itself
        ("[Мостът] е готов.", {"capital", "definite", "first", "sentence"}, {"capitals", "loose"}),
        ("Тя е в [НАТО].", {"capitals"}, {"capital", "first", "sentence"}),
        ("Чакат [25] души.", {"digit"}, {"loose"}),
        ("Казват, [че] вали.", {"че"}, {"и", "да"}),
        ("Вали [и] гърми.", {"и"}, {"че"}),
        ("Призова [да] чакат.", {"да"}, {"че"}),
        ("Пътят [бил] затворен.", {"auxiliary"}, {"definite"}),
        ("Мостът [обещавал] много.", {"renarrative"}, {"definite", "first person"}),
        ("Ние [дойдохме] вчера.", {"first person"}, {"renarrative"}),
        ("Те [дойдоха] вчера.", {"past"}, {"first person"}),
        ("Не го [видя] никой.", {"past"}, {"negation", "cue"}),
        ("[Не] го видя никой.", {"negation"}, {"past"}),
        # signs
        ("Вали[.]", {".", "loose", "last"}, {",", "digit"}),
        ("Вали ли[?]", {".", "loose"}, {","}),
        ("Вали[,] гърми.", {",", "loose"}, {".", "last"}),
        ("Той[:] вали.", {":"}, {","}),
        ("Той [–] не.", {"dash", "loose"}, {"mark", "bracket"}),
        ("Той [(]не) иска.", {"bracket", "loose"}, {"dash"}),
        # marks
        ("[„]Ще вали утре пак“, каза той.", {"mark"}, {"closes", "I pair"}),
        ("„Ще вали утре пак[“], каза той.", {"mark", "closes"}, {"I pair"}),
        ("„[Ще] вали утре пак“, каза той.", {"B pair", "I pair"}, {"B short pair", "mark"}),
        ("„Ще [вали] утре пак“, каза той.", {"I pair"}, {"B pair", "nested"}),
        ("Вестник „[Сега]“ излиза.", {"B short pair", "I short pair", "B pair"}, {"nested"}),
        ("„Той чете „[Сега]“ и вестник“, каза тя.", {"nested", "I pair"}, {"mark"}),
        # cues, sources and contents
        ("Вали, [каза] Иван Петров.", {"B cue", "I cue", "class say", "B rule cue"}, {"B source"}),
        ("Вали, каза [Иван] Петров.", {"B source", "I source"}, {"B cue"}),
        ("Вали, каза Иван [Петров].", {"I source"}, {"B source"}),
        ("[Според] Иван вали.", {"class preposition", "B cue"}, {"class say"}),
        ("„[Вали] силно“, каза Иван Петров.", {"B rule direct", "I rule direct"}, {"B relay"}),
        ("Иван Петров каза, че [вали] силно.", {"B rule indirect"}, {"B rule direct"}),
        ("Вестник „[Сега]“ излиза.", {"B rule name"}, {"B rule term", "B rule direct"}),
    ],
)
def test_features_of_a_word(markup: str, has: set[str], lacks: set[str]) -> None:
    found = of_word(marked(markup))
    assert has <= found
    assert not lacks & found


def test_words_of_a_title() -> None:
    text = "Нов [мост] над реката"
    assert "in title" in of_word(marked(text, kind="title"))
    assert "in title" not in of_word(marked(text, kind="body"))


def test_what_the_rules_have_forgotten_is_no_feature() -> None:
    text = marked("„[Вали]“, каза Иван Петров.")
    text.words.forget(1.0)
    assert "B short pair" in of_word(text)
    assert not {name for name in of_word(text) if "rule" in name}
    assert not {name for name in of_candidate(text) if "rule" in name and name != "no rule"}


@pytest.mark.parametrize(
    ("markup", "has", "lacks"),
    [
        # what stands around it
        (
            "„[Ще вали]“, каза Иван Петров.",
            {"after mark", "before mark", "is pair", "is short pair", "in pair", "before cue"},
            {"after cue", "after other mark", "has pair", "has cue"},
        ),
        (
            "Иван Петров каза, че [ще вали].",
            {"after че", "before .", "before paragraph", "before sentence"},
            {"after mark", "after paragraph", "is pair", "in pair", "has че"},
        ),
        ("Вали и [гърми], каза той.", {"after и", "before ,"}, {"before и"}),
        ("[Вали] и гърми, каза той.", {"before и", "after paragraph"}, {"in pair"}),
        ("Той: [Вали]", {"after :"}, {"after ,", "after ."}),
        ("– [Вали], каза той.", {"after dash"}, {"after mark"}),
        ("Вестник „Сега“ [пише много], каза той.", {"after other mark"}, {"after mark"}),
        ("[Вестник] „Сега“ пише.", {"before other mark"}, {"before mark"}),
        ("Питат [дали вали].", {"at whether"}, {"at да"}),
        ("Призова [да чакат].", {"at да"}, {"at whether"}),
        ("Според него [Русия знае].", {"capital"}, {"numbers"}),
        ("Според Иван Петров [ще вали].", {"after source"}, {"after cue", "before source"}),
        # its length, in words and sentences
        ("Той каза, че [вали].", {"length 1", "no sentence"}, {"length 2"}),
        ("Той каза, че [вече вали доста].", {"length 1", "length 2", "length 3"}, {"length 5"}),
        ("[Вали. Гърми].", {"one sentence"}, {"no sentence", "two sentences"}),
        ("[Вали. Гърми. Трещи].", {"two sentences"}, {"one sentence"}),
        ("Той: „[Вали. Гърми]“.", {"no sentence"}, {"one sentence"}),
        ("Няма. [Вали силно].", {"all sentence"}, {"paragraph"}),
        ("[Няма. Вали силно].", {"paragraph", "all sentence", "one sentence"}, set()),
        # what it has
        ("[Тя каза, че вали], пише той.", {"has cue", "has че"}, {"numbers", "has pair"}),
        ("[Вестник „Сега“ пише].", {"has pair"}, {"is pair", "in pair", "starts pair"}),
        ("Той каза, че [пътят обещавал 20 лева].", {"renarrative", "numbers"}, set()),
        ("Той: „[Той чете „Сега“, но мълчи]“.", {"has pair", "is pair"}, {"is short pair"}),
        ("Тя: „[Вали], но спира“.", {"in pair", "starts pair"}, {"ends pair", "is pair"}),
        ("Тя: „Вали, но [спира]“.", {"in pair", "ends pair"}, {"starts pair", "is pair"}),
        # what the rules say
        (
            "„[Ще вали]“, каза Иван Петров.",
            {"rule direct", "rule with cue", "rule with source", "rule start", "in rule"},
            {"no rule", "cuts rule", "rule indirect"},
        ),
        ("„Ще вали“, каза Иван Петров. [Няма].", {"no rule"}, {"in rule", "has rule"}),
        ("„[Вали], но спира“, каза Иван Петров.", {"rule start", "in rule"}, {"rule direct"}),
        ("Вестник „[Сега]“ излиза.", {"rule name", "no rule"}, {"rule term"}),
    ],
)  # fmt: skip
def test_features_of_a_candidate(markup: str, has: set[str], lacks: set[str]) -> None:
    found = of_candidate(marked(markup))
    assert has <= found
    assert not lacks & found


def test_candidates_of_a_title() -> None:
    assert "title" in of_candidate(marked("Кметът: [Ще вали]", kind="title"))
    assert "title" not in of_candidate(marked("Кметът: [Ще вали]"))


def test_a_candidate_that_holds_a_rule_and_more_cuts_it() -> None:
    found = of_candidate(marked("[Той вика: „Ще вали“, каза Иван Петров].", kind="body"))
    assert {"cuts rule", "has rule"} <= found
    assert "in rule" not in found


@settings(max_examples=40, deadline=None)
@given(news())
def test_features_of_any_text_are_rows_of_0_and_1(text: str) -> None:
    words = words_of(text)
    candidates = find_candidates(words)
    of_words = word_features(words)
    assert of_words.shape == (len(words), WORD_FEATURES)
    assert candidates.extents.shape == (len(candidates), 2)
    assert candidates.features.shape == (len(candidates), CANDIDATE_FEATURES)
    for array in (of_words, candidates.features):
        assert array.dtype == np.float32
        assert set(np.unique(array)) <= {0.0, 1.0}


@settings(max_examples=30, deadline=None)
@given(news())
def test_what_stands_inside_of_a_span_begins_somewhere(text: str) -> None:
    array = word_features(words_of(text))
    for name in _WORD:
        if name.startswith("B "):
            begins, inside = array[:, _WORD[name]] > 0, array[:, _WORD[f"I {name[2:]}"]] > 0
            assert not (begins & ~inside).any()
            assert begins.any() == inside.any()


def test_each_feature_has_one_column() -> None:
    assert len(_WORD) == WORD_FEATURES
    assert len(_CANDIDATE) == CANDIDATE_FEATURES
    assert sorted(_WORD.values()) == list(range(WORD_FEATURES))
