"""The tagger that the span model of ``bgnews_quotes`` was compared with.

Content is tagged word by word (outside, or begin and inside of each label) with the same encoder,
the same features of words, and the same heads for roles and links. The history of labels is in the
transitions of a conditional random field (Lafferty et al., 2001); decoding finds the best sequence
in which nothing goes on that has not begun, and content begins and ends only where candidates do.

Run from ``training``, after ``convert``::

    spacy train configs/bg_news_sm.cfg --code experiments/tagging.py \\
        --components.quotes.factory quotes_by_tags \\
        --components.quotes.model.@architectures bgnews_experiments.QuoteTagger.v1 \\
        --paths.train corpus/train.spacy --paths.dev corpus/dev.spacy
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, List  # noqa: UP035

import numpy as np
from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Linear, Model
from thinc.types import Floats2d

from bgnews.annotations import NONSPEECH_TYPES
from bgnews.quote_rules.passage import Extent
from bgnews.quotes.candidates import find_extents
from bgnews.quotes.component import DEFAULT_MODEL, QuoteFinder
from bgnews.quotes.decoding import RELAY, Found, softmax
from bgnews.quotes.features import WORD_FEATURES
from bgnews.quotes.lesson import Lesson
from bgnews.quotes.model import build_quote_model
from bgnews.quotes.reading import Reading
from bgnews.quotes.targets import Targets
from bgnews.quotes.words import Words

Scorer = Callable[..., dict[str, Any]]


@util.registry.architectures("bgnews_experiments.QuoteTagger.v1")
def build_quote_tagger(
    tok2vec: Model[List[Doc], List[Floats2d]],  # noqa: UP006
    width: int = 128,
    dilations: List[int] = [1, 2, 4, 8],  # noqa: B006, UP006
    hidden_width: int = 96,
) -> Model:
    """The quote model with tags of words in place of scores of spans."""
    model = build_quote_model(tok2vec, width, dilations, hidden_width)
    tags: Model = Linear(None, width + WORD_FEATURES)
    linear = tags.init
    tags.init = partial(initialize_tags, linear)
    spans = model.get_ref("contents")
    model.layers[model.layers.index(spans)] = tags
    model.set_ref("contents", tags)
    model.set_ref("labels", tags)
    return model


class TagLesson(Lesson):
    """Teaches tags in place of spans."""

    def add(self, words: Words, targets: Targets, offset: int) -> None:
        super().add(words, targets, offset)
        self.tags = [*getattr(self, "tags", []), tags_of(words, targets, self.classes)]

    def _learn_spans(self) -> None:
        head = self.model.get_ref("contents")
        scores, backprop = head.begin_update(self.vectors)
        d_scores = np.zeros_like(scores)
        d_transitions: Any
        start = 0
        for tags in filter(len, self.tags):
            rows = slice(start, start + len(tags))
            loss, d_scores[rows], d_transitions = crf_loss(scores[rows], transitions(head), tags)
            head.inc_grad("transitions", d_transitions)
            self.loss += loss
            start += len(tags)
        self.d_vectors += backprop(d_scores)


class TagReading(Reading):
    """Finds contents as the best sequence of tags."""

    def contents(self, words: Words, vectors: Any) -> tuple[list[Found], list[tuple[Extent, str]]]:
        scores = self.scores("contents", vectors)
        probabilities = softmax(scores)
        extents = find_extents(words)
        tags = best_sequence(
            scores,
            transitions(self.model.get_ref("contents")),
            {start for start, _ in extents},
            {end for _, end in extents},
        )
        found: list[Found] = []
        nonspeech: list[tuple[Extent, str]] = []
        for start, end, label in runs(tags):
            name = self.labels[label]
            score = float(probabilities[start:end, 1 + 2 * label :][:, :2].sum(axis=1).mean())
            if name in NONSPEECH_TYPES:
                nonspeech.append(((start, end), name))
            else:
                type_, relay = name.removesuffix(RELAY), RELAY in name
                found.append(Found((start, end), type_, relay, score))
        return found, nonspeech


class QuoteTagger(QuoteFinder):
    """The component with tags."""

    lesson = TagLesson
    reading = TagReading

    @property
    def outputs(self) -> int:
        return 2 * len(self.labels) + 1


@Language.factory(
    "quotes_by_tags",
    default_config={
        "model": {**DEFAULT_MODEL, "@architectures": "bgnews_experiments.QuoteTagger.v1"},
        "threshold": 0.3,
        "rule_dropout": 0.4,
        "scorer": {"@scorers": "bgnews.QuotesScorer.v1"},
    },
)
def create_quote_tagger(
    nlp: Language,
    name: str,
    model: Model,
    threshold: float,
    rule_dropout: float,
    scorer: Scorer | None,
) -> QuoteTagger:
    """Make the component; spaCy calls this."""
    return QuoteTagger(
        nlp.vocab, model, name, threshold=threshold, rule_dropout=rule_dropout, scorer=scorer
    )


def tags_of(words: Words, targets: Targets, classes: dict[str, int]) -> np.ndarray:
    """The tag of each word: 0 outside, 2n - 1 begins label n, 2n is inside of it."""
    tags = np.zeros(len(words), dtype="i")
    # what lies within other content is tagged last, so that it is not lost
    for (start, end), label in sorted(
        targets.labels().items(), key=lambda item: item[0][0] - item[0][1]
    ):
        if label in classes:
            tags[start:end] = 2 * classes[label]
            tags[start] = 2 * classes[label] - 1
    return tags


def initialize_tags(linear: Callable, model: Model, X: Any = None, Y: Any = None) -> None:  # noqa: N803
    linear(model, X, Y)
    width = model.get_dim("nO")
    model.set_param("transitions", model.ops.alloc2f(width, width))


def transitions(head: Model) -> np.ndarray:
    """The score of each tag (column) after each tag (row); none for going on with another label."""
    learned = np.array(head.get_param("transitions"), dtype="float64")
    width = len(learned)
    for inside in range(2, width, 2):
        allowed = np.isin(np.arange(width), (inside - 1, inside))
        learned[~allowed, inside] = -1e4
    return learned


def crf_loss(
    scores: np.ndarray, steps: np.ndarray, tags: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """The negative log likelihood of tags in a conditional random field, and its gradients."""
    length, width = scores.shape
    scores = scores.astype("float64")
    scores[0, 2::2] = -1e4  # nothing goes on at the first word
    forward = np.zeros((length, width))
    backward = np.zeros((length, width))
    forward[0] = scores[0]
    for i in range(1, length):
        forward[i] = scores[i] + logsumexp(forward[i - 1][:, None] + steps, axis=0)
    for i in range(length - 2, -1, -1):
        backward[i] = logsumexp(steps + (scores[i + 1] + backward[i + 1])[None], axis=1)
    total = logsumexp(forward[-1], axis=0)
    d_scores = np.exp(forward + backward - total)
    pairs = forward[:-1, :, None] + steps[None] + (scores[1:] + backward[1:])[:, None, :]
    d_steps = np.exp(pairs - total).sum(axis=0)
    right = scores[np.arange(length), tags].sum() + steps[tags[:-1], tags[1:]].sum()
    d_scores[np.arange(length), tags] -= 1
    np.subtract.at(d_steps, (tags[:-1], tags[1:]), 1)
    return float(total - right), d_scores.astype("f"), d_steps.astype("f")


def logsumexp(array: np.ndarray, axis: int) -> Any:
    high = array.max(axis=axis)
    return high + np.log(np.exp(array - np.expand_dims(high, axis)).sum(axis=axis))


def best_sequence(
    scores: np.ndarray, steps: np.ndarray, starts: set[int], ends: set[int]
) -> list[int]:
    """The best tags (Viterbi, 1967).

    Args:
        scores: the score of each tag of each word.
        steps: the score of each tag (column) after each tag (row).
        starts: where content may begin.
        ends: where it may end.
    """
    length, width = scores.shape
    tags = np.arange(width)
    begins, inside = tags % 2 == 1, (tags % 2 == 0) & (tags > 0)
    best = np.where(inside | (begins & (0 not in starts)), -np.inf, scores[0])
    back = np.zeros((length, width), dtype="i")
    for i in range(1, length):
        step = steps.copy()
        if i not in starts:
            step[:, begins] = -np.inf
        if i not in ends:
            step[1:, ~inside] = -np.inf
        options = best[:, None] + step
        back[i] = options.argmax(axis=0)
        best = options.max(axis=0) + scores[i]
    found = [int(best.argmax())]
    for i in range(length - 1, 0, -1):
        found.append(int(back[i, found[-1]]))
    return found[::-1]


def runs(tags: list[int]) -> Iterable[tuple[int, int, int]]:
    """The first position, the end and the number of the label of each span."""
    start = 0
    for i in range(1, len(tags) + 1):
        if i == len(tags) or tags[i] == 0 or tags[i] % 2:
            if tags[start]:
                yield start, i, (tags[start] - 1) // 2
            start = i
