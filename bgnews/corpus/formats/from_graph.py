"""From the graph that annotation tools show back to the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ...annotations import NONSPEECH_TYPES
from ...cleaning import PARAGRAPH_KINDS
from ..article import (
    Article,
    Entity,
    Extent,
    Mention,
    Nonspeech,
    Paragraph,
    QuoteAnnotation,
    StanceAnnotation,
    by_position,
)
from ..problems import Problem
from .format import Item
from .graph import (
    ALL_LABELS,
    CONTENTS,
    CUES,
    EVIDENCE,
    LINKS,
    MENTION,
    MENTIONS,
    PART,
    STANCE_LINKS,
    Graph,
    Link,
    Node,
)


def from_graph(graph: Graph) -> tuple[Article, list[Problem]]:
    """Read an article.

    Returns:
        The article, and what of the graph could not be read; the article is without that.
    """
    reader = _Reader(graph)
    return reader.article(), reader.problems


def graph_item(path: Path, graph: Graph, where: str = "") -> Item:
    """The article of a graph as what a reader found; ``where`` goes before each problem."""
    article, problems = from_graph(graph)
    return Item(str(path), article, tuple(Problem(where + p.message, p.line) for p in problems))


class _Reader:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.problems: list[Problem] = []
        self.nodes: dict[str, Node] = {}
        for node in graph.nodes:
            if self.known(node):
                self.nodes[node.key] = node
        self.links: dict[str, list[tuple[Node, Node]]] = defaultdict(list)
        self.stance_links: list[tuple[str, Node, Node]] = []
        for link in graph.links:
            self.sort(link)
        self.entities: dict[str, Entity] = {}
        self.entity_of: dict[str, str] = {}
        self.read_entities()
        self.quotes: dict[str, QuoteAnnotation] = {}
        self.quote_of: dict[str, str] = {}
        self.read_quotes()

    def problem(self, message: str, at: Node | Link) -> None:
        self.problems.append(Problem(message, at.line))

    def show(self, node: Node) -> str:
        """How to call a node in a message."""
        start, end = node.extents[0][0], node.extents[-1][1]
        return f"{node.label} {self.words(node)[:40]!r} at {start}-{end}"

    def words(self, node: Node) -> str:
        return " ".join(" ".join(self.graph.text[s:e] for s, e in node.extents).split())

    def labelled(self, *labels: str) -> list[Node]:
        """Nodes by position, in the order of the graph where that is the same."""
        found = [node for node in self.nodes.values() if node.label in labels]
        return sorted(found, key=lambda node: by_position(node.extents[0]))

    def known(self, node: Node) -> bool:
        if node.key in self.nodes:
            self.problem(
                f"{node.key!r} is labelled {self.nodes[node.key].label} and {node.label}", node
            )
            return False
        if node.label not in ALL_LABELS:
            self.problem(f"the label {node.label!r} is not one of {', '.join(ALL_LABELS)}", node)
            return False
        for start, end in node.extents:
            if not 0 <= start < end <= len(self.graph.text):
                length = len(self.graph.text)
                self.problem(
                    f"{node.label} at {start}-{end} is outside the text (0-{length})", node
                )
                return False
        return bool(node.extents)

    def sort(self, link: Link) -> None:
        """Put a link with its like, turned as ``LINKS`` has it."""
        if link.label not in LINKS:
            self.problem(f"the link {link.label!r} is not one of {', '.join(LINKS)}", link)
            return
        source, target = self.nodes.get(link.source), self.nodes.get(link.target)
        if source is None or target is None:
            missing = link.source if source is None else link.target
            self.problem(f"a {link.label} link leads to {missing!r}, which cannot be read", link)
            return
        sources, targets = LINKS[link.label]
        if source.label not in sources or target.label not in targets:
            source, target = target, source
        if source.label not in sources or target.label not in targets:
            self.problem(
                f"{link.label} cannot link {self.show(target)} with {self.show(source)}: it leads "
                f"from {'/'.join(sources)} to {'/'.join(targets)}",
                link,
            )
        elif link.label in STANCE_LINKS:
            self.stance_links.append((link.label, source, target))
        else:
            self.links[link.label].append((source, target))

    def read_entities(self) -> None:
        """Find out which mentions are of one entity; mentions of none are sources at best."""
        for group in self.groups(MENTIONS, "same"):
            first = next((node for node in group if node.label != MENTION), None)
            if first is None:
                continue
            self.one_label(group, MENTION, "mentions of one entity", "same")
            named = next((node for node in group if node.stated_id("entity")), first)
            id_ = named.stated_id("entity") or _unused("e", self.taken_entities())
            name = next((node.name for node in group if node.name), self.words(first))
            if id_ in self.entities:
                self.problem(f"{self.show(first)} is a second entity {id_!r}", first)
            self.entities[id_] = Entity(id_, first.label, name, line=first.line)
            self.entity_of.update((node.key, id_) for node in group)
        order: dict[str, int] = {}
        for index, entry in enumerate(self.graph.entities):
            if isinstance(entry, Mapping):
                entity = Entity(entry["id"], entry["type"], entry["name"], line=self.graph.line)
                self.entities.setdefault(entity.id, entity)
            order[entry["id"] if isinstance(entry, Mapping) else entry] = index
        listed = sorted(self.entities.values(), key=lambda e: order.get(e.id, len(order)))
        self.entities = {entity.id: entity for entity in listed}

    def taken_entities(self) -> set[str]:
        stated = {node.stated_id("entity") for node in self.nodes.values()}
        others = {entry["id"] for entry in self.graph.entities if isinstance(entry, Mapping)}
        return stated | others | self.entities.keys()

    def groups(self, labels: tuple[str, ...], link: str) -> list[list[Node]]:
        """The nodes with these labels, those that are linked with each other together."""
        nodes = self.labelled(*labels)
        group_of = {node.key: [node] for node in nodes}
        for source, target in self.links[link]:
            into, out = group_of[source.key], group_of[target.key]
            if into is not out:
                into += out
                group_of.update((node.key, into) for node in out)
        position = {node.key: index for index, node in enumerate(nodes)}
        unique = {id(group): group for group in map(group_of.__getitem__, position)}
        return [sorted(group, key=lambda node: position[node.key]) for group in unique.values()]

    def one_label(self, group: list[Node], neutral: str, what: str, link: str) -> None:
        labels = list(dict.fromkeys(node.label for node in group if node.label != neutral))
        if len(labels) > 1:
            self.problem(
                f"{what} are labelled {' and '.join(labels)} ({self.show(group[0])}); label them "
                f"alike, or remove the link {link!r}",
                group[-1],
            )

    def read_quotes(self) -> None:
        groups = []
        for group in self.groups(CONTENTS, "part"):
            first = next((node for node in group if node.label != PART), None)
            if first is None:
                self.problem(f"{self.show(group[0])} is linked to no quote by 'part'", group[0])
                continue
            self.one_label(group, PART, "parts of one quote", "part")
            groups.append((first, group))
        taken = {node.stated_id("quote") for first, group in groups for node in group}
        for first, group in groups:
            stated = next(filter(None, (node.stated_id("quote") for node in group)), "")
            id_ = stated or _unused("q", taken)
            taken.add(id_)
            if id_ in self.quotes:
                self.problem(f"{self.show(first)} is a second quote {id_!r}", first)
            self.quote_of.update((node.key, id_) for node in group)
            self.quotes[id_] = self.quote(id_, first, group)
        for node in self.labelled(*CUES):
            if all(node is not cue for cue, _ in self.links["cue"]):
                self.problem(f"{self.show(node)} is linked to no quote by 'cue'", node)

    def quote(self, id_: str, first: Node, group: list[Node]) -> QuoteAnnotation:
        flags = frozenset[str]().union(*(node.flags for node in group))
        sources = self.linked("source", group)
        return QuoteAnnotation(
            id_,
            first.label,
            self.speaker(first, group, sources, "unknown" in flags),
            spans=_extents(group),
            cues=_extents(self.linked("cue", group)),
            sources=_extents(sources),
            relay="relay" in flags,
            optional="optional" in flags,
            line=first.line,
        )

    def linked(self, label: str, targets: list[Node]) -> list[Node]:
        return [source for source, target in self.links[label] if target in targets]

    def speaker(
        self, first: Node, group: list[Node], sources: list[Node], unknown: bool
    ) -> str | None:
        """Who a quote is by: an entity, ``""`` if flagged as unknown, None if nothing is said."""
        found = self.entities_of([*sources, *self.linked("speaker", group)])
        found = found or self.unmentioned(group)
        if len(found) > 1 or (found and unknown):
            names = [self.entities[id_].name for id_ in found] + ["unknown"] * unknown
            self.problem(f"{self.show(first)} has several speakers: {', '.join(names)}", first)
        return found[0] if found else "" if unknown else None

    def entities_of(self, nodes: Iterable[Node]) -> list[str]:
        return list(
            dict.fromkeys(self.entity_of[node.key] for node in nodes if node.key in self.entity_of)
        )

    def unmentioned(self, nodes: Iterable[Node]) -> list[str]:
        """The entity that nodes name themselves, by its id or name."""
        for node in nodes:
            if node.name:
                for entity in self.entities.values():
                    if node.name in (entity.id, entity.name):
                        return [entity.id]
                self.problem(
                    f"{self.show(node)}: {node.name!r} is no entity; mark a mention of it", node
                )
        return []

    def stances(self) -> Iterator[StanceAnnotation]:
        for label, evidence, target in self.stance_links:
            quotes = [evidence, *(q for words, q in self.links["quote"] if words is evidence)]
            quote = next((self.quote_of[q.key] for q in quotes if q.key in self.quote_of), None)
            holders = self.entities_of(self.linked("holder", [evidence]))
            if not holders and evidence.label in EVIDENCE:
                holders = self.unmentioned([evidence])
            if not holders and quote is not None and self.quotes[quote].by:
                holders = [self.quotes[quote].by or ""]
            if len(holders) != 1:
                count = "several holders" if holders else "no holder"
                self.problem(f"the stance {label} of {self.show(evidence)} has {count}", evidence)
            elif target.key not in self.entity_of:
                self.problem(f"{self.show(target)}, target of a stance, is of no entity", target)
            else:
                stance, optional = STANCE_LINKS[label]
                at = (evidence.extents[0][0], evidence.extents[-1][1]) if quote is None else None
                yield StanceAnnotation(
                    holders[0],
                    self.entity_of[target.key],
                    stance,
                    quote,
                    at,
                    optional,
                    line=evidence.line,
                )

    def mentions(self) -> Iterator[Mention]:
        sources = {source.key for source, _ in self.links["source"]}
        for node in self.labelled(*MENTIONS):
            if node.key in sources:
                continue
            if node.key not in self.entity_of:
                self.problem(
                    f"{self.show(node)} is of nobody: link it to a mention by 'same', or to a "
                    "quote by 'source', or label it with the type of a new entity",
                    node,
                )
                continue
            for start, end in node.extents:
                yield Mention(self.entity_of[node.key], start, end, line=node.line)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs that are marked; in a graph without such marks, each line is one."""
        marked = self.labelled(*PARAGRAPH_KINDS)
        for node in marked:
            for start, end in node.extents:
                yield Paragraph(node.label, start, end, line=node.line)
        if not marked:
            for line in re.finditer(r"\S(?:.*\S)?", self.graph.text):
                yield Paragraph("body", line.start(), line.end(), line=self.graph.line)

    def article(self) -> Article:
        return Article(
            id=self.graph.id,
            source=self.graph.source,
            meta=dict(self.graph.meta),
            text=self.graph.text,
            paragraphs=tuple(self.paragraphs()),
            entities=tuple(self.entities.values()),
            quotes=tuple(sorted(self.quotes.values(), key=lambda q: by_position(q.spans[0]))),
            nonspeech=tuple(
                Nonspeech(node.label, start, end, line=node.line)
                for node in self.labelled(*NONSPEECH_TYPES)
                for start, end in node.extents
            ),
            mentions=tuple(self.mentions()),
            stances=tuple(self.stances()),
            line=self.graph.line,
        )


def _extents(nodes: Iterable[Node]) -> tuple[Extent, ...]:
    return tuple(sorted({extent for node in nodes for extent in node.extents}))


def _unused(prefix: str, taken: Iterable[str]) -> str:
    taken = set(taken)
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"
