"""What the gold annotation becomes at the words that the model reads."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example
from texts import NLP, texts_of

from bgnews.annotations import Quote, set_quotes
from bgnews.corpus import article_from_xml
from bgnews.corpus.examples import to_example
from bgnews.quotes.candidates import Candidates, find_extents
from bgnews.quotes.links import NONE, LinkFinder
from bgnews.quotes.targets import Targets, label_of
from bgnews.quotes.words import Words

_CLASSES = {"direct": 1, "indirect": 2, "mixed": 3, "indirect relay": 4, "name": 5, "term": 6}


def targets_of(body: str) -> Targets:
    """The targets of an article of one paragraph, whose quotes are by e1."""
    article = article_from_xml(
        '<article id="a" source=""><entities><entity id="e1" type="PER" name="Иван Петров"/>'
        f'</entities><text>\n<p kind="body">{body}</p>\n</text></article>'
    )
    example = to_example(NLP, article)
    return Targets(Words(example.predicted), example)


def gold(targets: Targets) -> list[tuple[str, str, dict[str, str]]]:
    """The text, the label and the texts of the links of each gold content."""
    return [
        (
            _text(targets, content.extent),
            label_of(content),
            {link: _text(targets, extent) for link, extent in content.links.items()},
        )
        for content in targets.contents
    ]


def _text(targets: Targets, extent: tuple[int, int]) -> str:
    return texts_of(targets.words, [extent])[0]


def candidates_of(extents: list[tuple[int, int]]) -> Candidates:
    array = np.asarray(extents, dtype="i").reshape(-1, 2)
    return Candidates(array, np.zeros((len(array), 0), dtype="f"))


def test_a_quote_with_its_cue_and_source() -> None:
    targets = targets_of(
        '„<q id="q1" type="direct" by="e1">Ще вали.</q>“, <cue q="q1">каза</cue> '
        '<src q="q1">Иван Петров</src>.'
    )
    assert gold(targets) == [("Ще вали", "direct", {"cue": "каза", "source": "Иван Петров"})]
    assert [texts_of(targets.words, targets.roles[role]) for role in ("cue", "source")] == [
        ["каза"],
        ["Иван Петров"],
    ]


def test_a_quote_without_cue_and_source() -> None:
    targets = targets_of('<q id="q1" type="indirect" by="e1">Ще вали</q>.')
    assert gold(targets) == [("Ще вали", "indirect", {})]
    assert targets.roles["cue"] == targets.roles["source"] == []


def test_the_parts_of_an_interrupted_quote_continue_the_one_before() -> None:
    targets = targets_of(
        '„<q id="q1" type="direct" by="e1">Ще вали</q>“, <cue q="q1">каза</cue> '
        '<src q="q1">той</src>, „<q id="q1" type="direct" by="e1">и ще гърми</q>“, '
        '„<q id="q1" type="direct" by="e1">и ще трещи</q>“.'
    )
    links = {"cue": "каза", "source": "той"}
    assert gold(targets) == [
        ("Ще вали", "direct", links),
        ("и ще гърми", "direct", {**links, "continued": "Ще вали"}),
        ("и ще трещи", "direct", {**links, "continued": "и ще гърми"}),
    ]


def test_a_relay_around_a_nested_quote() -> None:
    targets = targets_of(
        '<q id="q1" type="indirect" by="e1" relay="yes"><src q="q2">Иван</src> <cue q="q2">каза'
        '</cue>, че <q id="q2" type="mixed" by="e1">ще има „нов мост“</q></q>, '
        '<cue q="q1">пише</cue> <src q="q1">„Вечерник“</src>.'
    )
    assert gold(targets) == [
        (
            "Иван каза, че ще има „нов мост",
            "indirect relay",
            {"cue": "пише", "source": "„Вечерник“"},
        ),
        ("ще има „нов мост", "mixed", {"cue": "каза", "source": "Иван"}),
    ]
    assert texts_of(targets.words, targets.roles["cue"]) == ["каза", "пише"]


def test_a_cue_of_two_quotes_is_one_extent() -> None:
    targets = targets_of(
        '<src q="q1 q2">Той</src> <cue q="q1 q2">каза</cue>, че <q id="q1" type="indirect" '
        'by="e1">вали</q> и че <q id="q2" type="indirect" by="e1">гърми</q>.'
    )
    assert texts_of(targets.words, targets.roles["cue"]) == ["каза"]
    assert texts_of(targets.words, targets.roles["source"]) == ["Той"]


def test_nonspeech() -> None:
    targets = targets_of(
        'Вестник „<ns type="name">Сега</ns>“ и „<ns type="term">зелената улица!</ns>“.'
    )
    assert [(_text(targets, extent), type_) for extent, type_ in targets.nonspeech] == [
        ("Сега", "name"),
        ("зелената улица", "term"),
    ]
    assert {_text(targets, e): label for e, label in targets.labels().items()} == {
        "Сега": "name",
        "зелената улица": "term",
    }


def test_content_of_mere_punctuation_is_passed_over() -> None:
    assert (
        gold(targets_of('Той <cue q="q1">каза</cue> „<q id="q1" type="direct" by="e1">…</q>“.'))
        == []
    )


@pytest.mark.parametrize("role", ["cue", "source"])
def test_roles_as_tags(role: str) -> None:
    targets = targets_of(
        '<q id="q1" type="indirect" by="e1">Вали</q>, <cue q="q1">са казали</cue> '
        '<src q="q1">Иван и Ана</src>.'
    )
    classes = targets.of_roles(role)
    assert len(classes) == len(targets.words)
    ((start, end),) = targets.roles[role]
    assert classes[start] == 1
    assert (classes[start + 1 : end] == 2).all()
    assert classes.astype(bool).sum() == end - start


def test_adjacent_cues_begin_apart() -> None:
    targets = targets_of(
        '<q id="q1" type="indirect" by="e1">Вали</q>, <cue q="q1">каза</cue> <cue q="q2">пише</cue>'
        ' <q id="q2" type="indirect" by="e1">че гърми</q>.'
    )
    assert targets.of_roles("cue").tolist() == [0, 0, 1, 1, 0, 0, 0]


def test_gold_content_is_learned_at_its_candidate() -> None:
    targets = targets_of('Той каза, че <q id="q1" type="indirect" by="e1">ще вали</q>.')
    extents = find_extents(targets.words)
    classes = targets.of_candidates(candidates_of(extents), _CLASSES)
    assert [extents[row] for row in np.flatnonzero(classes)] == [targets.contents[0].extent]
    assert classes.max() == _CLASSES["indirect"]


@pytest.mark.parametrize(
    ("gold_extent", "candidates", "taken"),
    [
        ((2, 12), [(0, 1), (3, 12), (5, 12)], (3, 12)),  # F1 0.95
        ((2, 12), [(4, 12), (5, 12)], (4, 12)),  # F1 0.89
        ((2, 12), [(6, 12), (2, 8)], None),  # F1 0.75
        ((2, 12), [(0, 2), (12, 14)], None),
        ((2, 12), [], None),
    ],
)
def test_gold_content_that_is_no_candidate_is_learned_at_one_that_is_close(
    gold_extent: tuple[int, int],
    candidates: list[tuple[int, int]],
    taken: tuple[int, int] | None,
) -> None:
    words = ["дума"] * 14
    start, end = gold_extent
    before, content, after = (
        " ".join(part) for part in (words[:start], words[start:end], words[end:])
    )
    targets = targets_of(f'{before} <q id="q1" type="mixed" by="e1">{content}</q> {after}')
    assert targets.contents[0].extent == gold_extent
    classes = targets.of_candidates(candidates_of(candidates), _CLASSES)
    assert [candidates[row] for row in np.flatnonzero(classes)] == ([taken] if taken else [])
    if taken:
        assert classes.max() == _CLASSES["mixed"]


def test_a_candidate_that_is_gold_itself_is_not_lent_to_another() -> None:
    targets = targets_of(
        '<q id="q1" type="indirect" by="e1" relay="yes">едно <q id="q2" type="direct" by="e1">'
        "две три четири пет шест</q></q> седем"
    )
    relay, content = (found.extent for found in targets.contents)
    for extent, label in ((relay, "indirect relay"), (content, "direct")):
        classes = targets.of_candidates(candidates_of([extent]), _CLASSES)
        assert classes.tolist() == [_CLASSES[label]]


def test_labels_unknown_to_the_model_are_passed_over() -> None:
    targets = targets_of('Той каза, че <q id="q1" type="indirect" by="e1">ще вали</q>.')
    classes = targets.of_candidates(candidates_of([targets.contents[0].extent]), {"direct": 1})
    assert classes.tolist() == [0]


def test_content_and_relay_of_the_same_words_are_learned_as_content() -> None:
    targets = targets_of(
        '<q id="q1" type="indirect" by="e1" relay="yes"><q id="q2" type="direct" by="e1">Ще вали'
        '</q></q>, <cue q="q1">пише</cue> <src q="q1">„Вечерник“</src>.'
    )
    assert list(targets.labels().values()) == ["direct"]


@pytest.mark.parametrize("link", ["cue", "source", "continued"])
def test_the_right_option_of_each_content(link: str) -> None:
    targets = targets_of(
        '„<q id="q1" type="direct" by="e1">Вали</q>“, <cue q="q1">каза</cue> <src q="q1">Иван'
        '</src>, „<q id="q1" type="direct" by="e1">и гърми</q>“. <q id="q2" type="indirect" '
        'by="e1">Било сухо</q>.'
    )
    options = LinkFinder(targets.words, targets.contents, targets.roles).options(link)
    chosen = [tuple(options.extents[row, 1]) for row in targets.of_options(link, options)]
    assert chosen == [content.links.get(link, NONE) for content in targets.contents]
    lefts = [tuple(options.extents[row, 0]) for row in targets.of_options(link, options)]
    assert lefts == [content.extent for content in targets.contents]


def test_a_link_to_what_is_out_of_reach_is_learned_as_none() -> None:
    targets = targets_of('<src q="q1">Иван</src> пее. <q id="q1" type="direct" by="e1">Вали</q>')
    options = LinkFinder(targets.words, targets.contents, {"cue": [], "source": []}).options(
        "source"
    )
    assert targets.of_options("source", options).tolist() == [0]


@pytest.mark.parametrize(
    ("words", "content", "cue"),
    [
        # finer, as it is, and coarser
        (["Той", "ка", "за", ",", "че", "ще", "ва", "ли", "."], "ще вали", "каза"),
        (["Той", "каза", ",", "че", "ще", "вали", "."], "ще вали", "каза"),
        (["Той", "каза,", "че ще", "вали."], "че ще вали", "каза,"),
    ],
)
def test_the_reference_may_have_other_tokens(words: list[str], content: str, cue: str) -> None:
    predicted = NLP.make_doc("Той каза, че ще вали.")
    spaces = [_space_after(predicted.text, words, i) for i in range(len(words))]
    reference = Doc(NLP.vocab, words, spaces)
    assert reference.text == predicted.text
    spans = [reference.char_span(*at, alignment_mode="expand") for at in ((13, 20), (4, 8))]
    assert spans[0] is not None
    set_quotes(reference, [Quote("q1", "indirect", (spans[0],), spans[1])])
    targets = Targets(Words(predicted), Example(predicted, reference))
    assert gold(targets) == [(content, "indirect", {"cue": cue})]


def _space_after(text: str, words: list[str], number: int) -> bool:
    position = 0
    for word in words[: number + 1]:
        position = text.index(word, position) + len(word)
    return text[position : position + 1] == " "


def test_a_reference_span_that_cuts_a_word_is_widened_to_it() -> None:
    predicted = NLP.make_doc("Кметът преизчисли всичко.")
    reference = Doc(
        NLP.vocab, ["Кметът", "пре", "изчисли", "всичко", "."], [True, False, True, False, False]
    )
    set_quotes(reference, [Quote("q1", "indirect", (reference[2:4],))])
    targets = Targets(Words(predicted), Example(predicted, reference))
    assert _text(targets, targets.contents[0].extent) == "преизчисли всичко"


def test_annotation_outside_of_titles_and_body_is_passed_over() -> None:
    predicted = NLP.make_doc("Ще вали.")
    spans = [Span(predicted, 0, len(predicted), label="caption")]
    reference = predicted.copy()
    predicted.spans["paragraphs"] = SpanGroup(predicted, name="paragraphs", spans=spans)
    set_quotes(reference, [Quote("q1", "indirect", (reference[0:2],), reference[1:2])])
    targets = Targets(Words(predicted), Example(predicted, reference))
    assert targets.contents == []
    assert targets.roles["cue"] == targets.roles["source"] == []


def test_a_reference_without_annotation_has_no_targets() -> None:
    doc = NLP.make_doc("Ще вали.")
    targets = Targets(Words(doc), Example(doc, doc.copy()))
    assert (targets.contents, targets.nonspeech, targets.labels()) == ([], [], {})
    assert not targets.of_roles("cue").any()
