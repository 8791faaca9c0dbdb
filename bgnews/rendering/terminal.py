"""An analysed article on the terminal: what was repaired, who says what and stands for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..cleaning import CleanText
from ..records import Record
from .changes import (
    HINT_STYLE,
    Change,
    change_text,
    changes,
    counted,
    edit_kinds,
    shortened,
    visible,
)

_SHOWN_PARAGRAPHS = ("title", "body")
_EXAMPLES = 3  # changes shown of each kind
_LONGEST_EXAMPLE = 28
_TYPE_STYLES = {"direct": "green", "mixed": "yellow", "indirect": "blue"}
_LABEL_STYLES = {"support": "green", "oppose": "red", "neutral": HINT_STYLE}
_LONGEST_EVIDENCE = 120
_LIKELY = 0.2  # what has a lower score is rather wrong, and only counted


def article_view(record: Record, clean: CleanText) -> RenderableType:
    """Show one article for reading.

    Args:
        record: its output record.
        clean: what cleaning did to it.

    Returns:
        Something that a rich console prints, at any width.
    """
    parts: list[RenderableType] = [
        Rule(Text(visible(record["id"]), "bold"), align="left"),
        *(Text(visible(text), "bold") for text in _titles(record)),
    ]
    if clean.edits:
        parts += [_heading("Repaired", counted(edit_kinds(clean))), _repairs(clean)]
    hidden = [item for item in record["paragraphs"] if item["kind"] not in _SHOWN_PARAGRAPHS]
    if hidden:
        kinds = Counter(item["kind"] for item in hidden)
        parts += [_heading("Not part of the article", counted(kinds)), _hidden(hidden)]
    parts += [_heading("Who says what", _quote_summary(record["quotes"]))]
    if record["quotes"]:
        parts.append(_quotes(record["quotes"]))
    likely = [stance for stance in record["stances"] if stance["score"] >= _LIKELY]
    if record["stances"]:
        unlikely = len(record["stances"]) - len(likely)
        parts += [_heading("Who stands for what", _stance_summary(likely, unlikely))]
    if likely:
        parts.append(_stances(likely))
    if record["nonspeech"]:
        parts += [_heading("In quote marks, said by nobody", ""), _nonspeech(record["nonspeech"])]
    return Group(*parts, Text())


def _titles(record: Record) -> Iterator[str]:
    return (item["text"] for item in record["paragraphs"][:1] if item["kind"] == "title")


def _heading(name: str, summary: str) -> Text:
    return Text.assemble("\n", (name, "bold cyan"), "  ", (summary, HINT_STYLE))


def _repairs(clean: CleanText) -> RenderableType:
    by_kind: dict[str, list[Change]] = {}
    for change in changes(clean):
        by_kind.setdefault(change.kind, []).append(change)
    table = _grid()
    for kind, found in by_kind.items():
        examples = [_example(clean, change) for change in found[:_EXAMPLES]]
        more = len(found) - len(examples)
        if more:
            examples.append(Text(f"and {more} more", HINT_STYLE))
        table.add_row(kind.replace("_", " ").replace("+", " + "), Text(",  ").join(examples))
    return table


def _example(clean: CleanText, change: Change) -> Text:
    before, after = (shortened(text, _LONGEST_EXAMPLE) for text in change_text(clean, change))
    return Text.assemble(before, (" → ", HINT_STYLE), after)


def _hidden(paragraphs: Sequence[dict[str, Any]]) -> RenderableType:
    table = _grid()
    for (kind, text), same in groupby(paragraphs, lambda item: (item["kind"], item["text"])):
        times = len(list(same))
        line = Text(visible(text), no_wrap=True, overflow="ellipsis")
        table.add_row(kind if times == 1 else f"{kind} ×{times}", line)
    return table


def _quote_summary(quotes: Sequence[dict[str, Any]]) -> str:
    if not quotes:
        return "no quotes found"
    speakers = {quote["speaker"] for quote in quotes if quote["speaker"]}
    return f"{_plural(len(quotes), 'quote')}, {_plural(len(speakers), 'speaker')}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _quotes(quotes: Iterable[dict[str, Any]]) -> RenderableType:
    table = _table()
    table.add_column("speaker", ratio=4)
    table.add_column("cue, source", ratio=5, style=HINT_STYLE)
    table.add_column("type", min_width=8)
    table.add_column("quote", ratio=11)
    for quote in quotes:
        table.add_row(_speaker(quote), _attribution(quote), _type(quote), _content(quote))
    return table


def _speaker(quote: dict[str, Any]) -> Text:
    name = quote["speaker"]
    return Text(visible(name), "bold") if name else Text("?", "bold red")


def _attribution(quote: dict[str, Any]) -> str:
    """Cue and source in the order of the text."""
    spans = [span for span in (quote["cue"], quote["source"]) if span]
    return " ".join(visible(span["text"]) for span in sorted(spans, key=lambda span: span["start"]))


def _content(quote: dict[str, Any]) -> str:
    content = " … ".join(visible(span["text"]) for span in quote["spans"])
    return f"„{content}“" if quote["type"] == "direct" else content


def _type(quote: dict[str, Any]) -> Text:
    text = Text(quote["type"], _TYPE_STYLES.get(quote["type"], ""))
    if quote["relay"]:
        text.append("\nrelay", HINT_STYLE)
    return text


def _stance_summary(likely: Sequence[dict[str, Any]], unlikely: int) -> str:
    counts = [counted(Counter(stance["label"] for stance in likely))] if likely else []
    return ", ".join(counts + [f"{unlikely} unlikely"] * bool(unlikely))


def _stances(stances: Sequence[dict[str, Any]]) -> RenderableType:
    """A row for each; those of one holder towards one target stand together."""
    table = _table()
    table.add_column("holder", ratio=4)
    table.add_column("stance", min_width=8)
    table.add_column("target", ratio=5)
    table.add_column("evidence", ratio=11, style=HINT_STYLE)
    by_pair: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for stance in stances:
        by_pair.setdefault((stance["holder"], stance["target"]), []).append(stance)
    for stance in chain.from_iterable(by_pair.values()):
        table.add_row(
            Text(visible(stance["holder"]), "bold"),
            _label(stance),
            visible(stance["target"]),
            shortened(Text(visible(stance["evidence"]["text"])), _LONGEST_EVIDENCE),
        )
    return table


def _label(stance: dict[str, Any]) -> Text:
    label, score = stance["label"], f"{stance['score']:.2f}"
    return Text.assemble((label, _LABEL_STYLES[label]), "\n", (score, HINT_STYLE))


def _nonspeech(spans: Iterable[dict[str, Any]]) -> RenderableType:
    table = _grid()
    for type_, same in groupby(sorted(spans, key=_type_of), _type_of):
        table.add_row(type_, ",  ".join(f"„{visible(span['text'])}“" for span in same))
    return table


def _type_of(span: dict[str, Any]) -> str:
    return span["type"]


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True, show_edge=False)


def _grid() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style=HINT_STYLE, no_wrap=True)
    table.add_column()
    return table
