"""Judges quotes: content, type, cue, source, speaker, and words in marks that nobody said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..corpus.article import QUOTE_TYPES, Article, Extent, QuoteAnnotation
from ..corpus.sources import SourceKind, source_kind
from .counts import Counts
from .matching import MATCH, Text, assignment, overlap, similarity
from .names import same_name
from .prediction import PredictedQuote, Prediction

# Of two gold quotes that a predicted one fits alike, the one of its type is preferred.
_SAME_TYPE = 0.01


@dataclass
class QuoteScores:
    """The counts of each metric, over all articles added.

    Relays, and quotes that are optional in the gold annotation, are neither asked for nor held
    against whoever finds them; relays have a metric of their own.

    Attributes:
        counts: by name of the metric. ``content_match`` wants half of the words (token F1 0.5),
            ``content_exact`` the same extent but for marks and punctuation at the edges,
            ``content_overlap`` counts words; ``attribution`` wants the right speaker of a matched
            quote, none where the gold annotation has none.
        by_source: attribution by what the text has for the source, see ``corpus.sources``;
            ``predicted`` is how many of the gold quotes were matched.
        same_type: of the matched quotes, how many have the right type.
        errors: what is wrong, for people to read.
    """

    counts: dict[str, Counts] = field(default_factory=dict)
    by_source: dict[SourceKind, Counts] = field(default_factory=dict)
    same_type: int = 0
    matched: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, gold: Article, predicted: Prediction) -> None:
        """Count what was found in one article."""
        _QuotesOfArticle(self, gold, predicted).score()

    def count(self, metric: str) -> Counts:
        """The counts of a metric."""
        return self.counts.setdefault(metric, Counts())

    @property
    def type_accuracy(self) -> float:
        """How many of the matched quotes have the right type, from 0 to 1."""
        return self.same_type / self.matched if self.matched else 0.0


class _QuotesOfArticle:
    def __init__(self, scores: QuoteScores, gold: Article, prediction: Prediction) -> None:
        self.scores, self.article, self.prediction = scores, gold, prediction
        self.text = Text(gold.text)
        quotes = gold.quotes
        self.gold = [quote for quote in quotes if not quote.relay and not quote.optional]
        self.relays = [quote for quote in quotes if quote.relay]
        self.optional = [quote for quote in quotes if quote.optional and not quote.relay]
        self.all_gold = [*self.gold, *self.relays, *self.optional]
        self.predicted = prediction.quotes
        self.predicted_words = [self.text.words_in(quote.spans) for quote in self.predicted]
        self.gold_words = [self.text.words_in(quote.spans) for quote in self.all_gold]

    def score(self) -> None:
        self.pair()
        self.score_content()
        self.score_type()
        self.score_attribution()
        self.score_links("cue", "cues")
        self.score_links("source", "sources")
        self.score_nonspeech()

    def pair(self) -> None:
        """Pair each predicted quote with the gold one that it is, relays apart."""
        scores = similarity(self.predicted_words, self.gold_words)
        for i, quote in enumerate(self.predicted):
            for j, other in enumerate(self.all_gold):
                if quote.type == other.type and self.predicted_words[i] and self.gold_words[j]:
                    scores[i, j] += _SAME_TYPE
        pairs = assignment(scores)
        close = {i for i, j in pairs.items() if scores[i, j] >= MATCH}
        relays = range(len(self.gold), len(self.gold) + len(self.relays))
        found = sum(pairs[i] in relays and self.predicted[i].relay for i in close)
        self.scores.count("relay").add(
            found, sum(quote.relay for quote in self.predicted), len(self.relays)
        )
        unasked = {i for i in close if pairs[i] >= len(self.gold)}
        unasked |= {i for i, q in enumerate(self.predicted) if q.relay and i not in pairs}
        self.live = [i for i in range(len(self.predicted)) if i not in unasked]
        self.pairs = {i: j for i, j in pairs.items() if j < len(self.gold) and i not in unasked}
        self.close = {i: j for i, j in self.pairs.items() if i in close}

    def score_content(self) -> None:
        exact = {i: j for i, j in self.pairs.items() if self.same_content(i, j)}
        for metric, right in (("content_match", self.close), ("content_exact", exact)):
            self.scores.count(metric).add(len(right), len(self.live), len(self.gold))
            for type_ in QUOTE_TYPES:
                self.scores.count(f"{metric}_{type_}").add(
                    sum(self.types(i, j) == (type_, type_) for i, j in right.items()),
                    sum(self.predicted[i].type == type_ for i in self.live),
                    sum(quote.type == type_ for quote in self.gold),
                )
        self.scores.count("content_overlap").add(
            sum(len(self.predicted_words[i] & self.gold_words[j]) for i, j in self.pairs.items()),
            sum(len(self.predicted_words[i]) for i in self.live),
            sum(map(len, self.gold_words[: len(self.gold)])),
        )
        self.report_content()

    def same_content(self, i: int, j: int) -> bool:
        trimmed = self.text.all_trimmed
        return trimmed(self.predicted[i].spans) == trimmed(self.gold[j].spans)

    def types(self, i: int, j: int) -> tuple[str, str]:
        return self.predicted[i].type, self.gold[j].type

    def report_content(self) -> None:
        for j in sorted(set(range(len(self.gold))) - set(self.close.values())):
            self.error(f"missed {self.gold[j].type}", self.gold[j])
        for i in self.live:
            if i not in self.close:
                self.error(f"spurious {self.predicted[i].type}", self.predicted[i])

    def error(self, what: str, quote: QuoteAnnotation | PredictedQuote) -> None:
        start, end = quote.spans[0]
        words = self.article.text[start:end]
        self.scores.errors.append(f"{self.article.id} {what}: {words[:110]!r}")

    def score_type(self) -> None:
        self.scores.matched += len(self.close)
        self.scores.same_type += sum(
            predicted == gold
            for predicted, gold in (self.types(i, j) for i, j in self.close.items())
        )

    def score_attribution(self) -> None:
        right = 0
        for quote in self.gold:
            self.of_source(quote).gold += 1
        for i, j in self.close.items():
            if self.right_speaker(self.predicted[i].speaker, self.gold[j].by):
                right += 1
                self.of_source(self.gold[j]).add(1, 1, 0)
                continue
            self.of_source(self.gold[j]).add(0, 1, 0)
            entity = self.article.entity(self.gold[j].by)
            speakers = f"{self.predicted[i].speaker!r} for {entity.name if entity else None!r}"
            self.error(f"speaker {speakers}", self.gold[j])
        self.scores.count("attribution").add(right, len(self.live), len(self.gold))

    def of_source(self, quote: QuoteAnnotation) -> Counts:
        return self.scores.by_source.setdefault(source_kind(self.article, quote), Counts())

    def right_speaker(self, speaker: str | None, by: str | None) -> bool:
        entity = self.article.entity(by)
        if entity is None or not speaker:
            return entity is None and not speaker
        return same_name(speaker, self.article.names_of(entity.id), entity.type)

    def score_links(self, metric: str, role: str) -> None:
        predicted, gold = self.extents(self.predicted, role), self.extents(self.all_gold, role)
        exact = self.scores.count(f"{metric}_exact")
        exact.add(len(predicted & gold), len(predicted), len(gold))
        self.scores.count(f"{metric}_overlap").add_matches(predicted, gold, overlap)

    def extents(self, quotes: Sequence[QuoteAnnotation | PredictedQuote], role: str) -> set[Extent]:
        return {self.text.trimmed(extent) for quote in quotes for extent in getattr(quote, role)}

    def score_nonspeech(self) -> None:
        self.scores.count("nonspeech").add_matches(
            [self.text.trimmed(extent) for extent in self.prediction.nonspeech],
            [self.text.trimmed((found.start, found.end)) for found in self.article.nonspeech],
            lambda one, other: one == other,
        )
