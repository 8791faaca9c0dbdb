"""Small articles and a small pipeline to learn stances from."""

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
    "@architectures": "bgnews.StanceModel.v1",
    "width": 32,
    "hidden_width": 32,
    "dilations": [1, 2],
    "bag_size": 1024,
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
# A supporter and an opponent in quotes, somebody undecided, and a position that is described.
BODIES = (
    '<p kind="body"><src q="q1">Петър Стаменов</src> <cue q="q1">заяви</cue>, че <q id="q1" '
    'type="indirect" by="e1">подкрепя <m e="e4">новия мост</m> до гарата</q>.</p>\n'
    '<p kind="body">„<q id="q2" type="direct" by="e2"><m e="e4">Мостът</m> е излишен</q>“, <cue '
    'q="q2">каза</cue> <src q="q2">Мария Добрева</src>. В залата беше тихо.</p></text><stances>'
    '<stance holder="e1" target="e4" label="support" q="q1"/>'
    '<stance holder="e2" target="e4" label="oppose" q="q2"/></stances>',
    '<p kind="body"><m e="e3">Рибарите</m> протестираха срещу <m e="e4">новия мост</m>. '
    '<src q="q1">Петър Стаменов</src> <cue q="q1">съобщи</cue>, че <q id="q1" type="indirect" '
    'by="e1"><m e="e4">мостът</m> има две платна</q>.</p></text><stances>'
    '<stance holder="e3" target="e4" label="oppose" at="Рибарите протестираха срещу новия мост"/>'
    '<stance holder="e1" target="e4" label="neutral" q="q1"/></stances>',
)


def examples(nlp: Language) -> list[Example]:
    """An example of each article."""
    return [to_example(nlp, article_from_xml(_xml(number))) for number in range(len(BODIES))]


def _xml(number: int) -> str:
    return (
        f'<article id="a{number}" source="test"><entities>'
        '<entity id="e1" type="PER" name="Петър Стаменов"/>'
        '<entity id="e2" type="PER" name="Мария Добрева"/>'
        '<entity id="e3" type="GROUP" name="рибари"/>'
        '<entity id="e4" type="ISSUE" name="нов мост"/>'
        f"</entities><text>{BODIES[number]}</article>"
    )


def untrained(**settings: Any) -> Language:
    """A pipeline whose quotes come from the rules."""
    tokenizer = {"@tokenizers": "bgnews.NewsTokenizer.v1"}
    nlp = spacy.blank("bg", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("bgnews_quote_rules")
    nlp.add_pipe("bgnews_speakers")
    nlp.add_pipe("bgnews_stance", config={"model": SMALL_MODEL, **settings})
    return nlp


@cache
def trained() -> Language:
    """A pipeline that knows the articles by heart; tests must not change it."""
    fix_random_seed(0)
    nlp = untrained()
    lessons = examples(nlp)
    optimizer = nlp.initialize(lambda: lessons)
    optimizer.learn_rate = 0.01
    for _ in range(60):
        nlp.update(examples(nlp), sgd=optimizer)
    return nlp
