"""Characters that readers do not see, or cannot tell from their plain forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .text import Replacement

# A character class alone is what Python's ``re`` scans fastest: clean text costs one such scan.
_SURROGATES = "\ud800-\udfff"
# C1 controls wait for `invisibles`: until mojibake is repaired they may be bytes of letters. Above
# the emoji, one range holds all noncharacters; `_is_noncharacter` picks them out.
_CONTROL = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f{_SURROGATES}\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
)

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_VARIATION_SELECTORS = "\ufe00-\ufe0f"
_INVISIBLE = re.compile(
    "[\x80-\x84\x86-\x9f"  # C1 controls, but for NEL, which is a line end
    "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    f"{_VARIATION_SELECTORS}]"
)
_VARIATION_SELECTOR = re.compile(f"[{_VARIATION_SELECTORS}]")
_JOINING_SCRIPTS = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u17ff]")  # Arabic, Indic, …

_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\r\x0b\x0c\x85\u2028\u2029]")
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"

_MARKS = re.compile("[\u0300-\u036f][\u0300-\u036f]*")
_MAX_MARKS = 4  # more marks on one letter are decoration, which has no composed form
_STRESS_MARKS = re.compile("[\u0300\u0301][\u0300\u0301]*")
_CYRILLIC_VOWELS = frozenset("аеиоуъюяАЕИОУЪЮЯыэёіїєЫЭЁІЇЄ")

_MATH = "\U0001d400-\U0001d7ff"
_MATH_OUTSIDE_ITS_BLOCK = "ℂℊℋℌℍℎℐℑℒℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ"
_FORM = re.compile(f"[{_MATH}Ａ-Ｚａ-ｚ０-９\ufb00-\ufb06\u2010\u2011]")
_HYPHENS = {"\u2010": "-", "\u2011": "-"}
_MATH_RUN = re.compile(f"[{_MATH}{_MATH_OUTSIDE_ITS_BLOCK}]+")


def controls(text: str) -> list[Replacement]:
    """Remove control characters and noncharacters; repair or replace surrogates.

    Tabs and line ends of every kind stay; so do C1 controls, see `invisibles`.

    Args:
        text: any text.

    Returns:
        Two surrogates that stand for one character become it, lone ones U+FFFD; all else that
        is found is removed.
    """
    replacements: list[Replacement] = []
    done = 0
    for match in _CONTROL.finditer(text):
        start = match.start()
        if start < done or (match[0] > "\uffff" and not _is_noncharacter(match[0])):
            continue
        done, after = _without_control(text, start)
        replacements.append((start, done, after))
    return replacements


def _is_noncharacter(character: str) -> bool:
    return ord(character) & 0xFFFE == 0xFFFE


def _without_control(text: str, start: int) -> tuple[int, str]:
    """Where the control at ``start`` ends and what takes its place."""
    if not "\ud800" <= text[start] <= "\udfff":
        return start + 1, ""
    pair = text[start : start + 2]
    if pair[0] <= "\udbff" and "\udc00" <= pair[1:] <= "\udfff":
        return start + 2, pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return start + 1, "\ufffd"


def invisibles(text: str) -> list[Replacement]:
    """Remove characters that have no width: soft hyphens, zero-width spaces, bidi marks, BOMs.

    Joiners and variation selectors stay where they shape what is seen: in emoji, and in scripts
    whose letters join.

    Args:
        text: text without mojibake, whose letters may look like C1 controls.

    Returns:
        One removal for each character.
    """
    replacements: list[Replacement] = []
    done = 0
    before = ""  # the last character that stays
    for match in _INVISIBLE.finditer(text):
        start = match.start()
        if start > done:
            before = text[start - 1]
        done = start + 1
        if _shapes_neighbours(text, start, before):
            before = match[0]
        else:
            replacements.append((start, done, ""))
    return replacements


def _shapes_neighbours(text: str, start: int, before: str) -> bool:
    character, after = text[start], text[start + 1 : start + 2]
    if not before:
        return False
    if _VARIATION_SELECTOR.match(character):
        ideograph = before >= "\u2e80" and before.isalpha()
        return _is_symbol(before) or ideograph or after == "\u20e3"
    if character == _ZWJ and (_is_symbol(before) or _VARIATION_SELECTOR.match(before)):
        return bool(after) and _is_symbol(after)
    return character in (_ZWJ, _ZWNJ) and bool(_JOINING_SCRIPTS.match(before))


def _is_symbol(character: str) -> bool:
    """Whether it can be part of an emoji: a symbol, a skin tone, or one of ‼ ⁉."""
    return unicodedata.category(character) in ("So", "Sm", "Sk") or character in "‼⁉"


def spaces(text: str) -> list[Replacement]:
    r"""Make every space that is not plain a plain one, and every line end ``\n``.

    Args:
        text: any text.

    Returns:
        One replacement for each character; runs of plain spaces, tabs and ``\n`` stay.
    """
    replacements: list[Replacement] = []
    for match in _SPACE.finditer(text):
        start = match.start()
        after = "\n" if match[0] in _LINE_ENDS else " "
        if match[0] == "\r" and text.startswith("\n", start + 1):
            after = ""
        replacements.append((start, start + 1, after))
    return replacements


def compose(text: str) -> list[Replacement]:
    """Join letters and the combining marks behind them into one character where there is one.

    Method: Unicode normalisation form C, for letters that bear marks only, so that signs and
    stress marks over Bulgarian vowels stay as they are.

    Args:
        text: any text.

    Returns:
        One replacement for each letter.
    """
    replacements: list[Replacement] = []
    for match in _MARKS.finditer(text):
        start, end = match.start() - 1, match.end()
        if start < 0 or not text[start].isalpha() or end - start - 1 > _MAX_MARKS:
            continue
        composed = unicodedata.normalize("NFC", text[start:end])
        if composed != text[start:end]:
            replacements.append((start, end, composed))
    return replacements


def plain_forms(text: str) -> list[Replacement]:
    """Replace letters and digits in a fancy form by plain ones: 𝐒𝐨𝐟𝐢𝐚, Ａ５, ﬁ; hyphens too.

    Method: Unicode compatibility decomposition of these characters only; ½, m², № and ™ mean
    something in their form and stay.

    Args:
        text: any text.

    Returns:
        One replacement for each character.
    """
    replacements: list[Replacement] = []
    done = 0
    for match in _FORM.finditer(text):
        if match.start() < done:
            continue
        run = _MATH_RUN.match(text, match.start()) or match
        done = run.end()
        replacements += _decomposed(text, _math_start(text, run), done)
    return replacements


def _math_start(text: str, run: re.Match[str]) -> int:
    """The start of the run with the math letters before it that Unicode keeps elsewhere."""
    start = run.start()
    if run.re is _MATH_RUN and text[start - 1 : start] in tuple(_MATH_OUTSIDE_ITS_BLOCK):
        return start - 1
    return start


def _decomposed(text: str, start: int, end: int) -> Iterator[Replacement]:
    for position in range(start, end):
        plain = unicodedata.normalize("NFKC", text[position])
        yield position, position + 1, _HYPHENS.get(text[position], plain)


def stress_marks(text: str) -> list[Replacement]:
    """Remove acute and grave marks that show the stressed vowel of a Cyrillic word.

    Args:
        text: composed text, in which the letters ѝ and ѐ have no mark of their own.

    Returns:
        One removal for each run of marks.
    """
    return [
        (match.start(), match.end(), "")
        for match in _STRESS_MARKS.finditer(text)
        if text[match.start() - 1 : match.start()] in _CYRILLIC_VOWELS
    ]
