"""What spaCy's own evaluation says of a pipeline that finds quotes."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from bgnews.corpus import article_from_xml
from bgnews.corpus.examples import to_example
from bgnews.evaluation.scorer import score_quotes

ARTICLE = article_from_xml("""<article id="a" source="">
<entities><entity id="e1" type="PER" name="Ана Бонева"/></entities>
<text>
<p kind="title">Нов мост над реката</p>
<p kind="body">„<q id="q1" type="direct" by="e1">Мостът е нужен на града</q>“, <cue q="q1">каза</cue> <src q="q1">кметът Ана Бонева</src>.</p>
<p kind="body"><q id="q2" type="indirect" by="e1">Парите стигат</q>.</p>
</text>
</article>""")  # noqa: E501


def test_evaluation_of_a_pipeline(nlp: Language) -> None:
    scores = nlp.evaluate([to_example(nlp, ARTICLE)])
    assert scores["quotes_content_exact_p"] == 1
    assert scores["quotes_content_exact_r"] == 0.5
    assert scores["quotes_content_exact_f"] == pytest.approx(2 / 3)
    assert scores["quotes_attribution_f"] == pytest.approx(2 / 3)
    assert scores["quotes_content_match_mixed_f"] is None


def test_scorer_is_registered(nlp: Language) -> None:
    block = {"scorer": {"@scorers": "bgnews.QuotesScorer.v1"}}
    scorer = registry.resolve(block)["scorer"]
    example = to_example(nlp, ARTICLE)
    example.predicted = nlp(ARTICLE.text)
    assert scorer([example]) == score_quotes([example])


def test_references_without_annotation() -> None:
    doc = spacy.blank("bg")("Текст.")
    with pytest.raises(ValueError, match="no annotated article"):
        score_quotes([Example(doc, doc)])


def test_nothing_to_score() -> None:
    assert score_quotes([]) == {}
