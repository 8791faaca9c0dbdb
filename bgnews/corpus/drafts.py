"""Drafts of annotation: what a pipeline finds, for a reader to correct or a model to learn from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..forms import stem
from .article import (
    Article,
    Entity,
    Extent,
    Mention,
    Nonspeech,
    Paragraph,
    QuoteAnnotation,
    StanceAnnotation,
)

_WORD = re.compile(r"\w+")


def draft(record: Mapping[str, Any], text: str) -> Article:
    """Make an annotated article of what a pipeline found.

    Args:
        record: what ``bgnews.records.to_record`` gives.
        text: the raw text, which its ``raw`` offsets are of.

    Returns:
        The article. The types of entities are guesses. A stance is left out whose holder or target
        the text does not name where annotation has to mark it.
    """
    return _Draft(record, text).article()


class _Draft:
    def __init__(self, record: Mapping[str, Any], text: str) -> None:
        self.record, self.text = record, text
        self.entities: dict[str, Entity] = {}
        self.mentions: set[Mention] = set()
        self.quotes = [self._quote(found) for found in record["quotes"]]
        self._inline = {
            extent for q in self.quotes for extent in (*q.spans, *q.cues, *q.sources)
        } | {_raw(found) for found in record["nonspeech"]}

    def article(self) -> Article:
        stances = tuple(self._stances())
        in_order = sorted(self.mentions, key=lambda mention: (mention.start, mention.end))
        return Article(
            id=self.record["id"],
            text=self.text,
            paragraphs=tuple(
                Paragraph(p["kind"], *line)
                for p in self.record["paragraphs"]
                for line in self._lines(_raw(p))
            ),
            entities=tuple(self.entities.values()),
            quotes=tuple(self.quotes),
            nonspeech=tuple(Nonspeech(n["type"], *_raw(n)) for n in self.record["nonspeech"]),
            mentions=tuple(in_order),
            stances=stances,
        )

    def _quote(self, found: Mapping[str, Any]) -> QuoteAnnotation:
        speaker = found["speaker"]
        return QuoteAnnotation(
            id=found["id"],
            type=found["type"],
            by=self._entity(speaker, _holder_type(speaker)) if speaker else "",
            spans=tuple(map(_raw, found["spans"])),
            cues=(_raw(found["cue"]),) if found["cue"] else (),
            sources=(_raw(found["source"]),) if found["source"] else (),
            relay=found["relay"],
        )

    def _entity(self, name: str, type_: str) -> str:
        if name not in self.entities:
            self.entities[name] = Entity(f"e{len(self.entities) + 1}", type_, name)
        return self.entities[name].id

    def _stances(self) -> Iterator[StanceAnnotation]:
        named = {quote.by for quote in self.quotes if quote.sources}
        for found in self.record["stances"]:
            evidence, quote = _raw(found["evidence"]), found["quote"]
            span = found["target_span"]
            target = self._fitting(_raw(span)) if span else None
            known = self.entities.get(found["holder"])
            holder: Extent | None = None
            if quote is None or known is None or known.id not in named:
                holder = self._named(found["holder"], evidence)
                if holder is None:
                    continue
            if target is None or found["holder"] == found["target"]:
                continue
            ids = (
                self._entity(found["holder"], _holder_type(found["holder"])),
                self._entity(found["target"], "ISSUE"),
            )
            for id_, extent in zip(ids, (holder, target), strict=True):
                if extent is not None:
                    self.mentions.add(Mention(id_, *extent))
            at = None if quote else evidence
            yield StanceAnnotation(*ids, found["label"], quote=quote, at=at)

    def _lines(self, extent: Extent) -> list[Extent]:
        """The lines of a paragraph: cleaning joins those that a torn capital has made two of."""
        start = extent[0]
        found: list[Extent] = []
        for line in self.text[slice(*extent)].splitlines(keepends=True):
            words = line.strip()
            if words:
                first = start + line.index(words)
                found.append((first, first + len(words)))
            start += len(line)
        return found or [extent]

    def _named(self, name: str, evidence: Extent) -> Extent | None:
        """The word in the evidence that is the last one of a name, in whatever form."""
        words = _WORD.findall(name)
        if not words:
            return None
        last = stem(words[-1].lower())
        for word in _WORD.finditer(self.text, *evidence):
            if stem(word[0].lower()) == last:
                return self._fitting(word.span())
        return None

    def _fitting(self, extent: Extent) -> Extent | None:
        """An extent that annotation may have beside what else is marked: none that crosses it."""
        start, end = extent
        crosses = any((s < start < e < end) or (start < s < end < e) for s, e in self._inline)
        return None if crosses else extent


def _holder_type(name: str) -> str:
    words = _WORD.findall(name)
    if not words or not words[0][0].isupper():
        return "GROUP"
    return "PER" if len(words) > 1 and all(word[0].isupper() for word in words) else "ORG"


def _raw(span: Mapping[str, Any]) -> Extent:
    return span["raw_start"], span["raw_end"]
