"""What the form of a single line says about its kind, whatever stands around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from ..data_files import DataFolder
from .text import ParagraphKind

_DATA = DataFolder(__file__)

_LONGEST_PATTERN = 200
_LONGEST_CLOSED = 100
_LONGEST_HEADLINE = 220
_LONGEST_CREDIT = 60
_LONGEST_TAG = 45
_MOST_SPACES_IN_TAG = 5
_SHORTEST_FOREIGN = 20
#: Subheadings are labels of a few words; the headline of a story tells it.
_LONGEST_SUBHEADING = 45
_LONGEST_STORY_HEADLINE = 150
_MOST_COMMAS_IN_STORY = 2

_CLOSING = " ”“\"»’')]"
_STOPS = (".", "…")
_SENTENCE_ENDS = (*_STOPS, "!", "?")
_OPEN_ENDS = (":", ";", ",", "-", "–", "—")
_ITEM_MARKS = "-–—•►*"
_AMID = ".,;:)!?”“"

_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[а-яА-ЯѝЍ]")
_SERBIAN = re.compile(r"[јљњћђџЈЉЊЋЂЏ]")
_SENTENCE_BREAK = re.compile(r"[а-я]{3}\. [А-Я]")
_PERSON = re.compile(r"[А-Я][а-я]+(?:[ -][А-Я](?:[а-я]+|\.)){1,3}|[А-Я]+(?:[ -][А-Я]{2,}){1,2}")
# Subheadings and items of lists are framed with emoji and bullets; links to stories are not.
_PLAIN = re.compile(r"(?:[^\W\d_]|[„\"“«]).*[\w!?%)”“\"»]")
_SHOUT = re.compile(r"\W*[А-Я0-9][А-Я0-9\W]{2,}[:!?](?=(?: \S+){3})(?=.* [а-я])")
# Whoever writes of "us", or to "you", writes running text.
_ADDRESS = re.compile(r"(?:\w+(?:аме|яме|рим|вим|йте|ете)|[АИ]|Но|Благодаря|Честит[аоие]?)\b")
_NAME_AND_COLON = re.compile(r"(?:[А-Я][\w.-]+ ){0,2}[А-Я][\w-]+: [А-Я„\"“«].* [а-я]")
_MEDIA_MARK = re.compile(r"\([^()]*(?:видео|снимк|галерия|обновена|допълнена)[^()]*\)", re.I)


def kind_by_wording(line: str) -> ParagraphKind | None:
    """The kind of a line whose words leave no doubt, such as ``Снимка: Агенция``."""
    if len(line) > _LONGEST_PATTERN or (len(line) > _LONGEST_CLOSED and line.endswith(".")):
        return None
    match = _wordings().fullmatch(line.lower())
    if match:
        return cast("ParagraphKind", match.lastgroup)
    has_words = any(char.isalnum() for char in line)
    return None if has_words or begins_amid(line) else "junk"


def is_prose(line: str) -> bool:
    """Whether the line is written as running text or as an item of a list, not as a headline."""
    return (
        len(line) > _LONGEST_HEADLINE
        or ends_with_stop(line)
        or line.endswith(_OPEN_ENDS)
        or line[0] in _ITEM_MARKS
        or begins_amid(line)
        or awaits_name(line)
        or _SENTENCE_BREAK.search(line) is not None
        or _LETTER.search(line) is None
    )


def ends_with_stop(line: str) -> bool:
    """Whether the line ends with a full stop, which headlines do without."""
    return line[-1] == "." or line.rstrip(_CLOSING).endswith(_STOPS)


def ends_sentence(line: str) -> bool:
    """Whether a sentence can end where the line ends."""
    return line[-1] == "." or line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def begins_amid(line: str) -> bool:
    """Whether the line begins as only the inside of a sentence can."""
    return (line[0].islower() and not line[1:2].isupper()) or line[0] in _AMID


def awaits_name(line: str) -> bool:
    """Whether the line breaks off where a name must follow (``…, съобщи``)."""
    return line.rsplit(maxsplit=1)[-1].lower() in _open_words()


def is_loud_headline(line: str) -> bool:
    """Whether the line is set as papers set headlines alone: shouted, or ``Name: words``."""
    if len(line) > _LONGEST_STORY_HEADLINE or not _PLAIN.fullmatch(line):
        return False
    if line.isupper() or line.count(",") > _MOST_COMMAS_IN_STORY:
        return False
    if _SHOUT.match(line) or _NAME_AND_COLON.match(line) or _MEDIA_MARK.search(line):
        return True
    return line.endswith("!") and not _ADDRESS.match(line)


def kind_of_headline(line: str) -> ParagraphKind:
    """The kind of a line set as a headline amid the body, by its length and make.

    The headline of another story tells that story; a subheading is a label of a few words; a
    longer line that does neither is a sentence without its full stop.
    """
    if is_loud_headline(line):
        return "teaser"
    if len(line) <= _LONGEST_SUBHEADING:
        return "title"
    is_list = line.count(",") > _MOST_COMMAS_IN_STORY
    if len(line) > _LONGEST_STORY_HEADLINE or is_list or not line[-1].isalpha():
        return "body"
    return "teaser" if _PLAIN.fullmatch(line) and not _ADDRESS.match(line) else "title"


def is_tag(line: str) -> bool:
    """Whether the line could be one of the tags under an article."""
    return (
        len(line) <= _LONGEST_TAG
        and line[0].isalnum()
        and not line.endswith((*_SENTENCE_ENDS, *_OPEN_ENDS))
        and ":" not in line
        and line.count(" ") <= _MOST_SPACES_IN_TAG
    )


def is_person(line: str) -> bool:
    """Whether the line is a name of two to four words, as authors sign."""
    return _PERSON.fullmatch(line) is not None


def is_picture_name(line: str) -> bool:
    """Whether the line could be the caption that the pictures of a gallery share."""
    return is_tag(line) and line[0].isalpha() and _CYRILLIC.search(line) is not None


def is_credit(line: str) -> bool:
    """Whether the line names an agency or archive, alone or beside another name."""
    if len(line) > _LONGEST_CREDIT:
        return False
    return any(part.strip().casefold() in _credits() for part in re.split(r"[/,]", line))


def is_foreign(line: str) -> bool:
    """Whether the line is in another language, as embedded posts are."""
    if not _CYRILLIC.search(line):
        return len(line) > _SHORTEST_FOREIGN and _LETTER.search(line) is not None
    return len(line) <= _LONGEST_PATTERN and _SERBIAN.search(line) is not None


@lru_cache(maxsize=1)
def _wordings() -> re.Pattern[str]:
    patterns: dict[str, list[str]] = {}
    for kind, pattern in _DATA.rows("paragraph_patterns.tsv"):
        patterns.setdefault(kind, []).append(pattern)
    groups = (f"(?P<{kind}>{'|'.join(choices)})" for kind, choices in patterns.items())
    return re.compile("|".join(groups))


@lru_cache(maxsize=1)
def _credits() -> frozenset[str]:
    return frozenset(name.casefold() for name in _DATA.lines("paragraph_credits.txt"))


@lru_cache(maxsize=1)
def _open_words() -> frozenset[str]:
    return frozenset(_DATA.lines("paragraph_open_words.txt"))
