"""Judges quotes: content, type, cue, source, speaker, and words in marks that nobody said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..annotations import QUOTE_TYPES
from ..corpus.sources import SourceKind, source_kind
from .calibration import Calibration
from .confusion import Confusion
from .counts import Counts
from .marked import NONSPEECH, SPEECH, speech_or_not
from .matching import overlap
from .pairing import RELAY, ROLES, AnyQuote, Pairing, type_or_relay

#: What a quote is confused with where nothing matches it.
NO_QUOTE = "none"


@dataclass
class QuoteScores:
    """The counts of each metric, over all articles added.

    Relays, and quotes that are optional in the gold annotation, are neither asked for nor held
    against whoever finds them; relays have a metric of their own.

    Attributes:
        counts: by name of the metric. ``content_match`` wants half of the words (token F1 0.5),
            ``content_exact`` the same extent but for marks and punctuation at the edges,
            ``whole_quote`` also type, cue and source; ``content_overlap`` counts words;
            ``cue_link`` and ``source_link`` want the extent that belongs to the matched quote;
            ``attribution`` wants the right speaker of a matched quote, none where the gold
            annotation has none.
        by_source: attribution by what the text has for the source, see ``corpus.sources``;
            ``predicted`` is how many of the gold quotes were matched.
        matched: how many quotes are matched.
        right: of these, how many have the right ``type``, ``cue`` and ``source``.
        types: what was taken for what, relays among them.
        speech: whether stretches in quote marks are speech.
        calibration: the scores of quotes, and whether their content matches.
        errors: what is wrong, for people to read.
    """

    counts: dict[str, Counts] = field(default_factory=dict)
    by_source: dict[SourceKind, Counts] = field(default_factory=dict)
    matched: int = 0
    right: Counter[str] = field(default_factory=Counter)
    types: Confusion = field(default_factory=lambda: Confusion((*QUOTE_TYPES, RELAY, NO_QUOTE)))
    speech: Confusion = field(default_factory=lambda: Confusion((SPEECH, NONSPEECH)))
    calibration: Calibration = field(default_factory=Calibration)
    errors: list[str] = field(default_factory=list)

    def add(self, pairing: Pairing) -> None:
        """Count what was found in one article."""
        self._add_content(pairing)
        self._add_relays(pairing)
        self._add_types(pairing)
        self._add_attribution(pairing)
        for metric, role in ROLES:
            self._add_role(pairing, metric, role)
            self._add_links(pairing, metric, role)
        self._add_nonspeech(pairing)
        for gold, predicted in speech_or_not(pairing):
            self.speech.add(gold, predicted)
        for i in pairing.live:
            score = pairing.predicted[i].score
            if score is not None:
                self.calibration.add(score, i in pairing.close)

    def count(self, metric: str) -> Counts:
        """The counts of a metric."""
        return self.counts.setdefault(metric, Counts())

    def accuracy(self, what: str) -> float:
        """How many of the matched quotes have the right type, cue or source, from 0 to 1."""
        return self.right[what] / self.matched if self.matched else 0.0

    def _add_content(self, pairing: Pairing) -> None:
        exact = {i: j for i, j in pairing.pairs.items() if pairing.same_content(i, j)}
        whole = {i: j for i, j in exact.items() if _same_whole(pairing, i, j)}
        self._add_by_type(pairing, "content_match", pairing.close)
        self._add_by_type(pairing, "content_exact", exact)
        self._add_by_type(pairing, "whole_quote", whole)
        words, gold_words = pairing.predicted_words, pairing.gold_words
        self.count("content_overlap").add(
            sum(len(words[i] & gold_words[j]) for i, j in pairing.pairs.items()),
            sum(len(words[i]) for i in pairing.live),
            sum(map(len, gold_words[: pairing.asked])),
        )
        for j in pairing.missed:
            if j < pairing.asked:
                self._add_error(pairing, f"missed {pairing.gold[j].type}", pairing.gold[j])
        for i in pairing.live:
            if i not in pairing.close:
                quote = pairing.predicted[i]
                self._add_error(pairing, f"spurious {quote.type}", quote)

    def _add_by_type(self, pairing: Pairing, metric: str, right: Mapping[int, int]) -> None:
        live = [pairing.predicted[i].type for i in pairing.live]
        asked = [quote.type for quote in pairing.gold[: pairing.asked]]
        self.count(metric).add(len(right), len(live), len(asked))
        pairs = [pairing.types(i, j) for i, j in right.items()]
        for type_ in QUOTE_TYPES:
            self.count(f"{metric}_{type_}").add(
                pairs.count((type_, type_)), live.count(type_), asked.count(type_)
            )

    def _add_relays(self, pairing: Pairing) -> None:
        self.count("relay").add(
            sum(
                pairing.predicted[i].relay and pairing.gold[j].relay
                for i, j in pairing.matched.items()
            ),
            sum(quote.relay for quote in pairing.predicted),
            pairing.wanted - pairing.asked,
        )

    def _add_types(self, pairing: Pairing) -> None:
        for i, j in pairing.matched.items():
            if j < pairing.wanted:
                self.types.add(type_or_relay(pairing.gold[j]), type_or_relay(pairing.predicted[i]))
        for j in pairing.missed:
            self.types.add(type_or_relay(pairing.gold[j]), NO_QUOTE)
        for i in pairing.spurious:
            self.types.add(NO_QUOTE, type_or_relay(pairing.predicted[i]))
        self.matched += len(pairing.close)
        for i, j in pairing.close.items():
            predicted, gold = pairing.types(i, j)
            self.right["type"] += predicted == gold

    def _add_attribution(self, pairing: Pairing) -> None:
        by_source = [self._of_source(pairing, j) for j in range(pairing.asked)]
        for counts in by_source:
            counts.gold += 1
        right = 0
        for i, j in pairing.close.items():
            same = pairing.same_speaker(i, j)
            by_source[j].add(same, 1, 0)
            right += same
            if not same:
                entity = pairing.article.entity(pairing.gold[j].by)
                found, name = pairing.predicted[i].speaker, entity.name if entity else None
                self._add_error(pairing, f"speaker {found!r} for {name!r}", pairing.gold[j])
        self.count("attribution").add(right, len(pairing.live), pairing.asked)

    def _of_source(self, pairing: Pairing, j: int) -> Counts:
        kind = source_kind(pairing.article, pairing.gold[j])
        return self.by_source.setdefault(kind, Counts())

    def _add_role(self, pairing: Pairing, metric: str, role: str) -> None:
        predicted = pairing.extents(pairing.predicted, role)
        gold = pairing.extents(pairing.gold, role)
        self.count(f"{metric}_exact").add(len(predicted & gold), len(predicted), len(gold))
        self.count(f"{metric}_overlap").add_matches(predicted, gold, overlap)

    def _add_links(self, pairing: Pairing, metric: str, role: str) -> None:
        """Count the pairs of a quote and its cue or source."""
        predicted = {i: pairing.extents([pairing.predicted[i]], role) for i in pairing.live}
        gold = [pairing.extents([quote], role) for quote in pairing.gold[: pairing.asked]]
        self.count(f"{metric}_link").add(
            sum(len(predicted[i] & gold[j]) for i, j in pairing.close.items()),
            sum(map(len, predicted.values())),
            sum(map(len, gold)),
        )
        self.right[metric] += sum(pairing.same_role(i, j, role) for i, j in pairing.close.items())

    def _add_nonspeech(self, pairing: Pairing) -> None:
        trimmed = pairing.text.trimmed
        self.count("nonspeech").add_matches(
            [trimmed(extent) for extent in pairing.prediction.nonspeech],
            [trimmed((found.start, found.end)) for found in pairing.article.nonspeech],
            lambda one, other: one == other,
        )

    def _add_error(self, pairing: Pairing, what: str, quote: AnyQuote) -> None:
        start, end = quote.spans[0]
        words = pairing.article.text[start:end]
        self.errors.append(f"{pairing.article.id} {what}: {words[:110]!r}")


def _same_whole(pairing: Pairing, i: int, j: int) -> bool:
    """Whether type, cue and source are right, where the content is."""
    predicted, gold = pairing.types(i, j)
    return predicted == gold and all(pairing.same_role(i, j, role) for _, role in ROLES)
