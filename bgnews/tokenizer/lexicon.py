"""The word lists of the tokenizer."""

from __future__ import annotations

from collections import defaultdict

from ..data_files import DataFolder

_DATA = DataFolder(__file__)


def _read_abbreviations() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for form, kind in _DATA.rows("abbreviations.tsv"):
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
SENTENCE_STARTERS = _DATA.words("sentence_starters.txt")
