"""Articles with everything that can be annotated; all people and bodies are invented."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from bgnews.corpus import Article, StanceAnnotation, article_from_xml

# Interrupted, nested, shared cues and sources, a dropped subject, relays with the same words, an
# unknown and a missing speaker, a speaker and an entity without a mention, stances of all kinds.
RICH_XML = """\
<article id="rich-1" source="https://example.org/rich?a=1&amp;b=„2“" register="politics" note="">
<entities>
 <entity id="e2" type="ORG" name="Партия  „Синева“"/>
 <entity id="e1" type="PER" name="Иван Колев"/>
 <entity id="e9" type="GROUP" name="очевидци"/>
 <entity id="e3" type="ISSUE" name="мостът"/>
 <entity id="e4" type="LOC" name="Горна вода"/>
 <entity id="e5" type="ORG" name="вестник „Утро“"/>
 <entity id="e6" type="ORG" name="агенция „Ехо“"/>
 <entity id="e8" type="ISSUE" name="бюджетът"/>
</entities>
<text>
<p kind="title">🌉 <m e="e1">Колев</m>: <q id="q0" type="direct" by="e1">Мостът е готов</q> 😀</p>
<p kind="byline">Мария Тестова, 3 май</p>

<p kind="body">„<q id="q1" type="direct" by="e1">Ще го построим</q>“, <cue q="q1">каза</cue>\
 <src q="q1 q2">кметът Иван Колев</src>, „<q id="q1" type="direct" by="e1">а после\
 <m e="e4">Горна вода</m></q>“, добави и <cue q="q2 q3">обеща</cue>\
 <q id="q2" type="mixed" by="e1">да пази „реда“ на <m e="e3">моста</m></q> и\
 <q id="q3" type="indirect" by="e1" optional="yes">да се върне</q>.</p>
<p kind="body"><q id="q4" type="indirect" by="e5" relay="yes"><q id="q5" type="indirect" by="e6"\
 relay="yes">От „<m e="e2">Синева</m>“ <cue q="q6">твърдят</cue>, че <q id="q6" type="indirect"\
 by="e2"><m e="e3">мостът</m> е <q id="q7" type="direct" by="e9">скъп</q></q></q></q>,\
 <cue q="q4">пише</cue> <src q="q4">„<ns type="name">Утро</ns>“</src>, <cue q="q5">цитиран от</cue>\
 <src q="q5">„Ехо“</src>.</p>
<p kind="body">„<q id="q8" type="direct" by="">Кой ще плати?</q>“, <cue q="q8">попита</cue>\
 <src q="q8">някой</src>. „<q id="q9" type="direct">Аз</q>“, <cue q="q9">рече</cue>\
 <src q="q9">друг</src>. <q id="q10" type="indirect" by="e2">Никой няма да плаща</q>.</p>
<p kind="body"><m e="e2">Партията</m> гледа\u00a0с ужас на „<ns type="term">чудото</ns>“.</p>
<p kind="caption">Снимка: архив</p>
<p kind="teaser">Още един мост</p>
<p kind="junk">Последвайте ни</p>
</text>
<stances>
 <stance holder="e2" target="e3" label="oppose" at="гледа\u00a0с ужас"/>
 <stance holder="e1" target="e3" label="support" q="q2"/>
 <stance holder="e1" target="e4" label="support" q="q1" optional="yes"/>
 <stance holder="e1" target="e2" label="oppose" q="q1"/>
 <stance holder="e2" target="e3" label="oppose" q="q6"/>
 <stance holder="e2" target="e1" label="neutral" q="q2"/>
 <stance holder="e1" target="e2" label="neutral" at="гледа\u00a0с ужас" optional="yes"/>
</stances>
</article>
"""

PLAIN_XML = """\
<article id="plain" source="">
<entities>
 <entity id="пешо" type="PER" name="Петър Минев"/>
</entities>
<text>
<p kind="body"><src q="a">Минев</src> <cue q="a">съобщи</cue>, че <q id="a" type="indirect"\
 by="пешо">вали сняг</q>.</p>
</text>
<stances>
</stances>
</article>
"""

BARE_XML = """\
<article id="bare" source="тест"><entities></entities><text>
<p kind="title">Без цитати</p>
</text><stances></stances></article>
"""

RICH: Article = article_from_xml(RICH_XML)
PLAIN: Article = article_from_xml(PLAIN_XML)
BARE: Article = article_from_xml(BARE_XML)
#: The holders of its stances are mentioned nowhere.
UNSEEN: Article = replace(
    RICH,
    id="unseen",
    stances=(
        StanceAnnotation("e9", "e3", "oppose", quote="q6"),
        StanceAnnotation("e8", "e3", "oppose", at=(0, 1)),
    ),
)
ARTICLES = [RICH, PLAIN, BARE, UNSEEN]

_JUNK = [None, True, -1, 5, 0.5, "", "x", "quote:q1", [], {}, [5], ["x"], [[]], {"id": 5}, 10**9]


@st.composite
def broken(draw: st.DrawFn, good: Any) -> Any:
    """A JSON value of which something, however deep inside, was removed or replaced."""
    bad = inside = deepcopy(good)
    while True:
        key = draw(
            st.sampled_from(list(inside) if isinstance(inside, dict) else range(len(inside)))
        )
        if not inside[key] or not isinstance(inside[key], dict | list) or draw(st.booleans()):
            break
        inside = inside[key]
    if draw(st.booleans()):
        inside[key] = draw(st.sampled_from(_JUNK))
    else:
        del inside[key]
    return bad
