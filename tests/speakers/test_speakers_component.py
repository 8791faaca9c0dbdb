"""The component in spaCy: in place, threshold, serialisation, metadata, scorer, hostile docs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import annotated
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

import bgnews
from bgnews.annotations import Quote, get_quotes, set_quotes
from bgnews.corpus import article_from_xml
from bgnews.corpus.docs import article_to_doc
from bgnews.speakers import Speakers, score_speakers

TEXT = "„Ще дойда утре“, каза кметът Иван Петров. Според него дъждът ще спре."
SURE = (
    '„<q id="a" type="direct" score="0.25">Ще дойда</q>“, <cue q="a">каза</cue> '
    '<src q="a">кметът Иван Петров</src>. '
)
UNSURE = (
    SURE + 'Министърът Илия Щърков мълчи. <cue q="b">Заявиха</cue>, че '
    '<q id="b" type="indirect" relay="yes">ще вали</q>.'
)


@pytest.fixture(scope="module")
def pipeline() -> Language:
    nlp = spacy.blank("bg")
    nlp.add_pipe("bgnews_quote_rules")
    nlp.add_pipe("bgnews_speakers")
    return nlp


def component(nlp: Language) -> Speakers:
    found: Any = nlp.get_pipe("bgnews_speakers")
    return found


def names(doc: Doc) -> list[str | None]:
    return [quote.speaker for quote in get_quotes(doc)]


class TestInPlace:
    def test_all_else_stays(self) -> None:
        doc = annotated(SURE)
        before = get_quotes(annotated(SURE))[0]
        Speakers()(doc)
        (after,) = get_quotes(doc)
        assert after.speaker == "Иван Петров"
        assert after.speaker_score is not None
        for field in ("id", "type", "relay", "score"):
            assert getattr(after, field) == getattr(before, field)
        assert [str(span) for span in (*after.spans, after.cue, after.source)] == [
            str(span) for span in (*before.spans, before.cue, before.source)
        ]

    def test_speakers_there_are_overwritten(self) -> None:
        doc = annotated(SURE.replace('type="direct"', 'type="direct" speaker="Рада Синигерова"'))
        assert names(Speakers()(doc)) == ["Иван Петров"]

    def test_twice_is_as_once(self) -> None:
        doc = Speakers()(annotated(UNSURE))
        before = str(get_quotes(doc))
        assert str(get_quotes(Speakers()(doc))) == before

    @pytest.mark.parametrize("text", ["", " ", "\n\n", "Вали дъжд."])
    def test_docs_without_quotes(self, pipeline: Language, text: str) -> None:
        assert pipeline(text)._.quotes == ()
        doc = Speakers()(spacy.blank("bg")(text))
        assert "quotes" not in doc.spans


class TestThreshold:
    def test_below_it_nobody_is_named(self) -> None:
        doc = Speakers(threshold=0.0)(annotated(SURE))
        (score,) = (quote.speaker_score for quote in get_quotes(doc))
        assert score is not None
        assert 0.5 < score < 1
        assert names(Speakers(threshold=score)(doc)) == ["Иван Петров"]
        assert names(Speakers(threshold=min(1, score + 1e-6))(doc)) == [None]
        assert get_quotes(doc)[0].speaker_score == score

    def test_nobody_to_name_has_no_score(self) -> None:
        doc = Speakers()(annotated('<q id="a" type="indirect">Щяло да вали</q>.'))
        assert (get_quotes(doc)[0].speaker, get_quotes(doc)[0].speaker_score) == (None, 0.0)

    def test_default_of_factory_and_class_agree(self, pipeline: Language) -> None:
        assert component(pipeline).threshold == Speakers().threshold

    @pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
    def test_impossible(self, threshold: float) -> None:
        with pytest.raises(ValueError, match="goes from 0 to 1"):
            Speakers(threshold=threshold)

    def test_setting_of_the_pipeline(self) -> None:
        nlp = spacy.blank("bg")
        nlp.add_pipe("bgnews_quote_rules")
        nlp.add_pipe("bgnews_speakers", config={"threshold": 1.0})
        assert names(nlp(TEXT)) == [None, None]


class TestPipelines:
    def test_rules_alone_name_nobody(self) -> None:
        nlp = spacy.blank("bg")
        nlp.add_pipe("bgnews_quote_rules")
        assert names(nlp(TEXT)) == [None, None]

    def test_bundled_pipeline(self) -> None:
        assert names(bgnews.load("rules")(TEXT)) == ["Иван Петров"] * 2

    def test_multiprocessing_and_docbin(self, pipeline: Language) -> None:
        docs = list(pipeline.pipe([TEXT] * 4, n_process=2, batch_size=2))
        (restored, *_) = DocBin(docs=docs).get_docs(pipeline.vocab)
        for doc in (*docs, restored):
            assert names(doc) == ["Иван Петров"] * 2
        assert get_quotes(restored)[0].speaker_score == get_quotes(docs[0])[0].speaker_score

    def test_bytes(self) -> None:
        data = Speakers(threshold=0.75).to_bytes()
        assert Speakers().from_bytes(data).threshold == 0.75
        assert Speakers().from_bytes(data, exclude=["cfg"]).threshold == 0.5

    def test_disk(self, tmp_path: Path) -> None:
        nlp = spacy.blank("bg")
        nlp.add_pipe("bgnews_quote_rules")
        nlp.add_pipe("bgnews_speakers")
        component(nlp).threshold = 1.0
        nlp.to_disk(tmp_path)
        restored = spacy.load(tmp_path)
        assert component(restored).threshold == 1.0
        assert names(restored(TEXT)) == [None, None]

    def test_metadata(self, pipeline: Language) -> None:
        alone = spacy.blank("bg")
        alone.add_pipe("bgnews_speakers")
        for nlp, missing in ((pipeline, []), (alone, ["doc._.quotes"])):
            analysis = nlp.analyze_pipes()
            assert analysis
            assert analysis["problems"]["bgnews_speakers"] == missing


ARTICLE = article_from_xml("""<article id="a" source="">
<entities><entity id="e1" type="PER" name="Ана Бонева"/><entity id="e2" type="GROUP" name="рибари"/></entities>
<text>
<p kind="body">„<q id="q1" type="direct" by="e1">Мостът е нужен на града</q>“, <cue q="q1">каза</cue> <src q="q1">кметът Ана Бонева</src>. <cue q="q2">Според</cue> <src q="q2">нея</src> <q id="q2" type="indirect" by="e1">парите стигат</q>.</p>
<p kind="body"><src q="q3">Рибарите</src> <cue q="q3">казват</cue>, че <q id="q3" type="indirect" by="e2">мостът пречи</q>. <cue q="q4">На въпрос</cue> <q id="q4" type="indirect" by="">кога ще бъде готов</q> няма отговор.</p>
<p kind="body"><q id="q5" type="indirect" relay="yes">Реката е малка</q>, <cue q="q5">съобщи</cue> <src q="q5">БТА</src>.</p>
</text>
</article>""")  # noqa: E501


def example(speakers: dict[str, str | None]) -> Example:
    """The article with its own quotes, and these speakers."""
    nlp = spacy.blank("bg")
    predicted = article_to_doc(ARTICLE, nlp.make_doc(ARTICLE.text))
    for id_, attrs in predicted.spans["quotes"].attrs.items():
        attrs["speaker"] = speakers.get(id_)
    return Example(predicted, article_to_doc(ARTICLE, nlp.make_doc(ARTICLE.text)))


RIGHT = {"q1": "Ана Бонева", "q2": "Бонева", "q3": "рибари", "q4": None, "q5": "МВР"}


class TestScorer:
    def test_all_right(self) -> None:
        scores = score_speakers([example(RIGHT)])
        assert scores == {
            "speakers_p": 1.0,
            "speakers_r": 1.0,
            "speakers_f": 1.0,
            "speakers_accuracy": 1.0,
            "speakers_accuracy_named": 1.0,
            "speakers_accuracy_nominal": 1.0,
            "speakers_accuracy_pronoun": 1.0,
            "speakers_accuracy_dropped": 1.0,
            "speakers_accuracy_none": None,
        }

    def test_wrong_missing_and_invented(self) -> None:
        wrong = {"q1": "Илия Щърков", "q2": None, "q4": "Илия Щърков"}
        scores = score_speakers([example(RIGHT | wrong)])
        assert scores["speakers_p"] == pytest.approx(1 / 3)
        assert scores["speakers_r"] == pytest.approx(1 / 3)
        assert scores["speakers_accuracy"] == pytest.approx(1 / 4)
        assert scores["speakers_accuracy_named"] == 0
        assert scores["speakers_accuracy_nominal"] == 1

    def test_quotes_that_match_none_do_not_count(self) -> None:
        found = example(RIGHT)
        quotes = get_quotes(found.predicted)
        stray = Quote("x", "mixed", (found.predicted[0:1],), speaker="Илия Щърков")
        set_quotes(found.predicted, [*quotes, stray])
        assert score_speakers([found])["speakers_p"] == 1

    def test_nothing_to_score(self) -> None:
        assert set(score_speakers([]).values()) == {None}

    def test_references_without_annotation(self) -> None:
        doc = spacy.blank("bg")("Текст.")
        with pytest.raises(ValueError, match="no annotated article"):
            score_speakers([Example(doc, doc)])

    def test_component_scores_itself(self, pipeline: Language) -> None:
        assert component(pipeline).score([example(RIGHT)]) == score_speakers([example(RIGHT)])
        assert Speakers(scorer=None).score([example(RIGHT)]) == {}

    def test_it_is_registered(self) -> None:
        block = {"scorer": {"@scorers": "bgnews.SpeakersScorer.v1"}}
        assert registry.resolve(block)["scorer"] is score_speakers


VOCAB = Vocab()
WORDS = """
„ “ " : , . ? – - ( ) каза заяви според него тя те които двамата която съпругът му ѝ ми руската
страна кметът кметовете служителите Иван Петров Рада I. МВР на в и че съм Белия дом
"""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*WORDS.split(), "\n"]), min_size=1, max_size=40), st.data())
def test_overlapping_and_nested_quotes_of_junk(words: list[str], data: st.DataObject) -> None:
    doc = Doc(VOCAB, words)
    bounds = st.tuples(st.integers(0, len(words) - 1), st.integers(1, 12))

    spans = bounds.map(lambda found: doc[found[0] : min(len(words), sum(found))])

    quotes = [
        Quote(
            id=str(number),
            type=data.draw(st.sampled_from(["direct", "indirect", "mixed"])),
            spans=(data.draw(spans),),
            cue=data.draw(st.none() | spans),
            source=data.draw(st.none() | spans),
            relay=data.draw(st.booleans()),
        )
        for number in range(data.draw(st.integers(0, 6)))
    ]
    set_quotes(doc, quotes)
    for quote in get_quotes(Speakers(threshold=0)(doc)):
        assert quote.speaker_score is not None
        assert 0 <= quote.speaker_score < 1
        assert (quote.speaker is None) == (quote.speaker_score == 0)
        assert quote.speaker is None or not re.search(r"[„“\"\n]", quote.speaker)


@pytest.mark.parametrize("text", ["\ud800", "„Ще \udfffвали“, каза Иван Петров.", "а\x00б"])
def test_texts_that_are_none(text: str) -> None:
    bgnews.load("rules")(text)


@pytest.mark.parametrize(
    "piece",
    [
        "„Да“, каза той. ",
        "Те казват, че вали. ",
        "„Да.“\n",
        "Служителите на града, които казват, че вали. ",
        "Иван Петров каза, че вали. Той добави, че духа. ",
        "-" * 50,
        "кмет" * 10,
    ],
)
def test_long_monotonous_texts(piece: str) -> None:
    doc = bgnews.load("rules")(piece * 1500)
    assert "quotes" in doc.spans
