"""Annotated articles on a spaCy ``Doc``, for training and evaluation.

Beside the span groups that components read, and which ``annotations`` describes, an annotated doc
has ``doc.spans["mentions"]``: where entities are named, label the type, span id the entity. The
exact annotation, with offsets into the raw text, is kept in ``doc.spans["mentions"].attrs``: tokens
cannot say all that code points can.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from spacy.tokens import Doc, Span, SpanGroup

from ..annotations import (
    Quote,
    Stance,
    get_clean,
    set_clean,
    set_quotes,
    set_stances,
)
from ..cleaning import CleanText, Paragraph, ParagraphKind
from .article import Article, Extent, QuoteAnnotation, StanceAnnotation
from .records import from_record, to_record

_KEY = "article"


def article_to_doc(article: Article, doc: Doc) -> Doc:
    """Put the annotation of an article on a doc.

    Extents are projected through what cleaning did, and widened to whole tokens.

    Args:
        article: the article; its annotation has no problems that ``checking.check`` finds.
        doc: made of the text of the article by the tokenizer of a pipeline.

    Returns:
        The same doc.

    Raises:
        ValueError: if the doc is not of the text of the article, or two quotes have one id.
    """
    clean = get_clean(doc)
    if clean.raw != article.text:
        raise ValueError(f"the doc was not made of the text of article {article.id!r}")
    try:
        return _Projection(article, doc, clean).doc_with_annotation()
    except ValueError as error:
        raise ValueError(
            f"article {article.id!r}: {error}; mend what `bgnews corpus check` reports first"
        ) from error


def article_from_doc(doc: Doc) -> Article:
    """The article that ``article_to_doc`` put on the doc, as it was.

    Raises:
        ValueError: if the doc has no annotated article.
    """
    attrs = doc.spans["mentions"].attrs if "mentions" in doc.spans else {}
    if _KEY not in attrs:
        raise ValueError("the doc has no annotated article; make it with article_to_doc")
    return cast(Article, from_record({**json.loads(attrs[_KEY]), "text": get_clean(doc).raw}))


class _Projection:
    def __init__(self, article: Article, doc: Doc, clean: CleanText) -> None:
        self.article, self.doc, self.clean = article, doc, clean

    def doc_with_annotation(self) -> Doc:
        article, doc = self.article, self.doc
        set_clean(doc, replace(self.clean, paragraphs=tuple(self.paragraphs())))
        set_quotes(doc, self.quotes())
        doc.spans["nonspeech"] = SpanGroup(
            doc,
            name="nonspeech",
            spans=[
                span
                for found in article.nonspeech
                if (span := self.span((found.start, found.end), found.type))
            ],
        )
        doc.spans["mentions"] = SpanGroup(
            doc, name="mentions", spans=list(self.mentions()), attrs={_KEY: self.record()}
        )
        set_stances(doc, self.stances())
        return doc

    def record(self) -> str:
        """All but the text, which the doc has already."""
        return json.dumps({k: v for k, v in to_record(self.article).items() if k != "text"})

    def span(self, extent: Extent, label: str = "", id_: str = "") -> Span | None:
        """The tokens of an extent; None where cleaning deleted all of it."""
        start, end = self.clean.to_clean(*extent)
        if start == end:
            return None
        return self.doc.char_span(start, end, label, span_id=id_, alignment_mode="expand")

    def first(self, extents: tuple[Extent, ...]) -> Span | None:
        return next((span for extent in extents if (span := self.span(extent))), None)

    def paragraphs(self) -> Iterator[Paragraph]:
        for paragraph in self.article.paragraphs:
            start, end = self.clean.to_clean(paragraph.start, paragraph.end)
            if start < end:
                yield Paragraph(cast(ParagraphKind, paragraph.kind), start, end)

    def quotes(self) -> Iterator[Quote]:
        for quote in self.article.quotes:
            spans = tuple(span for extent in quote.spans if (span := self.span(extent)))
            if spans:
                yield self.quote(quote, spans)

    def quote(self, quote: QuoteAnnotation, spans: tuple[Span, ...]) -> Quote:
        speaker = self.article.entity(quote.by)
        return Quote(
            id=quote.id,
            type=quote.type,  # type: ignore[arg-type]  # the checker knows no other
            spans=spans,
            cue=self.first(quote.cues),
            source=self.first(quote.sources),
            speaker=speaker.name if speaker else None,
            relay=quote.relay,
        )

    def mentions(self) -> Iterator[Span]:
        for entity in self.article.entities:
            for extent in self.article.mentions_of(entity.id):
                if span := self.span(extent, entity.type, entity.id):
                    yield span

    def stances(self) -> Iterator[Stance]:
        for stance in self.article.stances:
            holder, target = map(self.article.entity, (stance.holder, stance.target))
            evidence = self.span(self.evidence(stance))
            if holder and target and evidence:
                yield Stance(
                    holder=holder.name,
                    target=target.name,
                    label=stance.label,  # type: ignore[arg-type]  # the checker knows no other
                    evidence=evidence,
                    target_span=self.nearest(stance.target, self.evidence(stance)),
                    quote=stance.quote,
                )

    def evidence(self, stance: StanceAnnotation) -> Extent:
        quote = self.article.quote(stance.quote)
        if quote is not None:
            return quote.spans[0][0], quote.spans[-1][1]
        return stance.at or (0, 0)

    def nearest(self, entity: str, evidence: Extent) -> Span | None:
        """The mention that stands nearest to the evidence, best of all inside it."""
        start, end = evidence
        extents = sorted(
            self.article.mentions_of(entity), key=lambda e: max(0, start - e[1], e[0] - end)
        )
        return self.first(tuple(extents))
