"""Drafts of annotation: what a pipeline finds, as annotated articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.command import run

import bgnews
from bgnews.corpus import Entity, check, draft, read_articles
from bgnews.evaluation import from_annotation, from_record
from bgnews.evaluation.prediction import PredictedQuote
from bgnews.records import to_record

CORPUS = Path(__file__).parent.parent.parent / "corpus"
FILES = [CORPUS / "authored" / f"{name}-0{n}.xml" for name in ("brief", "war") for n in range(1, 6)]


def described(quote: PredictedQuote, text: str) -> tuple[object, ...]:
    """A quote without line breaks, which a draft has no annotation across."""
    content = "".join(text[start:end] for start, end in quote.spans)
    return "".join(content.split()), quote.cues, quote.sources, quote.speaker, quote.type


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_draft_is_well_formed_and_says_what_was_found(file: Path) -> None:
    (article,) = read_articles([file])
    record = to_record(bgnews.load("sm")(article.text), article.id, "")
    found = draft(record, article.text)
    assert [problem.message for problem in check(found)] == []
    one, other = from_annotation(found), from_record(record)
    assert [described(quote, article.text) for quote in one.quotes] == [
        described(quote, article.text) for quote in other.quotes
    ]
    assert len(one.nonspeech) == len(other.nonspeech)
    assert found.text == article.text


def test_most_stances_are_kept() -> None:
    nlp, kept, found = bgnews.load("sm"), 0, 0
    for article in read_articles(FILES):
        record = to_record(nlp(article.text), article.id, "")
        kept += len(draft(record, article.text).stances)
        found += len(record["stances"])
    assert kept > 0.6 * found > 0


def test_the_command(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("„Няма да подпиша“, заяви кметът Иван Койчев.", encoding="utf-8")
    outcome = run("corpus", "draft", page, "--output", tmp_path / "drafts", "--to", "xml")
    assert outcome.code == 0, outcome.errors
    (article,) = read_articles([tmp_path / "drafts"])
    (quote,) = article.quotes
    assert article.entity(quote.by) == Entity("e1", "PER", "Иван Койчев")
