"""What a format of the corpus is to the code that reads and writes many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..article import Article, Standoff
from ..problems import CorpusError, Problem


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
    """

    suffix: str
    read: Callable[[Path], Iterator[Item]]
    write: Callable[[Iterable[Article], Path], None]
    in_folder: bool = False


def file_for(article: Article, folder: Path, suffix: str) -> Path:
    """The file of an article in a folder.

    Raises:
        ValueError: if the id of the article cannot be the name of a file.
    """
    path = folder / f"{article.id}{suffix}"
    if path.parent != folder or not article.id:
        raise ValueError(f"the id {article.id!r} cannot be the name of a file; give another")
    return path


def failure(path: Path, reason: str | Exception, line: int = 0) -> Item:
    """An item for a file, or a line of it, that gave no annotation."""
    return Item(str(path), None, (Problem(str(reason), line),))
