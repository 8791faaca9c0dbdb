"""Pairs the quotes that were found in an article with those that it has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ..corpus.article import Article, Extent, QuoteAnnotation
from .matching import MATCH, Text, assignment, similarity
from .names import same_name
from .prediction import PredictedQuote, Prediction

AnyQuote = QuoteAnnotation | PredictedQuote

RELAY = "relay"
#: The roles of a quote's parts, and where the quote has them.
ROLES = (("cue", "cues"), ("source", "sources"))
# Of two gold quotes that a predicted one fits alike, the one of its type is preferred.
_SAME_TYPE = 0.01


class Pairing:
    """The quotes of one article, paired one to one.

    Relays, and quotes that are optional in the gold annotation, are neither asked for nor held
    against whoever finds them.

    Args:
        article: the gold annotation.
        prediction: what was found.

    Attributes:
        gold: the gold quotes: those that are asked for, then relays, then optional ones.
        asked: how many are asked for.
        wanted: how many are asked for or are relays.
        predicted: the quotes that were found.
        matched: by index of a predicted quote that of the gold one with which it shares at least
            half of the words (token F1 0.5).
        live: the predicted quotes that are held against the gold ones asked for, as indices.
        pairs: of these, those that share at least a word with one asked for, and that one.
        close: those of the pairs that match.
    """

    def __init__(self, article: Article, prediction: Prediction) -> None:
        self.article, self.prediction = article, prediction
        self.text = Text(article.text)
        quotes = article.quotes
        asked = [quote for quote in quotes if not quote.relay and not quote.optional]
        relays = [quote for quote in quotes if quote.relay]
        optional = [quote for quote in quotes if quote.optional and not quote.relay]
        self.gold = (*asked, *relays, *optional)
        self.asked, self.wanted = len(asked), len(asked) + len(relays)
        self.predicted = prediction.quotes
        self.predicted_words = [self.text.words_in(quote.spans) for quote in self.predicted]
        self.gold_words = [self.text.words_in(quote.spans) for quote in self.gold]
        self._pair()

    def _pair(self) -> None:
        scores = similarity(self.predicted_words, self.gold_words)
        for i, quote in enumerate(self.predicted):
            for j, other in enumerate(self.gold):
                if quote.type == other.type and self.predicted_words[i] and self.gold_words[j]:
                    scores[i, j] += _SAME_TYPE
        pairs = assignment(scores)
        self.matched = {i: j for i, j in pairs.items() if scores[i, j] >= MATCH}
        unasked = {i for i, j in self.matched.items() if j >= self.asked}
        unasked |= {i for i, quote in enumerate(self.predicted) if quote.relay and i not in pairs}
        self.live = [i for i in range(len(self.predicted)) if i not in unasked]
        self.pairs = {i: j for i, j in pairs.items() if j < self.asked and i not in unasked}
        self.close = {i: j for i, j in self.pairs.items() if i in self.matched}

    @cached_property
    def missed(self) -> list[int]:
        """The gold quotes, asked for or relays, that no predicted one matches, as indices."""
        return sorted(set(range(self.wanted)) - set(self.matched.values()))

    @cached_property
    def spurious(self) -> list[int]:
        """The predicted quotes that match no gold one, as indices."""
        return [i for i in range(len(self.predicted)) if i not in self.matched]

    @cached_property
    def gold_numbers(self) -> list[int]:
        """For each gold quote its number, for people: from 1, in order of position."""
        order = sorted(range(len(self.gold)), key=lambda j: self.gold[j].spans)
        numbers = {j: number for number, j in enumerate(order, start=1)}
        return [numbers[j] for j in range(len(self.gold))]

    @cached_property
    def predicted_numbers(self) -> list[int]:
        """For each predicted quote the number of the gold one it matches, or one of its own."""
        own = {i: number for number, i in enumerate(self.spurious, start=len(self.gold) + 1)}
        return [
            own[i] if i in own else self.gold_numbers[self.matched[i]]
            for i in range(len(self.predicted))
        ]

    @cached_property
    def nonspeech(self) -> set[Extent]:
        """The trimmed extents in which non-speech was found."""
        return set(map(self.text.trimmed, self.prediction.nonspeech))

    @cached_property
    def gold_nonspeech(self) -> set[Extent]:
        """The trimmed extents of non-speech."""
        return {self.text.trimmed((found.start, found.end)) for found in self.article.nonspeech}

    def types(self, i: int, j: int) -> tuple[str, str]:
        """The types of a predicted and a gold quote."""
        return self.predicted[i].type, self.gold[j].type

    def same_content(self, i: int, j: int) -> bool:
        """Whether a predicted quote has all parts of a gold one, and no others."""
        trimmed = self.text.all_trimmed
        return trimmed(self.predicted[i].spans) == trimmed(self.gold[j].spans)

    def same_role(self, i: int, j: int, role: str) -> bool:
        """Whether the ``cues`` or ``sources`` of a predicted quote are right, or rightly absent.

        Of several in the gold annotation one is enough: an output record has no place for more.
        """
        predicted, gold = (self.extents([q], role) for q in (self.predicted[i], self.gold[j]))
        return predicted <= gold and bool(predicted) == bool(gold)

    def same_speaker(self, i: int, j: int) -> bool:
        """Whether a predicted quote has the speaker of a gold one, or rightly none."""
        speaker, entity = self.predicted[i].speaker, self.article.entity(self.gold[j].by)
        if entity is None or not speaker:
            return entity is None and not speaker
        return same_name(speaker, self.article.names_of(entity.id), entity.type)

    def extents(self, quotes: Sequence[AnyQuote], role: str) -> set[Extent]:
        """The trimmed extents of the ``cues`` or ``sources`` of quotes."""
        return {self.text.trimmed(extent) for quote in quotes for extent in getattr(quote, role)}


def type_or_relay(quote: AnyQuote) -> str:
    """The type of a quote, ``relay`` if it is one."""
    return RELAY if quote.relay else quote.type
