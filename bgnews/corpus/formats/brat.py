"""brat: stand-off files NAME.txt and NAME.ann, with the configuration that brat needs to show them.

The labels are those of ``graph``. Discontinuous words are one annotation, flags are attributes, and
a note says the id of a quote or entity and the name of the entity: ``entity:e1 Иван Колев``. A note
may as well give the name alone. What is no mark on words is a note of type ``Article`` at the first
annotation; so is the id where it is not NAME. Labels of other schemes are read as ``attributions``
describes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ...records import dumps
from ..article import Article, Extent
from ..problems import Problem
from .attributions import FOREIGN_LINKS, Tie, adopt, ours
from .brat_config import ANNOTATION_CONF, VISUAL_CONF
from .format import Format, Item, failure
from .from_graph import from_graph
from .graph import FLAGS, LINKS, Graph, Link, Node, listed_entities, malformed, strings
from .to_graph import to_graph

_ARTICLE_NOTE, _NOTE = "Article", "AnnotatorNotes"
_PAIR = r"\d{1,18} \d{1,18}"
_TEXT_BOUND = re.compile(rf"(T\S+)\t(\S+) ({_PAIR}(?:;{_PAIR})*)(?:\t(.*))?")
_RELATION = re.compile(r"(R\S+)\t(\S+) \S+?:(\S+) \S+?:(\S+)\s*")
_EVENT = re.compile(r"(E\S+)\t(\S+:\S+(?: \S+:\S+)*)\s*")
_ATTRIBUTE = re.compile(r"([AM]\S+)\t(\S+) (\S+)(?: .*)?")
_EQUIVALENCE = re.compile(r"\*\t\S+((?: \S+)+)\s*")
_NOTE_LINE = re.compile(r"(#\S*)\t(\S+) (\S+)\t(.*)")
_NORMALIZATION = re.compile(r"(N\S+)\t(.*)")
_STATED_KEY = re.compile(r"((?:quote|entity):\S+)(?: (.*))?")


def read(path: Path) -> Iterator[Item]:
    """Yield the article of an .ann file and of the .txt file beside it."""
    try:
        text = path.with_suffix(".txt").read_bytes().decode()
        lines = path.read_bytes().decode().split("\n")
    except FileNotFoundError:
        yield failure(path, f"there is no {path.stem}.txt beside it to read with it")
        return
    except UnicodeDecodeError as error:
        yield failure(path, f"not UTF-8, which brat needs: {error}")
        return
    annotations = _Annotations(Graph(path.stem, text, line=1))
    for number, line in enumerate(lines, start=1):
        if line.strip():
            annotations.add(line.rstrip("\r"), number)
    article, problems = from_graph(annotations.finished())
    problems = sorted((*annotations.problems, *problems), key=lambda problem: problem.line)
    yield Item(str(path), article, tuple(problems))


def write(articles: Iterable[Article], folder: Path) -> None:
    """Write both files for each article, and the configuration of brat beside them.

    Raises:
        ValueError: if an annotation refers to what is not there, or an article has no id.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(ANNOTATION_CONF, encoding="utf-8", newline="\n")
    (folder / "visual.conf").write_text(VISUAL_CONF, encoding="utf-8", newline="\n")
    for article in articles:
        path, text_path = BRAT.files_for(article.id, folder)
        graph = to_graph(article, discontinuous=True)
        lines = "".join(f"{line}\n" for line in _lines(graph, path.stem))
        try:
            text, annotations = article.text.encode(), lines.encode()
        except UnicodeEncodeError as error:
            raise ValueError(f"article {article.id!r}: brat needs UTF-8: {error}") from error
        text_path.write_bytes(text)
        path.write_bytes(annotations)


def _lines(graph: Graph, name: str) -> Iterator[str]:
    ids = {node.key: f"T{number}" for number, node in enumerate(graph.nodes, start=1)}
    attributes = notes = 0
    for node in graph.nodes:
        extents = ";".join(f"{start} {end}" for start, end in node.extents)
        yield f"{ids[node.key]}\t{node.label} {extents}\t{_words(graph.text, node.extents)}"
        for flag in sorted(node.flags):
            attributes += 1
            yield f"A{attributes}\t{flag} {ids[node.key]}"
        stated = node.key if node.stated_id("quote") or node.stated_id("entity") else ""
        if stated or node.name:
            notes += 1
            note = " ".join(filter(None, (stated, re.sub(r"[\r\n]", " ", node.name))))
            yield f"#{notes}\t{_NOTE} {ids[node.key]}\t{note}"
    for number, link in enumerate(graph.links, start=1):
        yield f"R{number}\t{link.label} Arg1:{ids[link.source]} Arg2:{ids[link.target]}"
    if graph.nodes:
        facts = graph.facts()
        if graph.id == name:  # so that a file can be given another name
            del facts["id"]
        yield f"#{notes + 1}\t{_ARTICLE_NOTE} T1\t{dumps(facts)}"


