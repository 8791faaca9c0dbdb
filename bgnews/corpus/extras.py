"""Imports that need an extra of the package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Tell whoever lacks an extra how to get it.

    Raises:
        ImportError: in place of the one that an import inside raises; the message names the extra.
    """
    try:
        yield
    except ImportError as error:
        raise ImportError(f'{error}; pip install "bgnews[{name}]"', name=error.name) from error
