"""From bytes to text, without losing a byte."""

from __future__ import annotations

import codecs

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# cp1251 has the letters а-я at the top of its table. In Bulgarian text they outnumber the dashes,
# quote marks and no-break spaces below by far; in damaged UTF-8 and in binary data they are half.
_FIRST_LETTER = 0xC0
_PLAUSIBLE_SHARE = 0.8

_NOT_IN_CP1251 = frozenset(b"\0\x98")  # no text has the one, the other is undefined


def decode(data: bytes) -> tuple[str, str | None]:
    """Read bytes as UTF-8, else as UTF-16 (if marked) or Windows-1251 (if plausible).

    What is none of these is read as UTF-8 with every wrong byte kept as a lone surrogate
    (PEP 383), from which the byte can be had back. A byte order mark is no part of the text.

    Returns:
        The text, and a note for the user where it is not plain UTF-8.
    """
    try:
        if data.startswith(_UTF16_MARKS):
            return data.decode("utf-16"), "read as UTF-16"
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    if _looks_like_cp1251(data):
        return data.decode("cp1251"), "not UTF-8, read as Windows-1251"
    text = data.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= character <= "\udcff" for character in text)
    return text, f"not UTF-8: {wrong} wrong bytes kept as they are; is it a text file?"


def _looks_like_cp1251(data: bytes) -> bool:
    high = [byte for byte in data if byte >= 0x80]
    letters = sum(byte >= _FIRST_LETTER for byte in high)
    return letters >= _PLAUSIBLE_SHARE * len(high) and not _NOT_IN_CP1251.intersection(data)
