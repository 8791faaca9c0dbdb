"""Other cleaners, as functions from text to text."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra peers is not installed wherever types are checked

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module

import bgnews

Cleaner = Callable[[str], str]

#: Latin letters and the Cyrillic ones that look like them.
TWINS = str.maketrans("AaBEeKMHOoPpCcTXxyYi", "АаВЕеКМНОоРрСсТХхуУі")
_MIXED = re.compile(r"\w*(?:[A-Za-z][А-Яа-я]|[А-Яа-я][A-Za-z])\w*")


def cleaners() -> Iterator[tuple[str, Cleaner]]:
    """Each cleaner that is installed, with its name, bgnews first."""
    yield "bgnews", lambda text: bgnews.clean(text).text
    yield "str.translate of twins", lambda text: text.translate(TWINS)
    yield "twins in mixed words", _twins_in_mixed_words
    for name, make in _OTHERS.items():
        try:
            yield name, make()
        except ImportError:
            continue


def _twins_in_mixed_words(text: str) -> str:
    return _MIXED.sub(lambda word: word[0].translate(TWINS), text)


def _disarm() -> Cleaner:
    disarm = import_module("disarm")
    return lambda text: disarm.normalize_confusables(text, target_script="cyrillic")


def _homoglyphs() -> Cleaner:
    module = import_module("homoglyphs")
    categories = module.Homoglyphs(languages={"bg"}, strategy=module.STRATEGY_LOAD)
    alphabet = module.Languages.get_alphabet(["bg"])

    def letter(sign: str) -> str:
        return next(
            (found for found in categories.get_combinations(sign) if found in alphabet), sign
        )

    def word(match: re.Match[str]) -> str:
        return "".join(sign if sign in alphabet else letter(sign) for sign in match[0])

    return lambda text: _MIXED.sub(word, text)


def _confusable_homoglyphs() -> Cleaner:
    confusables = import_module("confusable_homoglyphs.confusables")

    def letter(sign: str) -> str:
        found = confusables.is_confusable(sign, preferred_aliases=["cyrillic"]) or []
        twins = (other["c"] for one in found for other in one["homoglyphs"])
        return next((twin for twin in twins if "А" <= twin <= "я"), sign)

    def word(match: re.Match[str]) -> str:
        return "".join(letter(sign) if sign.isascii() else sign for sign in match[0])

    return lambda text: _MIXED.sub(word, text)


def _names_translator() -> Cleaner:
    utilities = import_module("names_translator.name_utils")
    return lambda text: _MIXED.sub(lambda word: utilities.try_to_fix_mixed_charset(word[0]), text)


def _ftfy() -> Cleaner:
    ftfy = import_module("ftfy")
    return lambda text: ftfy.fix_text(text, uncurl_quotes=False)


def _clean_text() -> Cleaner:
    cleantext = import_module("cleantext")
    return lambda text: cleantext.clean(text, to_ascii=False, lower=False)


_OTHERS: dict[str, Callable[[], Cleaner]] = {
    "disarm": _disarm,
    "homoglyphs, mixed words": _homoglyphs,
    "confusable-homoglyphs, mixed words": _confusable_homoglyphs,
    "names-translator, mixed words": _names_translator,
    "ftfy": _ftfy,
    "clean-text": _clean_text,
}
