"""The inline XML that people edit: one article a file, its annotation around its words.

Strip the tags from ``<text>``, without the line break after it and the one before ``</text>``, and
what remains is the text of the article, character for character.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from .article import (
    Article,
    Entity,
    Extent,
    Mention,
    Nonspeech,
    Paragraph,
    QuoteAnnotation,
    StanceAnnotation,
    by_position,
    further_mentions,
)
from .problems import CorpusError, Problem
from .records import OWN_KEYS

_INLINE = {
    "q": ("id", "type", "by", "relay", "optional"),
    "cue": ("q",),
    "src": ("q",),
    "ns": ("type",),
    "m": ("e",),
}
_ATTRIBUTES = {
    **_INLINE,
    "entity": ("id", "type", "name"),
    "p": ("kind",),
    "stance": ("holder", "target", "label", "q", "at", "nth", "optional"),
    "entities": (),
    "text": (),
    "stances": (),
}
_PARENTS = {
    "article": ("",),
    "entities": ("article",),
    "entity": ("entities",),
    "text": ("article",),
    "p": ("text",),
    "stances": ("article",),
    "stance": ("stances",),
    **dict.fromkeys(_INLINE, ("p", *_INLINE)),
}

_FLAGS = ("relay", "optional")
_NTH = re.compile("[1-9][0-9]{0,8}")
# An article may be known by its hash; what else JSON Lines have cannot be meta.
_NO_META = OWN_KEYS - {"id", "source", "sha256"}


def parse_xml(content: str | bytes) -> tuple[Article | None, list[Problem]]:
    """Read an article.

    Args:
        content: the XML; bytes are decoded as the XML declares, by default as UTF-8.

    Returns:
        The article, or None if the content is not well-formed, and what is wrong with the XML
        itself, with lines. Whether the annotation makes sense is for ``checking.check`` to say.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        reason = f"not well-formed XML: {expat.ErrorString(error.code)}"
        return None, [*reader.problems, Problem(reason, error.lineno)]
    except (LookupError, ValueError) as error:  # an encoding that Python or expat does not know
        return None, [*reader.problems, Problem(f"cannot be decoded: {error}; save it as UTF-8")]
    if not reader.article_line:
        return None, reader.problems
    return reader.article(), reader.problems


def article_from_xml(content: str | bytes, file: str = "XML") -> Article:
    """Read an article that has to be right; ``file`` is for the error message.

    Raises:
        CorpusError: if something is wrong with the XML; the message has the lines.
    """
    article, problems = parse_xml(content)
    if article is None or problems:
        raise CorpusError(file, problems)
    return article


@dataclass
class _Element:
    tag: str
    attributes: Mapping[str, str]
    start: int
    line: int
    end: int = 0


