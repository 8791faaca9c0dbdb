"""Noun phrases that name a source: their head, gender and base form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from .word_lists import rows, words

_MARKS = re.compile('["“”„«»‚‘’`]+')
_ASIDE = re.compile(r"\s?\([^()]*\)")
_EDGES = " .,:;!?-–—()"
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_ADJECTIVE = re.compile(
    r"(?:[вклнтш](?:ият|ата|ото|ите)|[сшчцж]кия|[^аеиоуъюя]ния|[ое]вия|[шщ]ия)$"
)

# Ordered: the first rule that fits a word decides. The short article of a masculine noun looks
# like a feminine ending, so only the suffixes of people are undone; listed nouns come before.
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^бели(?:ят|я)$", "бял"),
        (r"^големи(?:ят|я)$", "голям"),
        (r"([сшчцж]к)ият$", r"\1и"),
        (r"йният$", "ен"),
        (r"([^аеиоуъюя])ният$", r"\1ен"),
        (r"(.{2})ият$", r"\1"),
        (r"([сшчцж]к)ия$", r"\1и"),
        (r"(.[аое])ят$", r"\1й"),
        (r"(.{2}[^и])ят$", r"\1"),
        (r"(.{2}тел)я$", r"\1"),
        (r"(.{2}[ае]р)я$", r"\1"),
        (r"(.{2})ът$", r"\1"),
        (r"(.{2}(?:ист|ент|ант|лог|мен|атор|тьор|сьор|[лтвй]ник|ец))а$", r"\1"),
        (r"(.{2}[ая])та$", r"\1"),
        (r"(.{2}[тщ])та$", r"\1"),
        (r"(.{2}[оеи])(?:то|те)$", r"\1"),
    )
)
_SHORT_ADJECTIVES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"йния$", "ен"),
        (r"([^аеиоуъюя])ния$", r"\1ен"),
        (r"([еио]н|[ое]в|ш)ия$", r"\1"),
    )
)


@dataclass(frozen=True)
class Noun:
    """A noun that can name a source.

    Attributes:
        kind: office, person, body, company, outlet or document.
        gender: m, f or n; p for a plural.
        roles: the lines of the list that it stands on; nouns that share one stand for each other.
    """

    kind: str
    gender: str
    roles: frozenset[int]

    @property
    def is_human(self) -> bool:
        return self.kind in ("office", "person")

    @property
    def is_organisation(self) -> bool:
        return self.kind in ("body", "company", "outlet")


@cache
def nouns() -> dict[str, Noun]:
    """The nouns that name sources, by base form."""
    found: dict[str, Noun] = {}
    for number, (kind, *by_gender) in enumerate(rows("nouns")):
        for gender, listed in zip("mfnp", by_gender, strict=False):
            for word in listed.split():
                known = found.get(word, Noun(kind, gender, frozenset()))
                found[word] = Noun(known.kind, known.gender, known.roles | {number})
    return found


@lru_cache(maxsize=1 << 16)
def base_word(word: str) -> str:
    """A word without its definite article."""
    lower = word.lower()
    if lower in nouns() or lower in words("quantifiers") or lower in words("feminine_in_a"):
        return word
    for ending in ("ът", "ят", "а", "я"):
        stem = lower.removesuffix(ending)
        if stem != lower and stem in nouns() and nouns()[stem].gender == "m":
            return word[: len(stem)]
    return word if len(word) < 5 else _rewritten(word, _RULES)


@cache
def articled_names() -> dict[str, str]:
    """Names that are never without their article, by their forms in lower case."""
    return {form.lower(): forms[0] for forms in rows("articled_names") for form in forms}


def noun_of(word: str) -> Noun | None:
    """What the list knows about a word, with or without its article."""
    return nouns().get(base_word(word.lower()))


def is_adjective_form(word: str) -> bool:
    """Whether a lower-case word has the ending of a definite adjective."""
    return bool(_ADJECTIVE.search(word))


def listed_noun(phrase: Sequence[str], index: int) -> str | None:
    """The noun at an index, with its adjective where the list joins them; None if not listed."""
    word = base_word(phrase[index].lower())
    if index:
        joined = f"{_base_adjective(phrase[index - 1].lower())}_{word}"
        if joined in nouns():
            return joined
    return word if word in nouns() else None


@dataclass(frozen=True)
class NounPhrase:
    """A noun phrase in one line, without quote marks and asides."""

    text: str

    @classmethod
    def of(cls, text: str) -> NounPhrase:
        """The phrase as it stands in a text."""
        bare = _ASIDE.sub("", _MARKS.sub(" ", text))
        return cls(" ".join(bare.split()).strip(_EDGES))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.text))

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The words before the first preposition."""
        for index, word in enumerate(self.words):
            if index and word.lower() in words("prepositions"):
                return self.words[:index]
        return self.words

    @property
    def has_complement(self) -> bool:
        """Whether a preposition ties something to the head."""
        return len(self.core) < len(self.words)

    @cached_property
    def head(self) -> str:
        """The noun that the phrase is about, in lower case and base form.

        A listed word before another one can be an adjective: ``военният министър``.
        """
        listed = [listed_noun(self.core, index) for index in range(len(self.core))]
        for index, noun in enumerate(listed):
            is_adjective = self.core[index].endswith("ият") and any(listed[index + 1 : index + 2])
            if noun and not is_adjective:
                return noun
        return base_word(self.core[-1].lower()) if self.core else ""

    @property
    def noun(self) -> Noun | None:
        """What the list knows about the head."""
        return nouns().get(self.head)

    @property
    def is_definite(self) -> bool:
        return bool(self.words) and _base_adjective(self.words[0]) != self.words[0]

    @property
    def is_plural(self) -> bool:
        first = self.words[0].lower() if self.words else ""
        if first in words("quantifiers") or "и" in self.core:
            return True
        return self.noun.gender == "p" if self.noun else self.head.endswith("и")

    @property
    def gender(self) -> str:
        """Grammatical gender of the head: m, f or n; p for a plural."""
        if self.is_plural:
            return "p"
        if self.noun:
            return self.noun.gender
        if self.head.endswith(("а", "я", "ост")):
            return "f"
        return "n" if self.head.endswith(("о", "е")) else "m"

    def base(self, keeps_capital: bool = True, keeps_article: bool = False) -> str:
        """The phrase without article and possessive clitic: ``експерти``, ``Върховен съд``.

        Args:
            keeps_capital: whether the first word keeps its capital letter.
            keeps_article: whether a single noun keeps its article, ``прокуратурата``. Masculine
                nouns never do, since theirs changes with the case.
        """
        if not self.words:
            return self.text
        fixed = articled_names().get(self.text.lower())
        if fixed:
            return fixed
        first = self.words[0]
        start, _, rest = self.text.partition(first)
        followed_by_noun = rest.startswith(" ") and rest[1:2].islower()
        word = _base_adjective(first) if followed_by_noun else base_word(first)
        if keeps_article and len(self.words) == 1 and self.gender != "m":
            word = first
        if word != first and len(self.words) > 1 and self.words[1].lower() in words("clitics"):
            rest = rest.replace(" " + self.words[1], "", 1)
        if not keeps_capital and not first.isupper():
            word = word[0].lower() + word[1:]
        return start + word + rest


def _base_adjective(word: str) -> str:
    """Like ``base_word``; where -ия cannot be a noun's ending, as before another noun."""
    base = _rewritten(word, _SHORT_ADJECTIVES)
    return base if base != word else base_word(word)


def _rewritten(word: str, rules: Sequence[tuple[re.Pattern[str], str]]) -> str:
    lower = word.lower()
    for pattern, replacement in rules:
        if pattern.search(lower):
            base = pattern.sub(replacement, lower)
            kept = word[: len(base)] if lower.startswith(base) else base
            return kept[0].upper() + kept[1:] if word[0].isupper() else kept
    return word
