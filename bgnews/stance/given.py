"""Targets that somebody names beforehand, instead of those that the model would find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ..forms import ENDINGS, stem
from .evidence import Extent

#: A name, or a name with a pattern of spaCy's ``Matcher``: ``{"name": …, "pattern": […]}``.
GivenTarget = str | dict[str, Any]
#: The span group that stands for ``doc.ents``.
ENTITIES = "ents"
_ANY_ENDING = "|".join(ENDINGS)


class GivenTargets:
    """Finds the mentions of given targets.

    Args:
        tokenize: cuts a text into the same words as the docs.
        targets: the targets. A name is found in all its inflected forms.
        key: spans of the docs that are targets too: a key of ``doc.spans``, or ``ents``.

    Raises:
        ValueError: if a target is neither a name nor has a name and a valid pattern.
    """

    def __init__(
        self, tokenize: Callable[[str], Doc], targets: Sequence[GivenTarget], key: str | None
    ) -> None:
        self.key = key
        self.names: dict[str, str] = {}
        self._matcher = Matcher(tokenize("").vocab)
        for number, target in enumerate(targets):
            name, pattern = _parsed(target, tokenize)
            rule = f"target {number}"
            self.names[rule] = name
            try:
                self._matcher.add(rule, [pattern])
            except ValueError as error:
                raise ValueError(f"the pattern of the target {name!r} is not valid") from error

    def __bool__(self) -> bool:
        return bool(self.names) or self.key is not None

    def find(self, doc: Doc) -> dict[Extent, str]:
        """The name of the target that each mention is of; where two overlap, of the longer one."""
        names = {
            (start, end): self.names[doc.vocab.strings[number]]
            for number, start, end in (self._matcher(doc) if self.names else ())
        }
        for span in self._on_doc(doc):
            names.setdefault((span.start, span.end), span.text)
        longest = filter_spans([doc[slice(*extent)] for extent in names])
        return {(span.start, span.end): names[span.start, span.end] for span in longest}

    def _on_doc(self, doc: Doc) -> Iterable[Span]:
        if self.key is None:
            return ()
        return doc.ents if self.key == ENTITIES else doc.spans.get(self.key, [])


def _parsed(
    target: GivenTarget, tokenize: Callable[[str], Doc]
) -> tuple[str, list[dict[str, Any]]]:
    if isinstance(target, str):
        words = [token.text for token in tokenize(target) if not token.is_space]
        if not words:
            raise ValueError(f"the target {target!r} has no words")
        return target, [_forms(word) for word in words]
    if not isinstance(target.get("name"), str) or not target.get("pattern"):
        raise ValueError(f"a target is a name, or has a name and a pattern; {target!r} has not")
    return target["name"], target["pattern"]


def _forms(word: str) -> dict[str, Any]:
    """The pattern of a word in all its forms."""
    known = re.escape(stem(word.lower()))
    return {"LOWER": {"REGEX": rf"^{known}(?:{_ANY_ENDING})?$"}}
