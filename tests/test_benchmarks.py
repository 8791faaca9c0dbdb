"""What the benchmarks measure by: articles, noise, English data of others, baselines."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from seqeval.metrics.sequence_labeling import get_entities

from benchmarks.articles import learned, noisy, text_of, unseen
from benchmarks.measured import quality
from benchmarks.newsmtsc.convert import article_of
from benchmarks.polnear.convert import paragraphs_of, type_of
from benchmarks.polnear.score import joined, labelled, predicted, with_marks
from benchmarks.stance_baselines import stances_in
from bgnews.annotations import Quote, set_quotes
from bgnews.corpus import article_from_xml
from bgnews.evaluation import Prediction, from_annotation

ARTICLE = article_from_xml(
    '<article id="a"><entities><entity id="e1" type="PER" name="Петър Стаменов"/>'
    '<entity id="e2" type="ISSUE" name="мост"/></entities><text>'
    '<p kind="body"><src q="q1">Стаменов</src> <cue q="q1">каза</cue>, че <q id="q1" '
    'type="indirect" by="e1">подкрепя <m e="e2">моста</m></q>.</p>'
    '<p kind="body"><src q="q2">Той</src> <cue q="q2">каза</cue>, че <q id="q2" type="indirect" '
    'by="e1">ще го пази</q>.</p></text>'
    '<stances><stance holder="e1" target="e2" label="support" q="q1"/>'
    '<stance holder="e1" target="e2" label="support" q="q2"/></stances></article>'
)


def test_no_article_is_learned_from_and_judged_by() -> None:
    assert len(unseen()) >= 50
    assert not {article.id for article in learned()} & {article.id for article in unseen()}


def test_noise_damages_texts_by_its_level() -> None:
    articles = unseen()[:10]
    assert noisy(articles, 0.0) == articles
    texts = zip(articles, noisy(articles, 1.0), strict=True)
    assert all(clean.text != damaged.text for clean, damaged in texts)


@pytest.mark.parametrize("words", [1, 7, 1000])
def test_a_text_has_as_many_words_as_asked_for(words: int) -> None:
    assert len(text_of(words, [ARTICLE]).split()) == words


def test_quality_leaves_out_what_a_system_is_not_for() -> None:
    assert quality([ARTICLE], [from_annotation(ARTICLE)])["attribution"] == 1.0
    assert quality([ARTICLE], [Prediction()]) == {}


def test_stances_whose_evidence_does_not_name_the_target_are_left_out() -> None:
    assert list(stances_in(ARTICLE)) == [("подкрепя моста CUE_каза TARGET мост", "support")]


def test_an_attribution_over_two_paragraphs_is_cut() -> None:
    text = "He said “it rains.\n\nIt pours” today."
    record = {
        "id": "n", "text": text,
        "quotes": [{"spans": [[8, text.index(" today")]], "cues": [[3, 7]], "srcs": [[0, 2]]}],
    }  # fmt: skip
    first, second = paragraphs_of(record)
    assert [first.text, second.text] == ["He said “it rains.", "It pours” today."]
    ((one,), (other,)) = first.quotes, second.quotes
    assert first.text[slice(*one.spans[0])] == "“it rains."
    assert second.text[slice(*other.spans[0])] == "It pours”"
    assert first.text[slice(*one.cues[0])] == "said"
    assert (other.cues, other.sources) == ((), ())


@pytest.mark.parametrize(
    ("text", "type_"),
    [("“It rains”", "direct"), ("it “rains”", "mixed"), ("it rains", "indirect")],
)
def test_marks_tell_the_type(text: str, type_: str) -> None:
    assert type_of(text, [(0, len(text))]) == type_


def test_tokens_are_joined_to_running_text() -> None:
    tokens = ["``", "We", "do", "n't", "pay", "$", "5", ",", "''", "he", "said", "."]
    text, places = joined(tokens)
    assert text == "“We don't pay $5,” he said."
    assert [text[slice(*place)] for place in places[1:4]] == ["We", "do", "n't"]


@pytest.mark.parametrize(
    "labels",
    [
        "B-source B-cue B-content I-content I-content",
        "O B-content B-content I-content O",
        "B-cue I-cue B-source O B-cue",
        "O O",
    ],
)
def test_labels_are_read_as_others_read_them(labels: str) -> None:
    spans = {
        (role, *edges) for role, of_role in labelled(labels.split()).items() for edges in of_role
    }
    expected: Any = get_entities(labels.split())
    assert spans == {(role, start, end + 1) for role, start, end in expected}


@pytest.mark.parametrize(
    ("text", "bare", "marked"),
    [
        ("He said : `` It rains . ''", (4, 6), (3, 8)),
        ("`` It rains , '' he said .", (1, 3), (0, 5)),
        ("He said it rains .", (2, 4), (2, 4)),
        ("'' It rains '' , he said", (1, 3), (0, 4)),
    ],
)
def test_marks_are_put_back(text: str, bare: tuple[int, int], marked: tuple[int, int]) -> None:
    assert with_marks(bare, text.split()) == marked


def test_only_what_is_in_no_other_content_is_scored() -> None:
    config = {"nlp": {"tokenizer": {"@tokenizers": "bgnews.NewsTokenizer.v1"}}}
    tokens = ["She", "said", "he", "thinks", "it", "rains"]
    text, places = joined(tokens)
    doc = spacy.blank("en", config=config)(text)
    outer = Quote(id="1", type="indirect", spans=(doc[2:6],), cue=doc[1:2], source=doc[0:1])
    inner = Quote(id="2", type="indirect", spans=(doc[4:6],), cue=doc[3:4], source=doc[2:3])
    set_quotes(doc, [outer, inner])
    assert predicted(doc, places) == {"content": {(2, 6)}, "cue": {(1, 2)}, "source": {(0, 1)}}


def test_a_target_becomes_a_stance_of_the_author() -> None:
    target = {"from": 4, "to": 9, "mention": "mayor", "polarity": 2.0}
    article = article_of({"primary_gid": "1", "sentence_normalized": "The mayor\nlied.",
                          "targets": [target]})  # fmt: skip
    assert article.text == "The mayor lied."
    ((stance,),) = (article.stances,)
    assert stance.label == "oppose"
    assert article.names_of(stance.target) == ["mayor", "mayor"]
    assert article.quote(stance.quote) is not None