def _words(text: str, extents: Iterable[Extent]) -> str:
    """The words of an annotation as brat repeats them: fragments joined, on one line."""
    return " ".join(re.sub(r"\s", " ", text[start:end]) for start, end in extents)


class _Annotations:
    """Collects the lines of an .ann file."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.problems: list[Problem] = []
        self.nodes: dict[str, Node] = {}
        self.flags: list[tuple[str, str]] = []
        self.notes: list[tuple[str, str, int]] = []
        self.links: list[Link] = []
        self.ties: list[Tie] = []
        self.line = 0

    def add(self, line: str, number: int) -> None:
        self.line = number
        kinds: dict[str, tuple[re.Pattern[str], Callable[..., None]]] = {
            "T": (_TEXT_BOUND, self.text_bound),
            "R": (_RELATION, self.relation),
            "E": (_EVENT, self.event),
            "A": (_ATTRIBUTE, self.attribute),
            "M": (_ATTRIBUTE, self.attribute),
            "*": (_EQUIVALENCE, self.equivalence),
            "#": (_NOTE_LINE, self.note),
            "N": (_NORMALIZATION, self.normalization),
        }
        pattern, take = kinds.get(line[0], (None, None))
        found = pattern.fullmatch(line) if pattern else None
        if found is None or take is None:
            self.problem(f"not an annotation of brat: {line[:60]!r}")
        else:
            take(*found.groups())

    def problem(self, message: str) -> None:
        self.problems.append(Problem(message, self.line))

    def text_bound(self, id_: str, label: str, offsets: str, words: str | None) -> None:
        extents = [(int(s), int(e)) for s, e in (pair.split() for pair in offsets.split(";"))]
        there = _words(self.graph.text, extents)
        if id_ in self.nodes:
            self.problem(f"a second annotation has the id {id_}")
        elif words is not None and "".join(words.split()) != "".join(there.split()):
            self.problem(
                f"{id_} is {words[:40]!r}, but the text has {there[:40]!r} there; is it the text "
                "that was annotated?"
            )
        else:
            self.nodes[id_] = Node(id_, ours(label), tuple(sorted(extents)), line=self.line)

    def relation(self, id_: str, label: str, source: str, target: str) -> None:
        if label not in LINKS and label.lower() in FOREIGN_LINKS:
            self.ties.append(Tie(id_, (source, target), self.line))
        else:
            self.links.append(Link(label, source, target, line=self.line))

    def event(self, id_: str, arguments: str) -> None:
        keys = [argument.partition(":")[2] for argument in arguments.split()]
        # An event may be an argument of another, which says nothing about the words of this one.
        self.ties.append(Tie(id_, tuple(key for key in keys if key.startswith("T")), self.line))

    def attribute(self, _: str, flag: str, target: str) -> None:
        if flag in FLAGS:
            self.flags.append((target, flag))

    def equivalence(self, members: str) -> None:
        first, *others = members.split()
        self.links += (Link("same", other, first, line=self.line) for other in others)

    def note(self, _: str, type_: str, target: str, note: str) -> None:
        if type_ == _ARTICLE_NOTE:
            self.facts(note)
        elif type_ == _NOTE:
            self.notes.append((target, note, self.line))

    def normalization(self, *_: str) -> None:
        """Links to a knowledge base are nothing that an article keeps."""

    def facts(self, note: str) -> None:
        try:
            facts = json.loads(note)
            self.graph.source = str(facts["source"])
            self.graph.id = str(facts.get("id", self.graph.id))
            self.graph.meta = strings(facts["meta"])
            self.graph.entities = listed_entities(facts["entities"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            self.problem(f"the note {_ARTICLE_NOTE} is not as it was written: {malformed(error)}")

    def finished(self) -> Graph:
        """The graph, in which notes and attributes are where they belong."""
        for target, flag in self.flags:
            if node := self.nodes.get(target):
                self.nodes[target] = replace(node, flags=node.flags | {flag})
        keys: dict[str, str] = {}
        for target, note, line in self.notes:
            if node := self.nodes.get(target):
                stated = _STATED_KEY.fullmatch(note)
                key, name = (stated[1], stated[2] or "") if stated else (target, note.strip())
                if key in keys.values():
                    self.line = line
                    self.problem(f"a second annotation is {key}; remove that word from one note")
                    continue
                keys[target] = key
                self.nodes[target] = replace(node, key=key, name=name)
        self.graph.nodes = list(self.nodes.values())
        self.graph.links = [
            replace(
                link,
                source=keys.get(link.source, link.source),
                target=keys.get(link.target, link.target),
            )
            for link in self.links
        ]
        return adopt(self.graph, list(self.known_ties(keys)))

    def known_ties(self, keys: Mapping[str, str]) -> Iterator[Tie]:
        for tie in self.ties:
            if missing := [key for key in tie.keys if key not in self.nodes]:
                self.line = tie.line
                self.problem(f"{tie.name} refers to {missing[0]}, which is not in the file")
            else:
                yield replace(tie, keys=tuple(keys.get(key, key) for key in tie.keys))


BRAT = Format(".ann", read, write, in_folder=True, suffixes_beside=(".txt",))
