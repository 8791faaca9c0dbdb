"""Speech after the name of its speaker and a colon: Име Фамилия: …"""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Doc

from .findings import Finding
from .lexicon import Lexicon
from .marks import TERMINAL
from .passage import Passage
from .phrases import Phrases

_SENTENCE_BREAKS = TERMINAL | {"|"}
_LONGEST_HEADLINE_NAME = 9
_LONGEST_NAME = 4
_LONGEST_APPOSITION = 10
_LONGEST_ACRONYM = 5


def known_names(doc: Doc) -> frozenset[str]:
    """Words, in lower case, that the article capitalises within a sentence."""
    return frozenset(
        token.lower_
        for token in doc
        if token.i > 0 and _is_name(token.text) and _is_lower(doc[token.i - 1].text)
    )


def _is_name(word: str) -> bool:
    return word.istitle() or (word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM)


def _is_lower(word: str) -> bool:
    """Whether the word is no capital headline nor the end of a sentence."""
    return word[-1:].isalnum() and not (word.isupper() and len(word) > 1)


class Labels:
    """Finds labelled speech in one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon, names: Set[str]) -> None:
        self.passage = passage
        self.words = lexicon.words
        self.phrases = Phrases(passage, lexicon)
        self.names = names

    def find(self) -> Finding | None:
        """The speech of the paragraph, if it starts with the name of a speaker."""
        headline = self.passage.kind == "title"
        motto = self._motto() if headline else None
        if motto:
            return Finding((motto,), "direct", "headline")
        found = self._label(headline)
        if found is None:
            return None
        (start, end), colon = found
        content = self._content(colon + 1)
        if content is None:
            return None
        rule = "headline" if headline else "label"
        relay = any(self._is("outlet", i) for i in range(start, end))
        return Finding((content,), "direct", rule, None, (start, end), relay)

    def _motto(self) -> tuple[int, int] | None:
        """Words in quote marks at the head of a headline: „Голям страх“: Горна вода чака дъжд"""
        pair = self.passage.marked_at(0)
        if pair is None or self.passage.words[pair.outer[1] : pair.outer[1] + 1] != [":"]:
            return None
        return pair.inner if pair.inner[1] - pair.inner[0] > 1 else None

    def _label(self, headline: bool) -> tuple[tuple[int, int], int] | None:
        """The name and the position of the colon."""
        words = self.passage.words
        start = 0
        for i in self.passage.steps(0, len(words)):
            if words[i] == ":":
                name = self._headline_name(start, i) if headline else self._body_name(i)
                return (name, i) if name else None
            if words[i] in _SENTENCE_BREAKS:
                if not headline:
                    return None
                start = i + 1
        return None

    def _headline_name(self, start: int, colon: int) -> tuple[int, int] | None:
        passage, lower = self.passage, self.passage.lower
        if not 0 < colon - start <= _LONGEST_HEADLINE_NAME or self._is("preposition", start):
            return None
        if any(self._is("verb", i) for i in range(start, colon)):
            return None
        end = next((i for i in range(start + 1, colon) if self._is("label_stop", i)), colon)
        last = end - 1
        owned = next((i for i in range(start, end) if lower[i] == "на"), end)
        kicker = all(word.isupper() for word in passage.words[start:owned])  # ВАЖНА ПРОГНОЗА: …
        if not kicker and any(map(self.phrases.is_title, range(start, owned))):
            return start, end
        if owned < end or passage.marked_at(start):
            return None
        if last > start and self._is("preposition", last - 1):
            return None
        if lower[last] in self.names or self._is("outlet", last):
            return start, end
        named = end - start > 1 and all(passage.words[i].istitle() for i in (last - 1, last))
        return (start, end) if named else None

    def _body_name(self, colon: int) -> tuple[int, int] | None:
        words = self.passage.words
        end = next((i for i in range(min(colon, _LONGEST_NAME + 1)) if words[i] == ","), colon)
        if not 0 < end <= _LONGEST_NAME or colon - end > _LONGEST_APPOSITION:
            return None
        if not all(words[i][0].isupper() for i in range(end)):
            return None
        known = any(self.passage.lower[i] in self.names for i in range(end))
        full = end > 1 and all(words[i].istitle() for i in range(end))
        return (0, end) if known or full else None

    def _is(self, name: str, i: int) -> bool:
        return self.passage.lower[i] in self.words[name]

    def _content(self, start: int) -> tuple[int, int] | None:
        """All that follows the label, without its quote marks and a bracket at the end."""
        passage = self.passage
        end = len(passage)
        if end - start > 3 and passage.words[end - 1] == ")" and passage.words[end - 3] == "(":
            end -= 3
        if end - start < 2:
            return None
        pair = passage.marked_at(start)
        if pair and pair.outer[1] >= passage.content_end(start, end):
            return pair.inner
        return start, end
