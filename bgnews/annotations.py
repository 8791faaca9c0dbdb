"""Where annotations live on a spaCy ``Doc``, and the views over them.

Everything is stored in span groups and their ``attrs``, which ``DocBin``, ``Doc.to_bytes`` and
``nlp.pipe(n_process=2)`` keep:

* ``doc.spans["quotes"]``: the content, label direct, indirect or mixed; an interrupted quote is
  several spans. ``doc.spans["cues"]`` and ``doc.spans["sources"]``: a span for each quote that has
  one. The id of a span (``span.id_``) is the id of its quote: that is the link.
* ``doc.spans["quotes"].attrs[id]``: ``{"speaker": str | None, "relay": bool, "score": float,
  "speaker_score": float | None}``.
* ``doc.spans["nonspeech"]``: words in quote marks that nobody said, label name or term.
* ``doc.spans["stances"]``: the evidence, label support, oppose or neutral, with an id of its own;
  ``doc.spans["stance_targets"]``: where the text names the target, with the same id; and
  ``doc.spans["stances"].attrs[id]``: ``{"holder", "target", "score", "quote"}``.
* ``doc.spans["paragraphs"]``: label is the kind. Its ``attrs["clean"]`` is what cleaning did.

The views ``doc._.quotes``, ``doc._.stances``, ``doc._.clean`` and ``span._.raw`` are built on
demand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from spacy.tokens import Doc, Span, SpanGroup

from .cleaning import CleanText

QuoteType = Literal["direct", "indirect", "mixed"]
NonspeechType = Literal["name", "term"]
StanceLabel = Literal["support", "oppose", "neutral"]
QUOTE_TYPES: tuple[QuoteType, ...] = get_args(QuoteType)
NONSPEECH_TYPES: tuple[NonspeechType, ...] = get_args(NonspeechType)


@dataclass(frozen=True)
class Quote:
    """Content that the text attributes to a source.

    Attributes:
        id: unique in the article.
        type: direct (verbatim), indirect (reported) or mixed (reported, with verbatim words).
        spans: the content; several spans where the attribution interrupts it.
        cue: the words that attribute, if any.
        source: the mention of the source, if the text has one.
        speaker: the fullest name that the article gives the source, in base form; None where
            the component abstains.
        relay: whether the source is an outlet or agency that passes a whole report on.
        score: how sure the component is, from 0 to 1.
        speaker_score: how likely the best guess at the speaker is right, from 0 to 1, also where
            it was too unlikely to be given; None where nobody has guessed.
    """

    id: str
    type: QuoteType
    spans: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    relay: bool = False
    score: float = 1.0
    speaker_score: float | None = None


@dataclass(frozen=True)
class Stance:
    """Who takes which side towards what.

    Attributes:
        holder: the name of who takes the side.
        target: the name of what the side is taken towards.
        label: support, oppose, or neutral for speaking about it without taking a side.
        evidence: the words that show it.
        target_span: where the text names the target, if it does.
        quote: the id of the quote that is the evidence, if one is.
        score: how sure the component is, from 0 to 1.
    """

    holder: str
    target: str
    label: StanceLabel
    evidence: Span
    target_span: Span | None = None
    quote: str | None = None
    score: float = 1.0


def set_quotes(doc: Doc, quotes: Iterable[Quote]) -> None:
    """Store quotes on the doc in place of those it has.

    Args:
        doc: the doc that the spans of the quotes belong to.
        quotes: quotes with distinct ids.

    Raises:
        ValueError: if two quotes have the same id, or one has no content.
    """
    contents: list[Span] = []
    cues: list[Span] = []
    sources: list[Span] = []
    attrs: dict[str, Any] = {}
    for quote in quotes:
        if quote.id in attrs:
            raise ValueError(f"two quotes have the id {quote.id!r}")
        if not quote.spans:
            raise ValueError(f"quote {quote.id!r} has no content")
        attrs[quote.id] = {
            "speaker": quote.speaker,
            "relay": quote.relay,
            "score": float(quote.score),
            "speaker_score": None if quote.speaker_score is None else float(quote.speaker_score),
        }
        contents += (_linked(doc, span, quote.id, quote.type) for span in quote.spans)
        if quote.cue is not None:
            cues.append(_linked(doc, quote.cue, quote.id, "cue"))
        if quote.source is not None:
            sources.append(_linked(doc, quote.source, quote.id, "source"))
    doc.spans["quotes"] = SpanGroup(doc, name="quotes", spans=contents, attrs=attrs)
    doc.spans["cues"] = SpanGroup(doc, name="cues", spans=cues)
    doc.spans["sources"] = SpanGroup(doc, name="sources", spans=sources)


def get_quotes(doc: Doc) -> tuple[Quote, ...]:
    """The quotes of the doc in order of position."""
    if "quotes" not in doc.spans:
        return ()
    contents: dict[str, list[Span]] = {}
    for span in doc.spans["quotes"]:
        contents.setdefault(span.id_, []).append(span)
    cues, sources = _by_id(doc, "cues"), _by_id(doc, "sources")
    attrs = doc.spans["quotes"].attrs
    quotes = [
        Quote(
            id=id_,
            type=spans[0].label_,  # type: ignore[arg-type]  # set_quotes stores no other
            spans=tuple(sorted(spans)),
            cue=cues.get(id_),
            source=sources.get(id_),
            **attrs.get(id_, {}),
        )
        for id_, spans in contents.items()
    ]
    return tuple(sorted(quotes, key=lambda quote: (quote.spans[0].start, -quote.spans[-1].end)))


def set_stances(doc: Doc, stances: Iterable[Stance]) -> None:
    """Store stances on the doc, whose spans they belong to, in place of those it has."""
    evidence: list[Span] = []
    targets: list[Span] = []
    attrs: dict[str, Any] = {}
    for number, stance in enumerate(stances, start=1):
        id_ = f"s{number}"
        attrs[id_] = {
            "holder": stance.holder,
            "target": stance.target,
            "quote": stance.quote,
            "score": float(stance.score),
        }
        evidence.append(_linked(doc, stance.evidence, id_, stance.label))
        if stance.target_span is not None:
            targets.append(_linked(doc, stance.target_span, id_, "target"))
    doc.spans["stances"] = SpanGroup(doc, name="stances", spans=evidence, attrs=attrs)
    doc.spans["stance_targets"] = SpanGroup(doc, name="stance_targets", spans=targets)


def get_stances(doc: Doc) -> tuple[Stance, ...]:
    """The stances of the doc in the order in which they were set."""
    if "stances" not in doc.spans:
        return ()
    targets, attrs = _by_id(doc, "stance_targets"), doc.spans["stances"].attrs
    return tuple(
        Stance(
            label=span.label_,  # type: ignore[arg-type]  # set_stances stores no other
            evidence=span,
            target_span=targets.get(span.id_),
            **attrs[span.id_],
        )
        for span in doc.spans["stances"]
    )


def set_clean(doc: Doc, clean: CleanText) -> None:
    """Store the paragraphs, and what cleaning did, on a doc whose text is ``clean.text``."""
    spans = [
        span
        for paragraph in clean.paragraphs
        if (span := _char_span(doc, paragraph.start, paragraph.end, paragraph.kind))
    ]
    doc.spans["paragraphs"] = SpanGroup(
        doc, name="paragraphs", spans=spans, attrs={"clean": clean.to_json()}
    )


def get_clean(doc: Doc) -> CleanText:
    """What cleaning did to the text of the doc; nothing if it was made without cleaning."""
    attrs = doc.spans["paragraphs"].attrs if "paragraphs" in doc.spans else {}
    if "clean" not in attrs:
        return CleanText(raw=doc.text, text=doc.text)
    return CleanText.from_json(doc.text, attrs["clean"])


def get_raw(span: Span) -> tuple[int, int]:
    """The extent of the span in the raw text, in code points, end exclusive.

    For many spans of one doc, take ``doc._.clean`` once and call its ``to_raw``.
    """
    return get_clean(span.doc).to_raw(span.start_char, span.end_char)


def register_extensions() -> None:
    """Make ``doc._.quotes``, ``doc._.stances``, ``doc._.clean``, ``span._.raw`` available."""
    Doc.set_extension("quotes", getter=get_quotes, force=True)
    Doc.set_extension("stances", getter=get_stances, force=True)
    Doc.set_extension("clean", getter=get_clean, force=True)
    Span.set_extension("raw", getter=get_raw, force=True)


def _char_span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    return doc.char_span(start, end, label, alignment_mode="expand")


def _linked(doc: Doc, span: Span, id_: str, label: str) -> Span:
    return Span(doc, span.start, span.end, label=label, span_id=id_)


def _by_id(doc: Doc, key: str) -> dict[str, Span]:
    return {span.id_: span for span in doc.spans[key]} if key in doc.spans else {}


register_extensions()
