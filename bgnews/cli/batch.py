"""Runs a pipeline over articles so that one that fails takes no other with it."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ..cleaning import CleanText
from ..records import Record, model_name, to_record
from .reading import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 32  # articles that a worker process takes at a time


@dataclass(frozen=True)
class Analysis:
    """The output record of an article, and what cleaning did to it."""

    record: Record
    clean: CleanText


@dataclass(frozen=True)
class Failure:
    """Why an article has no analysis."""

    reason: str


Result = tuple[Article, Analysis | Failure]


def analyses(nlp: Language, articles: Iterable[Article], n_process: int) -> Iterator[Result]:
    """Yield each article with its analysis, or the reason why it has none, in order.

    Args:
        nlp: the pipeline.
        articles: read as they are needed.
        n_process: how many processes work; less than 1 for one on each core.
    """
    if n_process == 1:
        return _analyze(nlp, articles)
    return _analyze_in_processes(nlp, articles, n_process if n_process > 0 else os.cpu_count() or 1)


def _analyze(nlp: Language, articles: Iterable[Article]) -> Iterator[Result]:
    """Analyse in this process.

    When ``nlp.pipe`` fails it takes with it all that it has under way. Those are analysed again
    one by one, which gives each its doc or the reason why it has none, and the stream goes on.
    """
    from spacy.util import raise_error

    nlp.set_error_handler(raise_error)  # a pipeline might skip what fails, and say nothing
    name = model_name(nlp)
    remaining = iter(articles)
    under_way: deque[Article] = deque()

    def texts() -> Iterator[str]:
        for article in remaining:
            under_way.append(article)
            yield article.text

    while True:
        try:
            for doc in nlp.pipe(texts()):
                result = _result(under_way[0], doc, name)
                under_way.popleft()
                yield result
            return
        except Exception:
            lost = list(under_way)
            under_way.clear()
        for article in lost:
            yield _analyze_alone(nlp, article, name)


def _analyze_alone(nlp: Language, article: Article, name: str) -> Result:
    try:
        return _result(article, nlp(article.text), name)
    except Exception as error:
        return article, Failure(f"the pipeline failed: {error or type(error).__name__}")


def _result(article: Article, doc: Doc, name: str) -> Result:
    return article, Analysis(to_record(doc, article.id, name), doc._.clean)


def _analyze_in_processes(
    nlp: Language, articles: Iterable[Article], n_process: int
) -> Iterator[Result]:
    """Analyse in worker processes, which send back records.

    ``nlp.pipe(n_process=…)`` sends whole docs, and packing them takes as long as the rules do.
    """
    remaining = iter(articles)
    under_way: deque[tuple[list[Article], Future[list[Result]]]] = deque()
    pool = ProcessPoolExecutor(n_process, initializer=_start_worker, initargs=(nlp,))
    try:
        while batch := list(islice(remaining, _BATCH)):
            under_way.append((batch, _submit(pool, batch)))
            if len(under_way) > 2 * n_process:
                yield from _received(*under_way.popleft())
        for sent in under_way:
            yield from _received(*sent)
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, batch: list[Article]) -> Future[list[Result]]:
    try:
        return pool.submit(_analyze_in_worker, batch)
    except BrokenProcessPool as error:
        failed: Future[list[Result]] = Future()
        failed.set_exception(error)
        return failed


def _received(batch: list[Article], future: Future[list[Result]]) -> list[Result]:
    try:
        return future.result()
    except Exception as error:  # it died, perhaps for lack of memory
        failure = Failure(f"the worker process failed: {error} Try fewer processes.")
        return [(article, failure) for article in batch]


_worker_nlp: Language


def _start_worker(nlp: Language) -> None:
    global _worker_nlp  # the only way to give a worker something to keep
    _worker_nlp = nlp
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which stops us


def _analyze_in_worker(batch: list[Article]) -> list[Result]:
    return list(_analyze(_worker_nlp, batch))
