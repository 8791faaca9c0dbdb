"""The word lists of the tokenizer."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files

_DATA = files("bgnews.tokenizer") / "data"


def _read_lines(name: str) -> list[str]:
    return (_DATA / name).read_text(encoding="utf-8").splitlines()


def _read_abbreviations() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for line in _read_lines("abbreviations.tsv")[1:]:
        form, kind = line.split("\t")
        forms[kind].add(form)
    return {kind: frozenset(members) for kind, members in forms.items()}


#: Abbreviations as they are written inside a sentence, by class:
#:
#: * ``leading``: stands before what it belongs to and never ends a sentence (``проф.``);
#: * ``unit``: stands after it and may end one (``млн.``);
#: * ``either``: can be the one or the other (``м. май``, ``100 м.``);
#: * ``closing``: ends a list, and the sentence where a capital follows (``др.``);
#: * ``initial``: a first name cut to more than its first letter (``Дж.``);
#: * ``hyphen``: a first part that keeps its hyphen where it stands alone (``най-``).
ABBREVIATIONS = _read_abbreviations()

#: Words, in lower case, that often begin a sentence and are not part of a name.
SENTENCE_STARTERS = frozenset(_read_lines("sentence_starters.txt"))
