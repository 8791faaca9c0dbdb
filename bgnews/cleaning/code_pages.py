"""The single-byte encodings in which Bulgarian pages are written, and misread."""

from __future__ import annotations

HIGH_BYTES = range(0x80, 0x100)
C1_CONTROLS = "".join(map(chr, range(0x80, 0xA0)))
CYRILLIC_ENCODINGS = ("cp1251", "cp866", "koi8_r", "mac_cyrillic", "iso8859_5")


def _decoded(encoding: str) -> str:
    characters = (bytes([byte]).decode(encoding, "replace") for byte in HIGH_BYTES)
    return "".join(
        chr(byte) if character == "\ufffd" else character
        for byte, character in zip(HIGH_BYTES, characters, strict=True)
    )


#: What the bytes from 0x80 on are read as; undefined ones as C1 controls, as in browsers.
READ_AS = {name: _decoded(name) for name in ("latin_1", "cp1252", *CYRILLIC_ENCODINGS)}
