"""Label Studio: the JSON that it imports and exports (not JSON-MIN, which has no relations).

Make a project with ``labelling_config()``. The labels are those of ``graph``; flags are choices of
a region, and the name of an entity is typed at the region of its first mention.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from ...annotations import QUOTE_TYPES
from ...files import unpacked
from ..article import ENTITY_TYPES, Article
from .format import Format, Item, failure
from .from_graph import graph_item
from .graph import (
    EVIDENCE,
    FLAGS,
    LABELS,
    LINKS,
    Graph,
    Link,
    Node,
    listed_entities,
    malformed,
    strings,
)
from .to_graph import to_graph

_COLOURS = {
    "quote": "#f2b134",
    "cue": "#d1495b",
    "entity": "#2e86ab",
    "evidence": "#66a182",
    "nonspeech": "#8d6a9f",
    "paragraph": "#b8b8b8",
}
_LABELS, _FLAGS, _NAME, _TEXT = "labels", "flags", "name", "text"


def labelling_config() -> str:
    """The labelling interface of a project, as XML."""
    labels = [
        f"    <Label value={quoteattr(label)} background={quoteattr(_COLOURS[kind])}/>"
        for kind, group in LABELS.items()
        for label in group
    ]
    quotes = ",".join(QUOTE_TYPES)
    named = ",".join((*ENTITY_TYPES, *QUOTE_TYPES, *EVIDENCE))
    return "\n".join(
        [
            "<View>",
            "  <Style>.htx-text { white-space: pre-wrap; }</Style>",
            "  <Relations>",
            *(f"    <Relation value={quoteattr(link)}/>" for link in LINKS),
            "  </Relations>",
            f'  <Labels name="{_LABELS}" toName="{_TEXT}">',
            *labels,
            "  </Labels>",
            f'  <Text name="{_TEXT}" value="$text" granularity="symbol"/>',
            f'  <Choices name="{_FLAGS}" toName="{_TEXT}" perRegion="true" choice="multiple"'
            f' visibleWhen="region-selected" whenTagName="{_LABELS}" whenLabelValue="{quotes}">',
            *(f"    <Choice value={quoteattr(flag)}/>" for flag in FLAGS),
            "  </Choices>",
            f'  <TextArea name="{_NAME}" toName="{_TEXT}" perRegion="true" editable="true"'
            f' maxSubmissions="1" rows="1" placeholder="Name of the entity"'
            f' visibleWhen="region-selected" whenTagName="{_LABELS}" whenLabelValue="{named}"/>',
            "</View>",
            "",
        ]
    )


def read(path: Path) -> Iterator[Item]:
    """Yield the article of each task, by its annotation that is ground truth, or its last."""
    with path.open("rb") as file, unpacked(path, file, "rb") as stream:
        content = stream.read()
    try:
        tasks = json.loads(content)
    except (ValueError, RecursionError) as error:
        yield failure(path, f"not JSON: {error}")
        return
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], start=1):
        if not isinstance(task, dict):
            yield failure(path, f"task {number} is no JSON object; export as JSON")
            continue
        where = f"task {task.get('id', number)}: "
        try:
            yield graph_item(path, _graph(task, f"{path.stem}-{number}"), where)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            yield failure(path, where + malformed(error))


def write(articles: Iterable[Article], path: Path) -> None:
    """Write a list of tasks, one for each article.

    Raises:
        ValueError: if an annotation refers to what is not there.
    """
    tasks = [_task(to_graph(article, discontinuous=False)) for article in articles]
    with path.open("wb") as file, unpacked(path, file, "wb") as stream:
        # Escaped, as lone surrogates could not be written otherwise.
        stream.write(f"{json.dumps(tasks, indent=1)}\n".encode())


def _task(graph: Graph) -> dict[str, Any]:
    regions = [region for node in graph.nodes for region in _regions(node, graph.text)]
    relations = [
        {
            "from_id": link.source,
            "to_id": link.target,
            "type": "relation",
            "direction": "right",
            "labels": [link.label],
        }
        for link in graph.links
    ]
    return {
        "data": {"text": graph.text, **graph.facts()},
        "annotations": [{"result": [*regions, *relations]}],
    }


def _regions(node: Node, text: str) -> Iterator[dict[str, Any]]:
    """What Label Studio has of a node: its label, and what was chosen or typed for it."""
    ((start, end),) = node.extents

    def result(name: str, type_: str, value: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "id": node.key,
            "from_name": name,
            "to_name": _TEXT,
            "type": type_,
            "value": {"start": start, "end": end, "text": text[start:end], **value},
        }

    yield result(_LABELS, "labels", {"labels": [node.label]})
    if node.flags:
        chosen = [flag for flag in FLAGS if flag in node.flags]
        yield result(_FLAGS, "choices", {"choices": chosen})
    if node.name:
        yield result(_NAME, "textarea", {"text": [node.name]})


def _graph(task: Mapping[str, Any], id_: str) -> Graph:
    if "annotations" not in task:
        raise ValueError("it has no 'annotations'; export as JSON, not as JSON-MIN or CSV")
    data = task["data"]
    graph = Graph(
        id=str(data.get("id") or id_),
        text=data["text"],
        source=str(data.get("source") or ""),
        meta=strings(data.get("meta")),
        entities=listed_entities(data.get("entities")),
    )
    results: dict[str, list[Any]] = defaultdict(list)
    for result in _annotation(task)["result"]:
        results[result["type"]].append(result)
    if others := results.keys() - {"labels", "choices", "textarea", "relation"}:
        raise ValueError(f"it has {', '.join(sorted(others))}, which is no labelling of plain text")
    flags = _of_regions(results["choices"], _FLAGS, "choices")
    names = _of_regions(results["textarea"], _NAME, "text")
    for region in results["labels"]:
        key = region["id"]
        graph.nodes.append(_node(region, graph.text, flags.get(key, ()), names.get(key, ())))
    graph.links += (link for relation in results["relation"] for link in _links(relation))
    return graph


def _of_regions(results: Iterable[Mapping[str, Any]], name: str, field: str) -> dict[str, Any]:
    """What was chosen or typed for regions with the control of this name; others are not ours."""
    return {
        result["id"]: result["value"][field]
        for result in results
        if result.get("from_name") == name
    }


def _annotation(task: Mapping[str, Any]) -> Mapping[str, Any]:
    done = [found for found in task["annotations"] if not found.get("was_cancelled")]
    if not done:
        raise ValueError("nobody has annotated it; leave it out of the export")
    return next((found for found in done if found.get("ground_truth")), done[-1])


def _node(
    region: Mapping[str, Any], text: str, flags: Iterable[str], names: str | Iterable[str]
) -> Node:
    value = region["value"]
    start, end = value["start"], value["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError(f"offsets of plain text are whole numbers, not {start!r} and {end!r}")
    if len(labels := value["labels"]) != 1:
        raise ValueError(f"region {region['id']!r} has the labels {labels}; give it one")
    words = value.get("text")
    if words is not None and _letters(words) != _letters(text[start:end]):
        raise ValueError(
            f"region {region['id']!r} is {words[:40]!r}, but the text has {text[start:end][:40]!r} "
            f"at {start}-{end}"
        )
    name = names if isinstance(names, str) else " ".join(names)
    return Node(region["id"], labels[0], ((start, end),), frozenset(flags), name)


def _letters(words: str) -> str:
    """The words as far as Label Studio keeps them: it writes line breaks and blanks in its way."""
    return "".join(words.replace("\\n", " ").split())


def _links(relation: Mapping[str, Any]) -> Iterator[Link]:
    labels = relation.get("labels")
    if not labels:
        raise ValueError(
            f"the relation from {relation['from_id']!r} to {relation['to_id']!r} has no label; "
            f"choose one of {', '.join(LINKS)}"
        )
    for label in labels:
        yield Link(label, relation["from_id"], relation["to_id"])


LABEL_STUDIO = Format(".json", read, write)
