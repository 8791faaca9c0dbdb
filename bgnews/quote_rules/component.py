"""The component ``bgnews_quote_rules``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example

from ..annotations import Quote, set_quotes
from .discourse import find_quotes
from .findings import Finding
from .follow import Introduction, find_introduction
from .interviews import answer, find_answers
from .labels import known_names
from .lexicon import Lexicon, load_lexicon
from .nonspeech import find_nonspeech
from .passage import Passage
from .runs import continue_run, join_runs

_SPOKEN_KINDS = frozenset({"title", "body"})


class QuoteRules:
    """Finds quotes, cues and sources by rules.

    Args:
        name: name of the component in the pipeline.
    """

    def __init__(self, name: str = "bgnews_quote_rules") -> None:
        self.name = name
        self.lexicon = load_lexicon()

    def __call__(self, doc: Doc) -> Doc:
        """Fill the span groups quotes, cues, sources and nonspeech; see ``bgnews.annotations``."""
        quotes, nonspeech = find_in_doc(doc, self.lexicon)
        set_quotes(doc, quotes)
        doc.spans["nonspeech"] = SpanGroup(doc, name="nonspeech", spans=nonspeech)
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Judge the quotes of predicted docs; see ``evaluation.scorer.score_quotes``."""
        from ..evaluation.scorer import score_quotes  # finding quotes does without what it needs

        return score_quotes(examples)


@Language.factory("bgnews_quote_rules", assigns=["doc._.quotes"])
def create_quote_rules(nlp: Language, name: str) -> QuoteRules:  # noqa: ARG001
    """Make the component; spaCy calls this."""
    return QuoteRules(name)


def find_in_doc(doc: Doc, lexicon: Lexicon) -> tuple[list[Quote], list[Span]]:
    """Find the quotes, and the words in quote marks that nobody said, without a change to the doc.

    Args:
        doc: an article of the bgnews tokenizer.
        lexicon: the words that the rules go by.

    Returns:
        The quotes in order of paragraph, without speakers, and the spans of words that nobody
        said, each labelled with its type.
    """
    quotes: list[Quote] = []
    nonspeech: list[Span] = []
    names = known_names(doc)
    passages = [Passage(paragraph) for paragraph in spoken_paragraphs(doc)]
    answers = find_answers(passages)
    continued = join_runs(passages) | answers.further
    introduction: Introduction | None = None
    for index, passage in enumerate(passages):
        findings = [
            finding
            for finding in find_quotes(passage, lexicon, names)
            if all(map(passage.has_words, finding.spans))
        ]
        if index in answers.first or index in answers.further:
            findings = [answer(passage), *findings]
        found = [
            _quote(passage, finding, f"q{index}.{number}", lexicon.scores[finding.rule])
            for number, finding in enumerate(findings)
        ]
        if introduction:
            found = [introduction.apply(quote, passage) for quote in found]
        if index in continued:
            continue_run(quotes, found, passages[index - 1])
        else:
            quotes += found
        introduction = find_introduction(passage, lexicon)
        nonspeech += (
            _labelled(passage.span(extent), label)
            for extent, label in find_nonspeech(passage, findings, lexicon)
        )
    return [replace(quote, id=f"q{i}") for i, quote in enumerate(quotes, 1)], nonspeech


def _quote(passage: Passage, finding: Finding, id_: str, score: float) -> Quote:
    return Quote(
        id=id_,
        type=finding.type,
        spans=tuple(passage.span(extent) for extent in finding.spans),
        cue=passage.span(finding.cue) if finding.cue else None,
        source=passage.span(finding.source) if finding.source else None,
        relay=finding.relay,
        score=score,
    )


def _labelled(span: Span, label: str) -> Span:
    return Span(span.doc, span.start, span.end, label=label)


def spoken_paragraphs(doc: Doc) -> Iterator[Span]:
    """The titles and body paragraphs; the lines, if nobody told the paragraphs apart."""
    if "paragraphs" in doc.spans:
        yield from (span for span in doc.spans["paragraphs"] if span.label_ in _SPOKEN_KINDS)
        return
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield Span(doc, start, token.i, label="body")
            start = token.i + 1
    if start < len(doc):
        yield Span(doc, start, len(doc), label="body")
