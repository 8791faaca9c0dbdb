"""Noise: other letters, the same annotation."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from spacy.language import Language
from spacy.util import registry

from bgnews.corpus import Article, article_from_doc, article_from_xml, article_to_xml, check
from bgnews.corpus.examples import to_example
from bgnews.corpus.noise import KINDS, add_noise
from bgnews.corpus.noise.apply import with_replacements

TWINS = str.maketrans("ABCEHKMOPTXaceopxyY", "АВСЕНКМОРТХасеорхуУ")

ARTICLE = article_from_xml("""<article id="a" source="" sha256="0">
<entities>
 <entity id="e1" type="PER" name="Ана Бонева"/>
 <entity id="e2" type="ISSUE" name="мост"/>
</entities>
<text>
<p kind="title">Нов мост</p>
<p kind="body"><src q="q1">Кметът Ана Бонева</src> <cue q="q1">обяви</cue>, че <q id="q1" type="indirect" by="e1"><m e="e2">мостът</m> е „готов“</q>. Утре е празник.</p>
</text>
<stances>
 <stance holder="e1" target="e2" label="support" at="Кметът Ана Бонева обяви"/>
</stances>
</article>""")  # noqa: E501


def letters(words: str) -> str:
    return re.sub(r"\W", "", words).translate(TWINS).lower()


def annotated(article: Article) -> list[tuple[str, ...]]:
    """All annotated words, without what noise may change."""
    extents = [extent for q in article.quotes for extent in (*q.spans, *q.cues, *q.sources)]
    extents += [(m.start, m.end) for m in (*article.mentions, *article.nonspeech)]
    extents += [stance.at for stance in article.stances if stance.at]
    return [tuple(letters(article.text[start:end])) for start, end in extents]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_changes_text_and_keeps_annotation(kind: str, some: list[Article]) -> None:
    rng = random.Random(0)
    changed = 0
    for article in some:
        noisy = add_noise(article, rng, {kind: 1.0})
        changed += noisy.text != article.text
        assert check(noisy) == []
        assert article_from_xml(article_to_xml(noisy)) == noisy
        if kind != "torn_capital":
            assert annotated(noisy) == annotated(article)
    assert changed > len(some) / 5


def test_a_torn_capital_stays_outside() -> None:
    noisy = add_noise(ARTICLE, random.Random(0), {"torn_capital": 1.0})
    assert noisy.text.startswith("Нов мост\nК\nметът Ана")
    assert [p.kind for p in noisy.paragraphs] == ["title", "body", "body"]
    assert [noisy.text[s:e] for s, e in noisy.quotes[0].sources] == ["метът Ана Бонева"]
    assert noisy.stances[0].at is not None
    assert noisy.text[slice(*noisy.stances[0].at)] == "метът Ана Бонева обяви"
    assert noisy.meta == {}, "the hash is of another text"


def test_what_is_gone_is_dropped() -> None:
    start = ARTICLE.text.index("мостът")
    noisy = with_replacements(ARTICLE, [(start, start + len("мостът"), "")])
    assert noisy.mentions == ()
    assert [noisy.text[s:e] for s, e in noisy.quotes[0].spans] == [" е „готов“"]


def test_the_same_seed_gives_the_same_noise(some: list[Article]) -> None:
    one, other = ([add_noise(a, random.Random(5)) for a in some] for _ in range(2))
    assert one == other


def test_unknown_kinds() -> None:
    with pytest.raises(ValueError, match="no kinds of noise: rain"):
        add_noise(ARTICLE, random.Random(0), {"rain": 1.0})


def augmenter(**settings: Any) -> Any:
    block = {"@augmenters": "bgnews.Noise.v1", **settings}
    return registry.resolve({"augmenter": block})["augmenter"]


def test_augmenter(nlp: Language) -> None:
    example = to_example(nlp, ARTICLE)
    (same,) = augmenter(level=0.0)(nlp, example)
    assert same is example
    (noisy,) = augmenter(level=1.0, kinds={"torn_capital": 1.0})(nlp, example)
    assert article_from_doc(noisy.reference).text.startswith("Нов мост\nК\nметът")
    assert noisy.reference.text == example.reference.text, "cleaning repairs it"
    assert [str(q) for q in noisy.reference._.quotes] == [
        str(q) for q in example.reference._.quotes
    ]


def test_augmenter_wants_annotated_articles(nlp: Language) -> None:
    from spacy.training import Example

    doc = nlp.make_doc("Текст.")
    with pytest.raises(ValueError, match="no annotated article"):
        list(augmenter(level=1.0)(nlp, Example(doc, doc)))
