"""Build the word lists that look-alike repair consults.

    make data  # or: python training/cleaning/build_word_lists.py

Source is the package ``wordfreq`` (its data: CC BY-SA 4.0, see NOTICE). Written to
``bgnews/cleaning/data``:

* ``words.txt.gz``: Bulgarian word forms in lower case;
* ``latin-words.txt.gz``: English words that are spelled with look-alikes of Cyrillic letters
  and are likelier in Latin than what they would read as in Cyrillic.

``lookalikes.tsv``, ``latin-names.txt``, ``acronyms.txt`` and ``designators.txt`` are kept by hand.
"""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Iterable
from pathlib import Path

from wordfreq import get_frequency_dict, zipf_frequency

_DATA = Path(__file__).parents[2] / "bgnews" / "cleaning" / "data"
_BULGARIAN_WORD = re.compile("[абвгдежзийклмнопрстуфхцчшщъьюяѝѐ]+")
_ONE_LETTER_WORDS = frozenset("авеиоусяѝ")
_VOWELS = frozenset("аеиоуъюяѝѐ")
_RARE_LATIN = 3.0  # Zipf scale: once in a million words
# A Bulgarian word as frequent as this is read as such whatever the Latin one (TO, HE, ca).
_FUNCTION_WORD = 5.5
_MARGIN = 0.5


def bulgarian_words() -> list[str]:
    """Bulgarian word forms, without what cannot be a word: other scripts, bare consonants."""
    words = get_frequency_dict("bg", wordlist="best")
    return sorted(
        word for word in words if _BULGARIAN_WORD.fullmatch(word) and _is_pronounceable(word)
    )


def _is_pronounceable(word: str) -> bool:
    """Longer words of consonants are acronyms; the shortest are abbreviations, Latin too."""
    if len(word) == 1:
        return word in _ONE_LETTER_WORDS
    return len(word) > 2 or not _VOWELS.isdisjoint(word)


def latin_words() -> list[str]:
    """English words that Cyrillic readings must not replace."""
    readings = _readings()
    return sorted(
        word
        for word in get_frequency_dict("en", wordlist="best")
        if len(word) > 1 and readings.keys() >= set(word) and _is_likelier_latin(word, readings)
    )


def _is_likelier_latin(word: str, readings: dict[str, str]) -> bool:
    latin = zipf_frequency(word, "en")
    cyrillic = max(
        zipf_frequency("".join(letters), "bg")
        for letters in itertools.islice(itertools.product(*map(readings.__getitem__, word)), 64)
    )
    return latin >= _RARE_LATIN and cyrillic < min(latin + _MARGIN, _FUNCTION_WORD)


def _readings() -> dict[str, str]:
    """Latin letters in lower case, and the Cyrillic letters that they look like in either case."""
    readings: dict[str, str] = {}
    for line in (_DATA / "lookalikes.tsv").read_text(encoding="utf8").splitlines():
        if line.startswith("#"):
            continue
        letter, cyrillic, relation = line.split("\t")
        if relation in ("twin", "near") and letter.isascii():
            known = readings.get(letter.lower(), "")
            readings[letter.lower()] = "".join(dict.fromkeys(known + cyrillic.lower()))
    return readings


def _write(name: str, words: Iterable[str]) -> None:
    # No time stamp: the same words give the same bytes.
    data = "".join(f"{word}\n" for word in words).encode("utf8")
    (_DATA / name).write_bytes(gzip.compress(data, mtime=0))


def main() -> None:
    _write("words.txt.gz", bulgarian_words())
    _write("latin-words.txt.gz", latin_words())


if __name__ == "__main__":
    main()
