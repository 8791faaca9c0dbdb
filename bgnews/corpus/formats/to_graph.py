"""From an article to the graph that annotation tools show."""

from __future__ import annotations

from collections.abc import Iterator

from ..article import Article, Extent, QuoteAnnotation, StanceAnnotation, by_position
from .graph import MENTION, PART, STANCE_LINKS, Graph, Link, Node

_STANCE_LABELS = {meaning: label for label, meaning in STANCE_LINKS.items()}


def to_graph(article: Article, *, discontinuous: bool) -> Graph:
    """Draw an article.

    Args:
        article: the article.
        discontinuous: whether the tool has discontinuous words; if not, the later parts of a quote
            are nodes of their own.

    Raises:
        ValueError: if the annotation refers to what is not there; ``checking.check`` tells where.
    """
    return _Drawing(article, discontinuous).graph


class _Drawing:
    def __init__(self, article: Article, discontinuous: bool) -> None:
        self.article = article
        self.discontinuous = discontinuous
        self.graph = Graph(article.id, article.text, article.source, article.meta)
        self.mentions: dict[tuple[str, Extent], str] = {}
        self.paragraphs()
        self.draw_mentions()
        self.quotes()
        self.cues()
        for found in article.nonspeech:
            self.node("nonspeech", found.type, (found.start, found.end))
        self.stances()
        self.graph.entities = list(self.entities())

    def node(self, kind: str, label: str, *extents: Extent, key: str = "", name: str = "") -> str:
        key = key or f"{kind}-{len(self.graph.nodes) + 1}"
        self.graph.nodes.append(Node(key, label, extents, name=name))
        return key

    def link(self, label: str, source: str, target: str) -> None:
        self.graph.links.append(Link(label, source, target))

    def paragraphs(self) -> None:
        for paragraph in self.article.paragraphs:
            self.node("paragraph", paragraph.kind, (paragraph.start, paragraph.end))

    def draw_mentions(self) -> None:
        """Draw where entities are named; a source of no known entity is a mention of ``""``."""
        sources = [(q.by or "", extent) for q in self.article.quotes for extent in q.sources]
        others = [(m.entity, (m.start, m.end)) for m in self.article.mentions]
        first: dict[str, str] = {}
        for entity, extent in sorted(
            dict.fromkeys([*others, *sources]), key=lambda mention: by_position(mention[1])
        ):
            if entity and entity not in first:
                first[entity] = self.mentions[entity, extent] = self.first_mention(entity, extent)
                continue
            key = self.mentions[entity, extent] = self.node("mention", MENTION, extent)
            if entity:
                self.link("same", key, first[entity])

    def first_mention(self, id_: str, extent: Extent) -> str:
        entity = self.article.entity(id_)
        if entity is None:
            raise self.error(f"something is of {id_!r}, which is no entity")
        return self.node("entity", entity.type, extent, key=f"entity:{id_}", name=entity.name)

    def nearest_mention(self, entity: str, extent: Extent) -> str | None:
        """The mention before an extent that is nearest to it, or else the first one."""
        own = [(start, key) for (of, (start, _)), key in self.mentions.items() if of == entity]
        before = [found for found in own if found[0] <= extent[0]]
        return max(before)[1] if before else min(own)[1] if own else None

    def quotes(self) -> None:
        drawn: set[str] = set()
        for quote in self.article.quotes:
            if not quote.spans:
                raise self.error(f"quote {quote.id!r} has no content")
            if quote.id in drawn:
                raise self.error(f"two quotes have the id {quote.id!r}")
            drawn.add(quote.id)
            parts = () if self.discontinuous else quote.spans[1:]
            speaker = ""
            for extent in quote.sources:
                self.link("source", self.mentions[quote.by or "", extent], f"quote:{quote.id}")
            if quote.by and not quote.sources:
                speaker = self.unmentioned("speaker", quote.by, quote.spans[0], f"quote:{quote.id}")
            self.graph.nodes.append(
                Node(
                    f"quote:{quote.id}",
                    quote.type,
                    quote.spans[: len(quote.spans) - len(parts)],
                    _flags(quote),
                    speaker,
                )
            )
            for part in parts:
                self.link(PART, self.node("part", PART, part), f"quote:{quote.id}")

    def unmentioned(self, label: str, entity: str, extent: Extent, target: str) -> str:
        """Link a mention of an entity; gives its id instead if the text has no mention of it."""
        if self.article.entity(entity) is None:
            raise self.error(f"something is of {entity!r}, which is no entity")
        key = self.nearest_mention(entity, extent)
        if key is None:
            return entity
        self.link(label, key, target)
        return ""

    def cues(self) -> None:
        drawn: dict[Extent, str] = {}
        for quote in self.article.quotes:
            for extent in quote.cues:
                if extent not in drawn:
                    drawn[extent] = self.node("cue", "cue", extent)
                self.link("cue", drawn[extent], f"quote:{quote.id}")

    def stances(self) -> None:
        drawn: dict[tuple[str | None, Extent, str], str] = {}
        for stance in self.article.stances:
            quote, extent = self.evidence(stance)
            if quote is not None and quote.by == stance.holder:
                evidence = f"quote:{quote.id}"
            else:
                if (stance.quote, extent, stance.holder) not in drawn:
                    drawn[stance.quote, extent, stance.holder] = self.words(stance, extent)
                evidence = drawn[stance.quote, extent, stance.holder]
            target = self.nearest_mention(stance.target, extent)
            if target is None:
                raise self.error(f"no words are marked as {stance.target!r}, a stance's target")
            label = _STANCE_LABELS.get((stance.label, stance.optional))
            if label is None:
                raise self.error(f"{stance.label!r} is no label of a stance")
            self.link(label, evidence, target)

    def evidence(self, stance: StanceAnnotation) -> tuple[QuoteAnnotation | None, Extent]:
        quote = self.article.quote(stance.quote)
        extent = quote.spans[0] if quote else stance.at
        if extent is None or (stance.quote is not None and stance.at is not None):
            raise self.error(f"the stance of {stance.holder!r} has no evidence, or two kinds of it")
        return quote, extent

    def words(self, stance: StanceAnnotation, extent: Extent) -> str:
        """Draw evidence that is not the quote of the holder."""
        key = f"evidence-{len(self.graph.nodes) + 1}"
        name = self.unmentioned("holder", stance.holder, extent, key)
        if stance.quote is not None:
            self.link("quote", key, f"quote:{stance.quote}")
        return self.node("evidence", "evidence", extent, key=key, name=name)

    def entities(self) -> Iterator[str | dict[str, str]]:
        mentioned = {entity for entity, _ in self.mentions}
        for entity in self.article.entities:
            if entity.id in mentioned:
                yield entity.id
            else:
                yield {"id": entity.id, "type": entity.type, "name": entity.name}

    def error(self, reason: str) -> ValueError:
        return ValueError(
            f"article {self.article.id!r}: {reason}; mend what `bgnews corpus check` reports first"
        )


def _flags(quote: QuoteAnnotation) -> frozenset[str]:
    flags = {"relay": quote.relay, "optional": quote.optional, "unknown": quote.by == ""}
    return frozenset(flag for flag, holds in flags.items() if holds)
