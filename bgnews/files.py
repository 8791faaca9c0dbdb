"""Opening files by the end of their name: plain, .gz or .xz."""

from __future__ import annotations

import gzip
import lzma
import zlib
from pathlib import Path
from typing import IO, Any

#: What reading a file can raise, damaged archives included.
READ_ERRORS = (OSError, EOFError, lzma.LZMAError, zlib.error)

_OPENERS = {".gz": gzip.open, ".xz": lzma.open}


def kind_of(path: Path) -> str:
    """The suffix that tells what a file holds: ``.jsonl`` for ``news.jsonl.xz``."""
    inner = path.with_suffix("") if path.suffix.lower() in _OPENERS else path
    return inner.suffix.lower()


def unpacked(path: Path, file: IO[bytes], mode: str) -> IO[bytes]:
    """What a file holds; ``mode`` is ``"rb"`` or ``"wb"``.

    Args:
        path: the name, whose end tells how the file is packed.
        file: the file as it lies on the disk.
        mode: whether to read or to write.
    """
    opener: Any = _OPENERS.get(path.suffix.lower())
    return opener(file, mode) if opener else file
