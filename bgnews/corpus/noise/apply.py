"""Puts noise into an article and moves its annotation along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...cleaning import CleanText
from ...cleaning.rewrite import Rewrite
from ...cleaning.text import Replacement
from ..article import Article, Extent, Mention, Nonspeech, Paragraph


def with_replacements(article: Article, replacements: list[Replacement]) -> Article:
    """Change the text of an article and keep its annotation right.

    Args:
        article: the article.
        replacements: sorted, not overlapping; in offsets of its text. A line break put in tears a
            paragraph in two of the same kind.

    Returns:
        The article with the changed text. What is annotated is the same words; a letter torn off
        onto a line of its own is left out, and what is no longer there at all is dropped.
    """
    rewrite = Rewrite(article.text)
    rewrite.apply("noise", replacements)
    return _Move(article, CleanText(article.text, rewrite.text, tuple(rewrite.edits))).article()


class _Move:
    def __init__(self, old: Article, alignment: CleanText) -> None:
        self.old, self.alignment, self.text = old, alignment, alignment.text

    def article(self) -> Article:
        old = self.old
        quotes = tuple(
            replace(
                quote,
                spans=self.extents(quote.spans),
                cues=self.extents(quote.cues),
                sources=self.extents(quote.sources),
            )
            for quote in old.quotes
        )
        return replace(
            old,
            text=self.text,
            meta={key: value for key, value in old.meta.items() if key != "sha256"},
            paragraphs=tuple(self.paragraphs()),
            quotes=tuple(quote for quote in quotes if quote.spans),
            nonspeech=tuple(
                Nonspeech(found.type, *extent)
                for found in old.nonspeech
                for extent in self.extents(((found.start, found.end),))
            ),
            mentions=tuple(
                Mention(mention.entity, *extent)
                for mention in old.mentions
                for extent in self.extents(((mention.start, mention.end),))
            ),
            stances=tuple(
                stance if stance.at is None else replace(stance, at=self.moved(stance.at))
                for stance in old.stances
            ),
        )

    def moved(self, extent: Extent) -> Extent:
        start, end = self.alignment.to_clean(*extent)
        torn = self.text.find("\n", start, end)
        if torn >= 0 and "\n" not in self.old.text[slice(*extent)]:
            start = torn + 1
        return start, end

    def extents(self, extents: tuple[Extent, ...]) -> tuple[Extent, ...]:
        moved = map(self.moved, extents)
        return tuple((start, end) for start, end in moved if start < end)

    def paragraphs(self) -> Iterator[Paragraph]:
        for paragraph in self.old.paragraphs:
            start, end = self.alignment.to_clean(paragraph.start, paragraph.end)
            for line in self.text[start:end].split("\n"):
                yield Paragraph(paragraph.kind, start, start + len(line))
                start += len(line) + 1
