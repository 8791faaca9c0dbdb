"""The output record: an analysed article as plain data, one JSON object a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from .annotations import Quote, Stance
    from .cleaning import CleanText

Record = dict[str, Any]

# Lone surrogates cannot be encoded; the others are line ends to some readers, or unseen controls.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

# A drop capital alone on its line, or a quote mark, before the word it was torn off.
_TORN = re.compile(r"(?:[„“”\"«]?[^\W\d_]|[„«])\s*\n\s*(?=\S)")


def model_name(nlp: Language) -> str:
    """Name and version of a pipeline as records give them, such as ``bg_news_sm-0.1.0``."""
    return "{lang}_{name}-{version}".format(**nlp.meta)


def to_record(doc: Doc, id: str, model: str) -> Record:  # noqa: A002
    """Make the output record of one article.

    Args:
        doc: an analysed article; without quotes, paragraphs or cleaning those fields are empty.
        id: what tells the article from others.
        model: the pipeline that made the doc; see ``model_name``.

    Returns:
        The record: only lists, dicts, strings, numbers, booleans and None. Offsets count code
        points, ends are exclusive; ``start`` and ``end`` refer to ``text``, ``raw_start`` and
        ``raw_end`` to the article as it was given.
    """
    from .annotations import (  # needs spaCy, which dumps does without
        get_clean,
        get_quotes,
        get_stances,
    )

    clean = get_clean(doc)
    return {
        "id": id,
        "text": doc.text,
        "model": model,
        "paragraphs": [
            {**_span(span, clean), "kind": span.label_} for span in _group(doc, "paragraphs")
        ],
        "edits": [
            {
                "raw_start": edit.raw_start,
                "raw_end": edit.raw_end,
                "before": edit.before,
                "after": edit.after,
                "kind": edit.kind,
            }
            for edit in clean.edits
        ],
        "quotes": [_quote(quote, clean) for quote in get_quotes(doc)],
        "nonspeech": [
            {**_phrase(span, clean), "type": span.label_} for span in _group(doc, "nonspeech")
        ],
        "stances": [_stance(stance, clean) for stance in get_stances(doc)],
    }


def dumps(record: Record) -> str:
    """The record as one line of JSON, without the line end.

    Letters stay readable. Lone surrogates and line separators are escaped, so that the line can
    be written as UTF-8 and no reader of lines breaks it.
    """
    return _ESCAPED.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(record, ensure_ascii=False)
    )


def _quote(quote: Quote, clean: CleanText) -> Record:
    return {
        "id": quote.id,
        "type": quote.type,
        "spans": [_phrase(span, clean) for span in quote.spans],
        "cue": None if quote.cue is None else _phrase(quote.cue, clean),
        "source": None if quote.source is None else _phrase(quote.source, clean),
        "speaker": quote.speaker,
        "speaker_score": quote.speaker_score,
        "relay": quote.relay,
        "score": quote.score,
    }


def _stance(stance: Stance, clean: CleanText) -> Record:
    target_span = stance.target_span
    return {
        "holder": stance.holder,
        "target": stance.target,
        "label": stance.label,
        "score": stance.score,
        "quote": stance.quote,
        "evidence": _phrase(stance.evidence, clean),
        "target_span": None if target_span is None else _phrase(target_span, clean),
    }


def _phrase(span: Span, clean: CleanText) -> Record:
    """A span that is annotated; a torn drop capital stays outside, as the guidelines say."""
    found = _span(span, clean)
    if torn := _TORN.match(clean.raw, found["raw_start"], found["raw_end"]):
        found["raw_start"] = torn.end()
    return found


def _span(span: Span, clean: CleanText) -> Record:
    raw_start, raw_end = clean.to_raw(span.start_char, span.end_char)
    return {
        "start": span.start_char,
        "end": span.end_char,
        "raw_start": raw_start,
        "raw_end": raw_end,
        "text": span.text,
    }


def _group(doc: Doc, key: str) -> list[Span]:
    return list(doc.spans[key]) if key in doc.spans else []
