"""Annotated articles to run the command on."""

from __future__ import annotations

from pathlib import Path

from bgnews.corpus import Article, read_articles

ARTICLE = """<article id="{id}" source="" register="local">
<entities>
 <entity id="e1" type="PER" name="Ана Бонева"/>
 <entity id="e2" type="ISSUE" name="мост"/>
</entities>
<text>
<p kind="title">Нов мост {id}</p>
<p kind="body">„<q id="q1" type="direct" by="e1"><m e="e2">Мостът</m> е нужен</q>“, <cue q="q1">каза</cue> <src q="q1">Бонева</src>.</p>
</text>
<stances>
 <stance holder="e1" target="e2" label="support" q="q1"/>
</stances>
</article>
"""  # noqa: E501


def articles(path: Path) -> list[Article]:
    return list(read_articles([path]))
