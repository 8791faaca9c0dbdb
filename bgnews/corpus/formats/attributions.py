"""Attributions in the schemes of others, such as PolNeAR and PARC, as graphs of ours.

They mark a source, a cue and a content and tie them together, in brat by an event
(``E1 Attribution:T4 Content:T3 Cue:T2 Source:T1``) or by relations between two of them. What they
leave out is made up for: the type of a quote by the quote marks in and around it, indirect if there
are none, and the entity of a source by its words, as a PER.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..article import Extent
from .graph import ALL_LABELS, CONTENTS, CUES, MENTION, MENTIONS, PART, Graph, Link, Node

_QUOTE, _SOURCE, _LEFT_OUT = "<quote>", "<source>", ""
#: Labels of others, in small letters, by what they are here; add to it for another scheme.
FOREIGN_LABELS: Mapping[str, str] = {
    **dict.fromkeys(("content", "quote", "quotation", "statement"), _QUOTE),
    **dict.fromkeys(("source", "speaker", "holder"), _SOURCE),
    **dict.fromkeys(("cue", "verb"), CUES[0]),
    # The trigger of an event repeats the cue; what annotators discarded is no annotation.
    **dict.fromkeys(("attribution", "discard"), _LEFT_OUT),
}
#: Relations of others, in small letters, that hold two of source, cue and content together.
FOREIGN_LINKS = ("attribution", "attributes", "content", "cue", "source", "speaker")
_MARKS = '"„“”‟«»'


@dataclass(frozen=True)
class Tie:
    """Annotations that an event or a relation of another scheme holds together."""

    name: str
    keys: tuple[str, ...]
    line: int


def ours(label: str) -> str:
    """What a label is here; one that nobody knows stays, for the reader of the graph to report."""
    return label if label in ALL_LABELS else FOREIGN_LABELS.get(label.lower(), label)


def adopt(graph: Graph, ties: Iterable[Tie]) -> Graph:
    """Make an attribution of each tie, and labels of ours of what ``ours`` leaves open."""
    nodes = {node.key: node for node in graph.nodes if node.label != _LEFT_OUT}
    waiting: list[tuple[Node, Node]] = []
    for tie in ties:
        tied = [nodes[key] for key in dict.fromkeys(tie.keys) if key in nodes]
        contents = [node for node in tied if node.label in (_QUOTE, *CONTENTS)]
        cues = [node for node in tied if node.label in CUES]
        sources = [node for node in tied if node.label in (_SOURCE, *MENTIONS)]
        for content in contents[:1]:
            graph.links += (Link("cue", cue.key, content.key, tie.line) for cue in cues)
            graph.links += (Link("source", node.key, content.key, tie.line) for node in sources)
        for part in contents[1:]:
            nodes[part.key] = replace(part, label=PART)
            graph.links.append(Link("part", part.key, contents[0].key, tie.line))
        if not contents:
            waiting += ((source, cue) for source in sources for cue in cues)
    _link_through_cues(graph, waiting)
    graph.nodes = list(nodes.values())
    _name_sources(graph)
    _type_quotes(graph)
    return graph


def _link_through_cues(graph: Graph, pairs: Iterable[tuple[Node, Node]]) -> None:
    """Give the sources that are tied only to a cue the quotes of that cue."""
    for source, cue in pairs:
        graph.links += [
            replace(link, label="source", source=source.key)
            for link in graph.links
            if link.label == "cue" and link.source == cue.key
        ]


def _name_sources(graph: Graph) -> None:
    """Make an entity of all sources with the same words."""
    first: dict[str, str] = {}
    for index, node in enumerate(graph.nodes):
        if node.label == _SOURCE:
            words = _words(graph.text, node).casefold()
            graph.nodes[index] = replace(node, label=MENTION if words in first else "PER")
            if words in first:
                graph.links.append(Link("same", node.key, first[words], node.line))
            else:
                first[words] = node.key


def _words(text: str, node: Node) -> str:
    return " ".join(" ".join(text[start:end] for start, end in node.extents).split())


def _type_quotes(graph: Graph) -> None:
    """Decide the types of quotes by their marks; the words of a direct one lie inside its marks."""
    parts: dict[str, list[str]] = {}
    for link in graph.links:
        if link.label == PART:
            parts.setdefault(link.target, []).append(link.source)
    nodes = {node.key: node for node in graph.nodes}
    for node in graph.nodes:
        if node.label != _QUOTE:
            continue
        group = [node, *(nodes[key] for key in parts.get(node.key, ()))]
        inside = [_inside_marks(graph.text, extent) for one in group for extent in one.extents]
        if all(inside):
            for one in group:
                extents = (_inside_marks(graph.text, extent) for extent in one.extents)
                nodes[one.key] = replace(one, extents=tuple(filter(None, extents)))
            type_ = "direct"
        elif any(
            mark in graph.text[s:e] for one in group for s, e in one.extents for mark in _MARKS
        ):
            type_ = "mixed"
        else:
            type_ = "indirect"
        nodes[node.key] = replace(nodes[node.key], label=type_)
    graph.nodes = list(nodes.values())


def _inside_marks(text: str, extent: Extent) -> Extent | None:
    """The words between the marks, if all of an extent stands between two marks.

    The marks are inside the extent or next to it. One of them may be missing, as it is where a
    quote goes on in the next paragraph.
    """
    start, end = extent
    outer = [mark for mark in (text[start - 1 : start], text[end : end + 1]) if _is_mark(mark)]
    if not _is_mark(text[start - 1 : start]) and _is_mark(text[start : start + 1]):
        outer.append(text[start])
        start += 1
    last = start + len(text[start:end].rstrip(".,;")) - 1
    if not _is_mark(text[end : end + 1]) and last >= start and _is_mark(text[last]):
        outer.append(text[last])
        end = last
    inner = set(text[start:end])
    crossed = inner & set(outer) if len(outer) == 2 else inner & set(_MARKS)
    return None if not outer or crossed or start >= end else (start, end)


def _is_mark(character: str) -> bool:
    return character != "" and character in _MARKS
