"""Where words of Bulgarian news begin, end and break: rules for spaCy's ``Tokenizer``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, COMBINING_DIACRITICS, ICONS

from .lexicon import ABBREVIATIONS

# Members of character classes.
_QUOTES = '"„“”‟«»'
_APOSTROPHES = "'‘’‚‛`´"
_BRACKETS = r"()\[\]{}<>"
_DASHES = "–—―"
_CURRENCY = "$£€¥₽₴₺₿"
_SYMBOLS = rf"{ICONS}№§©®™•●▪‣※†‡"
_JOINERS = "\u200d\ufe0f\U0001f3fb-\U0001f3ff"
_ENCLOSING = _QUOTES + _BRACKETS
_MARKS = rf"{_ENCLOSING}!?…;|*="

_LETTER = f"[{ALPHA}{COMBINING_DIACRITICS}]"
_LOWER = f"[{ALPHA_LOWER}{COMBINING_DIACRITICS}]"
_UPPER = f"[{ALPHA_UPPER}]"
_CYRILLIC_UPPER = "[Ѐ-Я]"
_SYMBOL = f"(?:[\U0001f1e6-\U0001f1ff]{{2}}|[{_SYMBOLS}](?:[{_JOINERS}][{_SYMBOLS}]?)*)"
_LINK = r"[^\s\"„“”«»<>]*[\w/=#&%+-]"

_LONGEST_ACRONYM = 4  # its full stop included


def _alternatives(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))


def _forms(*kinds: str) -> set[str]:
    """The abbreviations of these classes as they stand, with a first capital, and in capitals.

    A short one in capitals is an acronym at the end of a sentence (``АП.``).
    """
    forms = set(chain.from_iterable(ABBREVIATIONS[kind] for kind in kinds))
    capitals = {form.upper() for form in forms if len(form) > _LONGEST_ACRONYM}
    return forms | {form[0].upper() + form[1:] for form in forms} | capitals


_ABBREVIATION = _alternatives(_forms("leading", "either", "unit", "closing", "initial"))
_HYPHENATED = _alternatives(_forms("hyphen"))
_INITIAL = rf"(?:{_alternatives(ABBREVIATIONS['initial'])}|{_UPPER}\.)"
_OFTEN_GLUED = r"(?:лв|евро|дол|д-р|инж|арх)\b"  # 5 млн.лв., проф.д-р
_UNITS = ABBREVIATIONS["unit"] | ABBREVIATIONS["either"]
_UNIT = _alternatives(_UNITS | {form.rstrip(".") for form in _UNITS} | {"евро"})

# What is one token as it stands. The X of the network ends sentences; it is no initial.
_WHOLE_TOKENS = "|".join(
    (
        _ABBREVIATION,
        _HYPHENATED,
        rf"(?!X\.$)(?:{_UPPER}\.)+",
        rf"(?:{_LOWER}{{1,2}}\.){{2,}}",
        rf"(?:https?|ftp)://{_LINK}",
        rf"www\.{_LINK}",
        rf"(?:[A-Za-z0-9-]+\.)+(?:[a-z]{{2,24}}|бг)(?:[/?#:]{_LINK}|/)?",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"[@#]\w+(?:[.-]\w+)*",
    )
)
_WHOLE = rf"(?=\w*\W)(?:{_WHOLE_TOKENS})"  # words of letters alone need no closer look

TOKEN_MATCH = f"{_WHOLE}$"

_RUNS = (r"\.\.+", "…+", "[!?]+", ",+", ":+", ";+", "--+", "=+", r"\*+", "_+", "~+", r"\|+")
_SINGLE = rf"[{_ENCLOSING}{_APOSTROPHES}{_CURRENCY}%^]"

PREFIXES = (
    rf"(?=\w+\.){_INITIAL}+(?={_UPPER}{_LOWER})",
    rf"(?=\w+\.)(?:{_ABBREVIATION})(?=[{ALPHA_UPPER}{_QUOTES}{_DASHES}0-9№]|{_OFTEN_GLUED})",
    *_RUNS,
    r"\.",
    r"/+",
    r"\\+",
    r"[&@#](?!\w)",
    r"\+(?![0-9])",
    rf"[{_DASHES}]",
    r"[-−](?![0-9])",
    _SINGLE,
    _SYMBOL,
)

SUFFIXES = (
    # spaCy takes a suffix off together with a prefix, before it asks for TOKEN_MATCH again
    rf"(?:^|(?<=[{_ENCLOSING}{_APOSTROPHES}{_DASHES}])){_WHOLE}",
    rf"(?<=[0-9])(?:{_UNIT})",
    *_RUNS,
    r"(?<!\.)\.",
    r"/+",
    r"\\+",
    r"[&@#]",
    rf"[{_DASHES}-]",
    _SINGLE,
    _SYMBOL,
)

# A word breaks between two characters: patterns for what stands before and after the break.
_BREAKS = (
    # quote marks, brackets and other marks are never inside a word
    (f"[{_MARKS}]", f"[^{_MARKS}]"),
    (f"[^{_MARKS}]", f"[{_MARKS}]"),
    (f"[{_ENCLOSING}]", f"[{_MARKS}]"),
    (f"[{_MARKS}]", f"[{_ENCLOSING}]"),
    (r"[^.]", r"\.\."),
    (r"\.\.", r"[^.]"),
    # apostrophes stay between letters: О'Нийл
    (r"\W", f"[{_APOSTROPHES}]"),
    (rf"\W[{_APOSTROPHES}]", ""),
    ("", rf"[{_APOSTROPHES}]\W"),
    (f"[{_APOSTROPHES}]", r"\W"),
    # commas and colons stay between digits: 1,5 and 14:30
    (r"[^0-9]", "[,:]"),
    (r"[^0-9][,:]", ""),
    ("", r"[,:][^0-9]"),
    (r"[,:]", r"[^0-9]"),
    # a full stop with no space after it: дойде.После
    (_LOWER, rf"\.{_CYRILLIC_UPPER}"),
    (rf"{_LOWER}\.", _CYRILLIC_UPPER),
    (f"[{ALPHA_UPPER}0-9]{{2}}", rf"\.{_CYRILLIC_UPPER}{_LOWER}"),
    (rf"[{ALPHA_UPPER}0-9]{{2}}\.", rf"{_CYRILLIC_UPPER}{_LOWER}"),
    (r"[\w%]", rf"\.[{_ENCLOSING}{_SYMBOLS}/]"),
    (f"[{_ENCLOSING}]", r"\."),
    (rf"[{_ENCLOSING}]\.", r"\w"),
    # long dashes stay between numbers, 20–30; hyphens leave a mark: "Не"-каза
    (_LETTER, f"[{_DASHES}]"),
    (rf"{_LETTER}[{_DASHES}]", ""),
    (r"[0-9]", f"[{_DASHES}]{_UPPER}"),
    (f"[{_DASHES}]", _UPPER),
    (rf"[{_MARKS},:]", f"[{_DASHES}-]"),
    (rf"[{_MARKS},:][{_DASHES}-]", ""),
    ("", f"[{_DASHES}-][{_MARKS}]"),
    ("[^-]", "--"),
    ("--", "[^-]"),
    (_LETTER, rf"\.[{_DASHES}]"),
    (rf"{_LETTER}\.", f"[{_DASHES}]"),
    # slashes stay between numbers: 24/7
    (_LETTER, "/"),
    (f"{_LETTER}/", ""),
    ("", f"/{_LETTER}"),
    ("/", _LETTER),
    # symbols
    (r"[0-9]", f"[{_CURRENCY}]"),
    (f"[{_CURRENCY}]", r"[0-9]"),
    (f"[^{_SYMBOLS}{_JOINERS}]", f"[{_SYMBOLS}]"),
    (f"[{_SYMBOLS}]", f"[^{_SYMBOLS}{_JOINERS}]"),
    (r"\w", "#"),
)
_POSITIONS = "|".join(
    (f"(?<={before})" if before else "") + (f"(?={after})" if after else "")
    for before, after in _BREAKS
)
# Inside a word of letters and digits there is nothing to try.
INFIXES = (rf"(?:(?<=\W)|(?=\W))(?:{_POSITIONS})",)
