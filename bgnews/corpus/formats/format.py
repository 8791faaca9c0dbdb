"""What a format of the corpus is to the code that reads and writes many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..article import Article, Standoff
from ..problems import CorpusError, Problem

# What some system does not take in the name of a file, and the sign that stands for it.
_UNSAFE = re.compile(r'^\.|[%/\\:*?"<>|\x00-\x1f\x7f]')
_LONGEST_NAME = 200  # bytes; systems take 255


@dataclass(frozen=True)
class Item:
    """What a reader found: an annotation, problems, or both.

    Attributes:
        file: where it is from.
        annotation: None where there is too little to make one of.
        problems: what is wrong with the file; whether the annotation makes sense is for
            ``checking.check`` to say.
    """

    file: str
    annotation: Article | Standoff | None
    problems: tuple[Problem, ...] = ()

    @property
    def article(self) -> Article:
        """The article.

        Raises:
            CorpusError: if there are problems, or the annotation is without its text.
        """
        if self.problems or self.annotation is None:
            raise CorpusError(self.file, self.problems)
        if isinstance(self.annotation, Standoff):
            reason = f"article {self.annotation.id!r} is without its text; see bgnews corpus attach"
            raise CorpusError(self.file, [Problem(reason, self.annotation.line)])
        return self.annotation


@dataclass(frozen=True)
class Format:
    """A way to keep annotated articles in files.

    Attributes:
        suffix: how its files end.
        read: yields what a file holds, one article at a time; problems are part of the items.
        write: writes articles to a file, or to a folder if ``in_folder``.
        in_folder: whether each article has a file of its own.
        suffixes_beside: how the files end that belong to one of those.
    """

    suffix: str
    read: Callable[[Path], Iterator[Item]]
    write: Callable[[Iterable[Article], Path], None]
    in_folder: bool = False
    suffixes_beside: tuple[str, ...] = ()

    def files_for(self, id_: str, folder: Path) -> list[Path]:
        """The files of an article, if each has its own; see ``file_name``."""
        return [folder / f"{file_name(id_)}{end}" for end in (self.suffix, *self.suffixes_beside)]


def file_name(id_: str) -> str:
    """What the file of an article is called, without its suffix: another name for every id.

    The id, in which characters that a name cannot have are as in a URL, ``a%2Fb`` for ``a/b``; one
    that is too long ends in its hash.

    Raises:
        ValueError: if the id is empty.
    """
    if not id_:
        raise ValueError("an article without an id, which names its file; give it one")
    name = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", id_)
    data = name.encode("utf-8", "surrogatepass")
    if len(data) <= _LONGEST_NAME:
        return name
    digest = sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"{data[: _LONGEST_NAME - 33].decode('utf-8', 'ignore')}~{digest}"


def failure(path: Path, reason: str | Exception, line: int = 0) -> Item:
    """An item for a file, or a line of it, that gave no annotation."""
    return Item(str(path), None, (Problem(str(reason), line),))
