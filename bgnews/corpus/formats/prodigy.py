"""Prodigy: JSON Lines with tokens, spans and relations, as ``prodigy db-out`` gives them.

Load the file with ``rel.manual``, its ``--label`` from ``RELATION_LABELS`` and its ``--span-label``
from ``SPAN_LABELS``. That is made for spans that do not overlap: quotes in quotes and the words in
them are easier to mark in ``spans.manual``. The labels are those of ``graph``. Prodigy has no
attributes of spans, so that a relay is labelled ``indirect-relay``, an optional quote
``direct-optional``, one of an unknown speaker ``direct-unknown``. Names of entities are in the
field ``name`` of spans, which Prodigy keeps but does not show. Tasks that were rejected or ignored
are passed over.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from ...annotations import QUOTE_TYPES
from ...files import unpacked
from ...records import dumps
from ..article import Article
from .format import Format, Item, failure
from .from_graph import graph_item
from .graph import ALL_LABELS, FLAGS, LINKS, Graph, Link, Node, listed_entities, malformed, strings
from .to_graph import to_graph

#: The labels of spans; a span label may end in several flags, as ``indirect-relay-optional``.
SPAN_LABELS = (*ALL_LABELS, *(f"{type_}-{flag}" for type_ in QUOTE_TYPES for flag in FLAGS))
RELATION_LABELS = tuple(LINKS)

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


def read(path: Path) -> Iterator[Item]:
    """Yield the article of each task that was accepted."""
    with path.open("rb") as file, unpacked(path, file, "rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield from _items(path, line, number)


def _items(path: Path, line: bytes, number: int) -> Iterator[Item]:
    try:
        task = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield failure(path, f"not JSON: {error}; each line is one task of Prodigy", number)
        return
    if not isinstance(task, dict):
        yield failure(path, "not a JSON object; each line is one task of Prodigy", number)
        return
    try:
        if task.get("answer", "accept") == "accept":
            yield graph_item(path, _graph(task, f"{path.stem}-{number}", number))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        yield failure(path, f"not a task of Prodigy: {malformed(error)}", number)


def write(articles: Iterable[Article], path: Path) -> None:
    """Write a task for each article.

    Raises:
        ValueError: if an annotation refers to what is not there.
    """
    with path.open("wb") as file, unpacked(path, file, "wb") as stream:
        for article in articles:
            stream.write(f"{dumps(_task(to_graph(article, discontinuous=False)))}\n".encode())


def _task(graph: Graph) -> dict[str, Any]:
    tokens = _tokens(graph)
    starts = [token["start"] for token in tokens]
    spans = {node.key: _span(node, starts) for node in graph.nodes}
    ends = {
        key: {name: value for name, value in span.items() if name != "name"}
        for key, span in spans.items()
    }
    return {
        "text": graph.text,
        "tokens": tokens,
        "spans": list(spans.values()),
        "relations": [
            {
                "head": spans[link.source]["token_end"],
                "child": spans[link.target]["token_end"],
                "head_span": ends[link.source],
                "child_span": ends[link.target],
                "label": link.label,
            }
            for link in graph.links
        ],
        "meta": {"id": graph.id, "source": graph.source, **graph.meta},
        "entities": list(graph.entities),
        "answer": "accept",
    }


def _tokens(graph: Graph) -> list[dict[str, Any]]:
    """Words and marks, cut where something begins or ends: Prodigy marks whole tokens."""
    text = graph.text
    cuts = {0, len(text), *(cut for node in graph.nodes for pair in node.extents for cut in pair)}
    for token in _TOKEN.finditer(text):
        start = token.start()
        # A blank after a token is not a token of its own but the flag "ws" of that one.
        if text[start] == " " and start > 0:
            start += 1
        cuts |= {start, token.end()}
    tokens: list[dict[str, Any]] = []
    for start, end in pairwise(sorted(cuts)):
        words = text[start:end]
        space = words.endswith(" ") and bool(words.strip())
        tokens.append(
            {
                "text": words.removesuffix(" ") if space else words,
                "start": start,
                "end": end - space,
                "id": len(tokens),
                "ws": space,
            }
        )
    return tokens


def _span(node: Node, starts: list[int]) -> dict[str, Any]:
    ((start, end),) = node.extents
    span = {
        "start": start,
        "end": end,
        "token_start": bisect_right(starts, start) - 1,
        "token_end": bisect_right(starts, end - 1) - 1,
        "label": "-".join((node.label, *(flag for flag in FLAGS if flag in node.flags))),
        "id": node.key,
    }
    return {**span, "name": node.name} if node.name else span


def _graph(task: Mapping[str, Any], id_: str, line: int) -> Graph:
    meta = strings(task.get("meta"))
    spans: list[dict[str, Any]] = list(task.get("spans") or ())
    keys = _keys(spans)
    graph = Graph(
        id=meta.pop("id", id_),
        text=task["text"],
        source=meta.pop("source", ""),
        meta=meta,
        entities=listed_entities(task.get("entities")),
        nodes=[_node(span, key, line) for span, key in zip(spans, keys, strict=True)],
        line=line,
    )
    if not isinstance(graph.text, str):
        raise TypeError(f"'text' is not a string but {graph.text!r:.40}")
    for relation in task.get("relations") or ():
        ends = [_end(relation, side, spans, keys) for side in ("head", "child")]
        graph.links.append(Link(relation["label"], *ends, line=line))
    return graph


def _keys(spans: list[dict[str, Any]]) -> list[str]:
    """A key for each span; Prodigy gives none to spans that were added or changed."""
    keys: dict[str, None] = {}
    for number, span in enumerate(spans, start=1):
        key = str(span.get("id", ""))
        keys[key if key and key not in keys else f"span-{number}"] = None
    return list(keys)


def _node(span: Mapping[str, Any], key: str, line: int) -> Node:
    start, end = span["start"], span["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError(f"offsets are whole numbers, not {start!r} and {end!r}")
    label, *flags = str(span["label"]).split("-")
    if not set(flags) <= set(FLAGS):
        label, flags = str(span["label"]), []
    return Node(key, label, ((start, end),), frozenset(flags), str(span.get("name", "")), line)


def _end(
    relation: Mapping[str, Any], side: str, spans: list[dict[str, Any]], keys: list[str]
) -> str:
    """The key of the span at one end of a relation, which Prodigy knows by where it is."""
    wanted = relation.get(f"{side}_span") or {}
    if wanted.get("id") in keys:
        return wanted["id"]
    token = relation[side]
    for span, key in zip(spans, keys, strict=True):
        if wanted.get("label"):
            if all(span[name] == wanted[name] for name in ("start", "end", "label")):
                return key
        elif token in (span.get("token_start"), span.get("token_end")):
            return key
    raise ValueError(
        f"a relation {relation['label']!r} has no span at its {side}, token {token}; link spans, "
        "not words"
    )


PRODIGY = Format(".jsonl", read, write)
