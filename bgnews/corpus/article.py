"""An annotated article as plain data: what every format of the corpus is read into.

Offsets count code points of ``text``, ends are exclusive. ``line`` is the line of the file that an
annotation was read from, 0 if unknown; it tells people where a problem is and is no part of the
annotation, so comparisons leave it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Literal, get_args

from ..annotations import StanceLabel
from ..cleaning import ParagraphKind

Extent = tuple[int, int]
EntityType = Literal["PER", "ORG", "LOC", "GROUP", "ISSUE"]
ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)
STANCE_LABELS: tuple[StanceLabel, ...] = get_args(StanceLabel)
#: The kinds of paragraphs in which quotes and stances are annotated.
ANNOTATED_KINDS: tuple[ParagraphKind, ...] = ("title", "body")


@dataclass(frozen=True, kw_only=True)
class _Annotated:
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Paragraph(_Annotated):
    """A line of the article and its kind."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Entity(_Annotated):
    """A source, stance holder or stance target; ``name`` is its base form."""

    id: str
    type: str
    name: str


@dataclass(frozen=True)
class QuoteAnnotation(_Annotated):
    """A quote; ``by`` is the id of its source, empty if unknowable, None if left out."""

    id: str
    type: str
    by: str | None
    spans: tuple[Extent, ...]
    cues: tuple[Extent, ...] = ()
    sources: tuple[Extent, ...] = ()
    relay: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Nonspeech(_Annotated):
    """Words in quote marks that nobody said: a name or a term."""

    type: str
    start: int
    end: int


@dataclass(frozen=True)
class Mention(_Annotated):
    """Where the text names an entity. The sources of its quotes are mentions without being here."""

    entity: str
    start: int
    end: int


@dataclass(frozen=True)
class StanceAnnotation(_Annotated):
    """Who takes which side towards what; the evidence is a quote or an extent ``at``."""

    holder: str
    target: str
    label: str
    quote: str | None = None
    at: Extent | None = None
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Annotation(_Annotated):
    """What is annotated of an article, whether or not its text is at hand.

    Attributes:
        id: tells the article from the others of a corpus.
        source: where the text comes from.
        meta: other facts about the article, such as its register.
        quotes: in order of position, as are nonspeech and mentions.
    """

    id: str
    source: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[QuoteAnnotation, ...] = ()
    nonspeech: tuple[Nonspeech, ...] = ()
    mentions: tuple[Mention, ...] = ()
    stances: tuple[StanceAnnotation, ...] = ()

    def entity(self, id: str | None) -> Entity | None:  # noqa: A002
        """The entity of an id, if there is one."""
        return self._entities_by_id.get(id)

    def quote(self, id: str | None) -> QuoteAnnotation | None:  # noqa: A002
        """The quote of an id, if there is one."""
        return self._quotes_by_id.get(id)

    def mentions_of(self, entity: str) -> Iterator[Extent]:
        """All mentions of an entity in order of position, the sources of its quotes among them."""
        yield from self._extents_by_entity.get(entity, ())

    # Of several with one id, which is a mistake, the first counts.
    @cached_property
    def _entities_by_id(self) -> Mapping[str | None, Entity]:
        return {entity.id: entity for entity in reversed(self.entities)}

    @cached_property
    def _quotes_by_id(self) -> Mapping[str | None, QuoteAnnotation]:
        return {quote.id: quote for quote in reversed(self.quotes)}

    @cached_property
    def _extents_by_entity(self) -> Mapping[str, list[Extent]]:
        extents: dict[str, set[Extent]] = defaultdict(set)
        for mention in (*self.mentions, *source_mentions(self.quotes)):
            extents[mention.entity].add((mention.start, mention.end))
        return {entity: sorted(found) for entity, found in extents.items()}


@dataclass(frozen=True, kw_only=True)
class Article(Annotation):
    """An annotated article with its text."""

    text: str

    def names_of(self, entity: str) -> list[str]:
        """What the text calls an entity: its name in base form, then its mentions in order."""
        found = self.entity(entity)
        mentions = [self.text[start:end] for start, end in self.mentions_of(entity)]
        return [found.name, *mentions] if found else mentions


@dataclass(frozen=True, kw_only=True)
class Standoff(Annotation):
    """The annotation of an article whose text lies elsewhere.

    Attributes:
        sha256: of the text in UTF-8; see ``text_hash``.
        length: of the text, in code points.
    """

    sha256: str
    length: int


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, as hexadecimal digits.

    Lone surrogates, which UTF-8 cannot hold, are hashed as Python would pass them on.
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def further_mentions(
    mentions: Iterable[Mention], quotes: Iterable[QuoteAnnotation]
) -> tuple[Mention, ...]:
    """The mentions that do not follow from the sources of quotes, once each, by position."""
    sources = source_mentions(quotes)
    unique = {(m.start, -m.end, m.entity): m for m in mentions if m not in sources}
    return tuple(mention for _, mention in sorted(unique.items()))


def source_mentions(quotes: Iterable[QuoteAnnotation]) -> set[Mention]:
    """The mentions that follow from the sources of quotes."""
    return {Mention(quote.by, *extent) for quote in quotes if quote.by for extent in quote.sources}


def by_position(extent: Extent) -> tuple[int, int]:
    """Sort key: earlier first, and of two that begin together the longer one."""
    return extent[0], -extent[1]
