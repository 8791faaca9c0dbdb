"""An article as annotation tools show it: labelled words, and labelled links between them.

Every fact stands in one place, so that changing it there is enough:

* The content of a quote is labelled with the type of the quote. Where a tool has no discontinuous
  words, its later parts are labelled ``part`` and linked to the first by ``part``.
* The first mention of an entity is labelled with the type of the entity and carries its name; later
  ones are labelled ``mention`` and linked to another mention by ``same``.
* ``cue`` and ``source`` link cues and mentions with the quotes they belong to. A quote is by the
  entity of its source, or of the mention linked to it by ``speaker``. The flag ``unknown`` says
  that nobody can know who speaks.
* A stance is a link from its evidence to a mention of its target, labelled ``support``,
  ``oppose`` or ``neutral``. The evidence is a quote, whose speaker is the holder, or words labelled
  ``evidence``, to which ``holder`` links the holder and, if they stand for a quote, ``quote`` that.

Article id, source, meta and what entities the text does not mention are no marks on words: they are
the facts beside the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...annotations import NONSPEECH_TYPES, QUOTE_TYPES
from ...cleaning import PARAGRAPH_KINDS
from ..article import ENTITY_TYPES, STANCE_LABELS, Extent

PART, MENTION = "part", "mention"
CONTENTS = (*QUOTE_TYPES, PART)
CUES = ("cue",)
MENTIONS = (*ENTITY_TYPES, MENTION)
EVIDENCE = ("evidence",)
#: The labels of words, by what they are marks of, in the order in which tools offer them.
LABELS: Mapping[str, tuple[str, ...]] = {
    "quote": CONTENTS,
    "cue": CUES,
    "entity": MENTIONS,
    "evidence": EVIDENCE,
    "nonspeech": NONSPEECH_TYPES,
    "paragraph": PARAGRAPH_KINDS,
}
ALL_LABELS = tuple(label for labels in LABELS.values() for label in labels)
#: What may be true of a quote.
FLAGS = ("relay", "optional", "unknown")
#: The links of stances: label, and whether the stance is optional.
STANCE_LINKS: Mapping[str, tuple[str, bool]] = {
    **{label: (label, False) for label in STANCE_LABELS},
    **{f"{label}-optional": (label, True) for label in STANCE_LABELS},
}
#: From what to what each link leads. Drawn the other way round it means the same.
LINKS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cue": (CUES, CONTENTS),
    "source": (MENTIONS, CONTENTS),
    "speaker": (MENTIONS, CONTENTS),
    "part": (CONTENTS, CONTENTS),
    "same": (MENTIONS, MENTIONS),
    **dict.fromkeys(STANCE_LINKS, ((*CONTENTS, *EVIDENCE), MENTIONS)),
    "holder": (MENTIONS, (*CONTENTS, *EVIDENCE)),
    "quote": (EVIDENCE, CONTENTS),
}


@dataclass(frozen=True)
class Node:
    """Labelled words.

    Attributes:
        key: tells it from the others of an article. ``quote:ID`` and ``entity:ID`` state the id of
            the quote or entity; with any other key, as tools make them, it gets a new id.
        label: one of ``ALL_LABELS``.
        extents: where it stands, in code points, ends exclusive; several if it is discontinuous.
        flags: of ``FLAGS``.
        name: of the entity; at a quote or evidence the id or name of a speaker or holder whom the
            text does not mention.
        line: of the file, 0 if unknown.
    """

    key: str
    label: str
    extents: tuple[Extent, ...]
    flags: frozenset[str] = frozenset()
    name: str = ""
    line: int = field(default=0, compare=False)

    def stated_id(self, kind: str) -> str:
        """The id that the key states; empty if it states none of this kind."""
        prefix, _, id_ = self.key.partition(":")
        return id_ if prefix == kind else ""


@dataclass(frozen=True)
class Link:
    """A link between two nodes, by their keys; ``label`` is one of ``LINKS``."""

    label: str
    source: str
    target: str
    line: int = field(default=0, compare=False)


@dataclass
class Graph:
    """An article in nodes and links.

    Attributes:
        entities: all entities in order, an id for each that has a node, and a JSON object with
            ``id``, ``type`` and ``name`` for the others.
    """

    id: str
    text: str
    source: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    entities: Sequence[str | Mapping[str, str]] = ()
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    line: int = 0

    def facts(self) -> dict[str, Any]:
        """What is no mark on words, as a JSON object."""
        return {
            "id": self.id,
            "source": self.source,
            "meta": dict(self.meta),
            "entities": list(self.entities),
        }


def listed_entities(entries: Iterable[Any] | None) -> list[str | Mapping[str, str]]:
    """Read ``Graph.entities`` from JSON.

    Raises:
        TypeError: if something else stands there.
    """
    listed = list(entries or ())
    for entry in listed:
        values = (
            [entry.get(name) for name in ("id", "type", "name")]
            if entry and isinstance(entry, Mapping)
            else [entry]
        )
        if not all(isinstance(value, str) for value in values):
            raise TypeError(
                f"'entities' has {entry!r:.60}, not an id or an object with id, type, name"
            )
    return listed


def strings(values: Any) -> dict[str, str]:
    """The strings of a JSON object that may hold other things, too."""
    return {key: value for key, value in dict(values or {}).items() if isinstance(value, str)}


def malformed(error: Exception) -> str:
    """What to tell a user whose JSON does not have the shape that a tool gives it."""
    if isinstance(error, KeyError):
        return f"it has no field {error}"
    if isinstance(error, (TypeError, AttributeError)):
        return f"a field is not of the type that it should be: {error}"
    return str(error)
