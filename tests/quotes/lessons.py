"""Small articles and a small pipeline to learn from."""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from bgnews.corpus import article_from_xml
from bgnews.corpus.examples import to_example

SMALL_MODEL = {
    "@architectures": "bgnews.QuoteModel.v1",
    "width": 32,
    "hidden_width": 32,
    "dilations": [1, 2],
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 32,
        "depth": 1,
        "embed_size": 500,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
    },
}

# A relay with words in marks, a nested quote, an interrupted one, one without cue and source,
# a name and a term in marks.
BODIES = (
    '<p kind="title"><src q="q1">Петър Стаменов</src>: <q id="q1" type="direct" by="e1">Мостът ще '
    "бъде готов</q></p>\n"
    '<p kind="body">„<q id="q2" type="direct" by="e1">Ще започнем през май</q>“, <cue q="q2">каза'
    '</cue> <src q="q2">кметът Петър Стаменов</src>, „<q id="q2" type="direct" by="e1">и ще '
    'свършим наесен</q>“.</p>\n<p kind="body">Вестник „<ns type="name">Горно Поле</ns>“ излиза '
    "в събота.</p>",
    '<p kind="body"><q id="q1" type="indirect" by="e1">Пътят е затворен</q>, <cue q="q1">съобщи'
    '</cue> <src q="q1">Петър Стаменов</src>. <q id="q2" type="indirect" by="e1">Ремонтът щял да '
    'трае месец</q>.</p>\n<p kind="body">Така наречената „<ns type="term">зелена улица</ns>“ '
    "остава празна.</p>",
    '<p kind="body"><q id="q1" type="indirect" by="e2" relay="yes"><src q="q2">Петър Стаменов'
    '</src> <cue q="q2">обеща</cue>, че <q id="q2" type="mixed" by="e1">градът ще има „най-добрия '
    'мост“ в областта</q></q>, <cue q="q1">пише</cue> <src q="q1">„Вечерник“</src>.</p>',
)


def examples(nlp: Language) -> list[Example]:
    """An example of each article."""
    return [to_example(nlp, article_from_xml(_xml(number))) for number in range(len(BODIES))]


def _xml(number: int) -> str:
    return (
        f'<article id="a{number}" source="test"><entities>'
        '<entity id="e1" type="PER" name="Петър Стаменов"/>'
        '<entity id="e2" type="ORG" name="Вечерник"/>'
        f"</entities><text>\n{BODIES[number]}\n</text><stances></stances></article>"
    )


def untrained(**settings: Any) -> Language:
    """A pipeline whose quotes are still to be learned, by a component with these settings."""
    nlp = spacy.blank(
        "bg", config={"nlp": {"tokenizer": {"@tokenizers": "bgnews.NewsTokenizer.v1"}}}
    )
    nlp.add_pipe("bgnews_quotes", config={"model": SMALL_MODEL} | settings)
    return nlp


@cache
def trained(steps: int = 60) -> Language:
    """A pipeline that has learned the articles by heart; tests must not change it."""
    fix_random_seed(0)
    nlp = untrained()
    lessons = examples(nlp)
    optimizer = nlp.initialize(lambda: lessons)
    optimizer.learn_rate = 0.01
    for _ in range(steps):
        nlp.update(lessons, sgd=optimizer)
    return nlp
