"""Annotated articles as JSON objects with offsets: what programs read.

The keys are those of the dataclasses in ``article``, but for a quote's sources, ``srcs``, a
mention's entity, ``e``, and a stance's quote, ``q``. ``mentions`` also lists the sources of quotes
as mentions of their entities. Without ``text``, but with ``sha256`` and ``length``, an object is
the stand-off annotation of a text that lies elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .article import (
    Annotation,
    Article,
    Entity,
    Extent,
    Mention,
    Nonspeech,
    Paragraph,
    QuoteAnnotation,
    StanceAnnotation,
    Standoff,
    by_position,
    further_mentions,
    source_mentions,
)
from .checking import misplaced

#: The keys of a JSON object that are no meta.
OWN_KEYS = frozenset(
    (
        *("id", "source", "text", "sha256", "length", "paragraphs", "entities"),
        *("quotes", "nonspeech", "mentions", "stances"),
    )
)

_EXTENT = ("start", "end")
_ENTRY_KEYS: Mapping[str, tuple[str, ...]] = {
    "paragraphs": ("kind", *_EXTENT),
    "entities": ("id", "type", "name"),
    "quotes": ("id", "type", "by", "relay", "spans", "cues", "srcs", "optional"),
    "nonspeech": ("type", *_EXTENT),
    "mentions": ("e", *_EXTENT),
    "stances": ("holder", "target", "label", "q", "at", "optional"),
}


def to_record(annotation: Annotation) -> dict[str, Any]:
    """The annotation as a JSON object; a stand-off annotation has no ``text``."""
    record: dict[str, Any] = {"id": annotation.id, "source": annotation.source, **annotation.meta}
    if isinstance(annotation, Article):
        record["text"] = annotation.text
    elif isinstance(annotation, Standoff):
        record |= {"sha256": annotation.sha256, "length": annotation.length}
    return record | {
        "paragraphs": [
            {"kind": p.kind, "start": p.start, "end": p.end} for p in annotation.paragraphs
        ],
        "entities": {e.id: {"type": e.type, "name": e.name} for e in annotation.entities},
        "quotes": list(map(_quote_record, annotation.quotes)),
        "nonspeech": [
            {"type": n.type, "start": n.start, "end": n.end} for n in annotation.nonspeech
        ],
        "mentions": [
            {"e": mention.entity, "start": mention.start, "end": mention.end}
            for mention in sorted(
                {*annotation.mentions, *source_mentions(annotation.quotes)}, key=_mention_order
            )
        ],
        "stances": list(map(_stance_record, annotation.stances)),
    }


def from_record(record: Mapping[str, Any], line: int = 0) -> Article | Standoff:
    """Read an annotation from a JSON object.

    Args:
        record: what ``to_record`` gives; lists may be tuples, and ``entities`` a list of objects
            with ``id``, as Arrow has no other way to hold them.
        line: the line of the file it stands in, for reports of problems.

    Raises:
        ValueError: if something that an annotation needs is missing or of the wrong type, or
            stands outside the text.
    """
    try:
        annotation = _annotation(record, line)
    except KeyError as error:
        raise ValueError(f"an annotation has no field {error}") from error
    except (TypeError, AttributeError) as error:
        raise ValueError(f"a field is not of the type that it should be: {error}") from error
    for quote in annotation.quotes:
        if not quote.spans:
            raise ValueError(f"quote {quote.id!r} has no content")
    # Whatever works on the words would trip over them.
    if problem := next(misplaced(annotation), None):
        raise ValueError(problem.message)
    return annotation


def lost_fields(record: Mapping[str, Any]) -> Iterator[str]:
    """Tell which fields of a JSON object are no part of the annotation that is read from it.

    Args:
        record: one of which ``from_record`` makes an annotation.
    """
    for name, value in record.items():
        if name not in OWN_KEYS and value is not None and not isinstance(value, str):
            own = ", ".join(sorted(OWN_KEYS))
            yield f"the field {name!r} would be lost: it is no string, and none of {own}"
    for name, known in _ENTRY_KEYS.items():
        entries = record.get(name) or ()
        entries = entries.values() if isinstance(entries, Mapping) else entries
        for key in dict.fromkeys(key for entry in entries for key in entry if key not in known):
            yield f"{name}: there is no field {key!r}, only {', '.join(known)}"


def _annotation(record: Mapping[str, Any], line: int) -> Article | Standoff:
    quotes = tuple(
        sorted(
            (_quote(quote, line) for quote in record.get("quotes") or ()),
            key=lambda quote: by_position(quote.spans[0] if quote.spans else (0, 0)),
        )
    )
    mentions = (
        Mention(_id(m["e"]), *_extent((m["start"], m["end"])), line=line)
        for m in record.get("mentions") or ()
    )
    shared: dict[str, Any] = {
        "id": _id(record["id"]),
        "source": _string(record.get("source") or ""),
        "meta": {
            key: value
            for key, value in record.items()
            if key not in OWN_KEYS and isinstance(value, str)
        },
        "paragraphs": tuple(
            Paragraph(_string(p["kind"]), *_extent((p["start"], p["end"])), line=line)
            for p in record.get("paragraphs") or ()
        ),
        "entities": tuple(_entities(record.get("entities") or {}, line)),
        "quotes": quotes,
        "nonspeech": tuple(
            Nonspeech(_string(n["type"]), *_extent((n["start"], n["end"])), line=line)
            for n in record.get("nonspeech") or ()
        ),
        "mentions": further_mentions(mentions, quotes),
        "stances": tuple(_stance(stance, line) for stance in record.get("stances") or ()),
        "line": line,
    }
    if record.get("text") is not None:
        if record.get("sha256"):
            shared["meta"]["sha256"] = _string(record["sha256"])
        return Article(text=_string(record["text"], "'text'"), **shared)
    if record.get("sha256") is None:
        raise ValueError("neither 'text' nor, for stand-off annotation, 'sha256' and 'length'")
    return Standoff(sha256=_string(record["sha256"]), length=_number(record["length"]), **shared)


def _entities(entities: Any, line: int) -> list[Entity]:
    if isinstance(entities, Mapping):
        entities = [{"id": id_, **fields} for id_, fields in entities.items()]
    return [
        Entity(_id(entity["id"]), _string(entity["type"]), _string(entity["name"]), line=line)
        for entity in entities
    ]


def _quote(record: Mapping[str, Any], line: int) -> QuoteAnnotation:
    return QuoteAnnotation(
        id=_id(record["id"]),
        type=_string(record["type"]),
        by=None if record.get("by") is None else _id(record["by"]),
        spans=_extents(record["spans"]),
        cues=_extents(record.get("cues")),
        sources=_extents(record.get("srcs")),
        relay=_flag(record, "relay"),
        optional=_flag(record, "optional"),
        line=line,
    )


def _quote_record(quote: QuoteAnnotation) -> dict[str, Any]:
    return {
        "id": quote.id,
        "type": quote.type,
        "by": quote.by,
        "relay": quote.relay,
        "spans": list(map(list, quote.spans)),
        "cues": list(map(list, quote.cues)),
        "srcs": list(map(list, quote.sources)),
        **({"optional": True} if quote.optional else {}),
    }


def _stance(record: Mapping[str, Any], line: int) -> StanceAnnotation:
    return StanceAnnotation(
        holder=_id(record["holder"]),
        target=_id(record["target"]),
        label=_string(record["label"]),
        quote=None if record.get("q") is None else _id(record["q"]),
        at=None if record.get("at") is None else _extent(record["at"]),
        optional=_flag(record, "optional"),
        line=line,
    )


def _stance_record(stance: StanceAnnotation) -> dict[str, Any]:
    record: dict[str, Any] = {
        "holder": stance.holder,
        "target": stance.target,
        "label": stance.label,
    }
    if stance.quote is not None:
        record["q"] = stance.quote
    if stance.at is not None:
        record["at"] = list(stance.at)
    if stance.optional:
        record["optional"] = True
    return record


def _mention_order(mention: Mention) -> tuple[int, int, str]:
    return (*by_position((mention.start, mention.end)), mention.entity)


def _extents(extents: Any) -> tuple[Extent, ...]:
    return tuple(sorted(map(_extent, extents or ())))


def _extent(extent: Any) -> Extent:
    try:
        start, end = extent
    except ValueError as error:
        raise TypeError(f"an extent is two offsets, not {extent!r}") from error
    return _number(start), _number(end)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"offsets and lengths are whole numbers, not {value!r:.40}")
    return value


def _id(value: Any) -> str:
    """An id, for which some count."""
    return str(_number(value)) if isinstance(value, int) else _string(value)


def _string(value: Any, name: str = "a field") -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is not a string but {value!r:.40}")
    return value


def _flag(record: Mapping[str, Any], name: str) -> bool:
    value = record.get(name)
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"{name!r} is true or false, not {value!r:.40}")
    return bool(value)