@dataclass
class _Reader:
    """Collects elements with their offsets in the text and their lines in the file."""

    problems: list[Problem] = field(default_factory=list)
    elements: dict[str, list[_Element]] = field(default_factory=lambda: defaultdict(list))
    open: list[_Element] = field(default_factory=list)
    text: str = ""
    root: Mapping[str, str] = field(default_factory=dict)
    article_line: int = 0

    def __post_init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.texts = 0
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        parent = self.open[-1].tag if self.open else ""
        if parent not in _PARENTS.get(tag, ()):
            self.problem(
                f"<{tag}> has no place in <{parent}>" if parent else f"<{tag}> for <article>"
            )
        elif tag == "article":
            self.root, self.article_line = attributes, self.line
            for name in sorted(attributes.keys() & _NO_META):
                self.problem(f"<article> has no attribute {name!r}; JSON Lines need that name")
        else:
            self.check_attributes(tag, attributes)
        if tag == "text":
            self.texts += 1
            if self.texts > 1:
                self.problem("a second <text>; an article has one")
        self.open.append(_Element(tag, attributes, self.length, self.line))

    def check_attributes(self, tag: str, attributes: Mapping[str, str]) -> None:
        for name, value in attributes.items():
            if name not in _ATTRIBUTES[tag]:
                known = ", ".join(_ATTRIBUTES[tag]) or "none"
                self.problem(f"<{tag}> has no attribute {name!r} (it has: {known})")
            elif name in _FLAGS and value not in ("yes", "no"):
                self.problem(f"{name} is yes or no, not {value!r}")
            elif name == "nth" and not _NTH.fullmatch(value):
                self.problem(f"nth is a number from 1, not {value[:20]!r}")

    def end(self, _: str) -> None:
        element = self.open.pop()
        element.end = self.length
        self.elements[element.tag].append(element)
        if element.tag == "text":
            self.text = "".join(self.pieces)

    def characters(self, data: str) -> None:
        outer = [element.tag for element in self.open[:3]]  # whatever is deeper stands in a <p>
        if "text" not in outer:
            if data.strip():
                self.problem(f"words outside <text>: {data.strip()[:40]!r}")
            return
        if "p" not in outer and data.strip():
            self.problem(f"words outside <p>: {data.strip()[:40]!r}")
        if not self.pieces and outer[-1] == "text":
            data = data.removeprefix("\n")
        self.pieces.append(data)
        self.length += len(data)

    def problem(self, message: str) -> None:
        self.problems.append(Problem(message, self.line))

    def article(self) -> Article:
        """Build the article from the elements."""
        root = dict(self.root)
        quotes = tuple(self.quotes())
        return Article(
            id=root.pop("id", ""),
            source=root.pop("source", ""),
            meta=root,
            text=self.text.removesuffix("\n"),
            paragraphs=tuple(
                Paragraph(p.attributes.get("kind", ""), p.start, p.end, line=p.line)
                for p in self.elements["p"]
            ),
            entities=tuple(
                Entity(
                    *(e.attributes.get(name, "") for name in ("id", "type", "name")), line=e.line
                )
                for e in self.elements["entity"]
            ),
            quotes=quotes,
            nonspeech=tuple(
                Nonspeech(ns.attributes.get("type", ""), ns.start, ns.end, line=ns.line)
                for ns in self.ordered("ns")
            ),
            mentions=further_mentions(
                (
                    Mention(m.attributes.get("e", ""), m.start, m.end, line=m.line)
                    for m in self.ordered("m")
                ),
                quotes,
            ),
            stances=tuple(map(self.stance, self.elements["stance"])),
            line=self.article_line,
        )

    def ordered(self, tag: str) -> list[_Element]:
        """Elements by position; of two with the same extent the outer one first."""
        outer_first = reversed(self.elements[tag])  # they were kept as they ended
        return sorted(outer_first, key=lambda element: by_position((element.start, element.end)))

    def quotes(self) -> Iterator[QuoteAnnotation]:
        """Join the parts of each quote with its cues and sources."""
        parts: dict[str, list[_Element]] = defaultdict(list)
        for element in self.ordered("q"):
            parts[element.attributes.get("id", "")].append(element)
        links = {tag: self.linked(tag, parts.keys()) for tag in ("cue", "src")}
        for id_, elements in parts.items():
            attributes = self.joined(elements)
            yield QuoteAnnotation(
                id=id_,
                type=attributes.get("type", ""),
                by=attributes.get("by"),
                spans=tuple((element.start, element.end) for element in elements),
                cues=tuple(links["cue"][id_]),
                sources=tuple(links["src"][id_]),
                relay=attributes.get("relay") == "yes",
                optional=attributes.get("optional") == "yes",
                line=elements[0].line,
            )

    def linked(self, tag: str, quotes: Collection[str]) -> dict[str, list[Extent]]:
        """The extents of the cues or sources of each quote."""
        extents: dict[str, list[Extent]] = defaultdict(list)
        for element in self.ordered(tag):
            ids = element.attributes.get("q", "").split()
            if not ids:
                self.problems.append(
                    Problem(f"<{tag}> without q: which quote is it of?", element.line)
                )
            for id_ in ids:
                if id_ not in quotes:
                    self.problems.append(
                        Problem(f"<{tag} q={id_!r}>: there is no quote {id_!r}", element.line)
                    )
                extents[id_].append((element.start, element.end))
        return extents

    def joined(self, parts: list[_Element]) -> dict[str, str]:
        """The attributes of a quote, each of which any of its parts may give."""
        attributes: dict[str, str] = {}
        for part in parts:
            for name, value in part.attributes.items():
                if attributes.setdefault(name, value) != value:
                    self.problems.append(
                        Problem(
                            f"quote {part.attributes.get('id')!r} has {name}={value!r} here "
                            f"and {name}={attributes[name]!r} before",
                            part.line,
                        )
                    )
        return attributes

    def stance(self, element: _Element) -> StanceAnnotation:
        attributes = element.attributes
        return StanceAnnotation(
            holder=attributes.get("holder", ""),
            target=attributes.get("target", ""),
            label=attributes.get("label", ""),
            quote=attributes.get("q"),
            at=self.evidence(element) if "at" in attributes else None,
            optional=attributes.get("optional") == "yes",
            line=element.line,
        )

    def evidence(self, element: _Element) -> Extent | None:
        """Where the words of ``at`` stand: the first time, or the ``nth`` if that is given."""
        words, nth = element.attributes["at"], element.attributes.get("nth", "1")
        start = -1
        for _ in range(int(nth) if _NTH.fullmatch(nth) else 1):
            start = self.text.find(words, start + 1)
            if start < 0:
                self.problems.append(
                    Problem(f"the text has no {words[:60]!r} to be the evidence", element.line)
                )
                return None
        return start, start + len(words)
