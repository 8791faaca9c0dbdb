"""What brat needs to show and change the annotation: annotation.conf and visual.conf."""

from __future__ import annotations

from ...annotations import QUOTE_TYPES
from .graph import ALL_LABELS, FLAGS, LABELS, LINKS

_COLOURS = {
    "quote": "#ffd480",
    "cue": "#ff9a9a",
    "entity": "#9cc9e8",
    "evidence": "#b5d8b0",
    "nonspeech": "#d3bfe6",
    "paragraph": "#e4e4e4",
}


def _annotation_conf() -> str:
    # A group that cannot be chosen itself begins with "!", its labels are indented.
    spans = [
        line
        for kind, labels in LABELS.items()
        for line in (f"!{kind.capitalize()}", *(f"\t{label}" for label in labels))
    ]
    relations = [
        f"{label}\tArg1:{'|'.join(sources)}, Arg2:{'|'.join(targets)}"
        for label, (sources, targets) in LINKS.items()
    ]
    flags = [f"{flag}\tArg:{'|'.join(QUOTE_TYPES)}" for flag in FLAGS]
    return _sections(
        {
            "entities": spans,
            "relations": ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", *relations],
            "events": [],
            "attributes": flags,
        }
    )


def _visual_conf() -> str:
    colours = [
        f"{label}\tbgColor:{_COLOURS[kind]}, borderColor:darken"
        for kind, labels in LABELS.items()
        for label in labels
    ]
    flags = [f"{flag}\tglyph:{flag[0].upper()}, position:right" for flag in FLAGS]
    names = [f"{label} | {label} | {label[:3]}" for label in dict.fromkeys((*ALL_LABELS, *LINKS))]
    arrows = "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5"
    return _sections({"labels": names, "drawing": [arrows, *colours, *flags]})


def _sections(sections: dict[str, list[str]]) -> str:
    lines = [line for name, content in sections.items() for line in (f"[{name}]", *content)]
    return "".join(f"{line}\n" for line in lines)


ANNOTATION_CONF = _annotation_conf()
VISUAL_CONF = _visual_conf()
