"""Stand-off annotation: all of an article but its text, which belongs to somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from .article import Annotation, Article, Standoff, text_hash


def normalized(text: str) -> str:
    """The text as stand-off annotation counts it.

    What fetching a page adds is left out: blanks at the ends of lines and blank lines around.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def detach(article: Article) -> Standoff:
    """Take the annotation off its text.

    Raises:
        ValueError: if the text is not as ``normalized`` leaves it, so that the offsets would not
            fit a text that somebody fetches.
    """
    if article.text != normalized(article.text):
        raise ValueError(
            f"article {article.id!r} has blanks at the ends of lines or blank lines around, which "
            "nobody can be expected to fetch alike; annotate what standoff.normalized leaves"
        )
    return Standoff(**_shared(article), sha256=text_hash(article.text), length=len(article.text))


def attach(standoff: Standoff, text: str) -> Article:
    """Join the annotation with its text.

    Args:
        standoff: the annotation.
        text: the article as fetched, normalised or not.

    Raises:
        ValueError: if it is not the text that was annotated.
    """
    text = normalized(text)
    if text_hash(text) != standoff.sha256 or len(text) != standoff.length:
        raise ValueError(
            f"article {standoff.id!r}: this is not the text that was annotated (SHA-256 "
            f"or length differs; {len(text)} characters, {standoff.length} expected)"
        )
    return Article(**_shared(standoff), text=text)


def texts_by_hash(texts: Iterable[str]) -> Mapping[str, str]:
    """Texts in normal form by the hash that stand-off annotation knows them by."""
    normal = map(normalized, texts)
    return {text_hash(text): text for text in normal}


def _shared(annotation: Annotation) -> dict[str, Any]:
    return {field.name: getattr(annotation, field.name) for field in fields(Annotation)}
