"""The component ``bgnews_quotes``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import islice
from typing import Any

from spacy import util
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, SpanGroup
from spacy.training import Example, validate_examples
from spacy.vocab import Vocab
from thinc.api import Config, Model, Optimizer, set_dropout_rate
from thinc.types import Ragged

from ..annotations import set_quotes
from .assembly import Analysis
from .calibration import Calibration
from .lesson import Lesson
from .reading import Reading
from .targets import Targets
from .words import Words

_DEFAULT_CONFIG = """
[model]
@architectures = "bgnews.QuoteModel.v1"
width = 128
hidden_width = 96
dilations = [1, 2, 4, 8]

[model.tok2vec]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 96
depth = 2
embed_size = 2000
window_size = 1
maxout_pieces = 3
subword_features = true
"""
DEFAULT_MODEL = Config().from_str(_DEFAULT_CONFIG)["model"]
_SAMPLE = 20  # articles that initialise the model

Scorer = Callable[..., dict[str, Any]]


@Language.factory(
    "bgnews_quotes",
    assigns=["doc._.quotes", "doc.spans"],
    default_config={
        "model": DEFAULT_MODEL,
        "threshold": 0.3,
        "rule_dropout": 0.4,
        "anywhere": False,
        "scorer": {"@scorers": "bgnews.QuotesScorer.v1"},
    },
    default_score_weights={
        "quotes_content_match_f": 0.25,
        "quotes_content_exact_f": 0.25,
        "quotes_cue_exact_f": 0.1,
        "quotes_source_exact_f": 0.1,
        "quotes_attribution_f": 0.2,
        "quotes_nonspeech_f": 0.1,
    },
)
def create_quotes(
    nlp: Language,
    name: str,
    model: Model,
    threshold: float,
    rule_dropout: float,
    anywhere: bool,
    scorer: Scorer | None,
) -> QuoteFinder:
    """Make the component; spaCy calls this.

    Args:
        nlp: the pipeline.
        name: name of the component in it.
        model: a quote model, see ``bgnews.QuoteModel.v1``.
        threshold: how likely a span must be content to be taken, from 0 to 1.
        rule_dropout: the share of what the rules find that training hides, from 0 to 1.
        anywhere: whether content may begin and end at any word, and not only where punctuation,
            the lexicon or the rules let it: for languages other than Bulgarian. It takes longer.
        scorer: judges predicted docs.
    """
    return QuoteFinder(
        nlp.vocab,
        model,
        name,
        threshold=threshold,
        rule_dropout=rule_dropout,
        anywhere=anywhere,
        scorer=scorer,
    )


class QuoteFinder(TrainablePipe):
    """Finds quotes with their cues and sources, and words in quote marks that nobody said.

    Args:
        vocab: the vocabulary of the pipeline.
        model: a quote model, see ``bgnews.QuoteModel.v1``.
        name: name of the component in the pipeline.
        threshold: how likely a span must be content to be taken, from 0 to 1.
        rule_dropout: the share of what the rules find that training hides, from 0 to 1.
        anywhere: whether content may begin and end at any word, and not only where punctuation,
            the lexicon or the rules let it: for languages other than Bulgarian. It takes longer.
        scorer: judges predicted docs.

    Raises:
        ValueError: if the threshold is not between 0 and 1, or the share is none.
    """

    reading = Reading
    lesson = Lesson

    def __init__(
        self,
        vocab: Vocab,
        model: Model,
        name: str = "bgnews_quotes",
        *,
        threshold: float = 0.3,
        rule_dropout: float = 0.4,
        anywhere: bool = False,
        scorer: Scorer | None = None,
    ) -> None:
        if not 0 < threshold < 1:
            raise ValueError(f"the threshold of {name} is to be between 0 and 1, not {threshold}")
        if not 0 <= rule_dropout <= 1:
            raise ValueError(f"the rule_dropout of {name} is to be from 0 to 1, not {rule_dropout}")
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {
            "labels": [],
            "threshold": threshold,
            "rule_dropout": rule_dropout,
            "anywhere": anywhere,
            "calibration": asdict(Calibration()),
        }
        self.scorer = scorer

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of spans that the model knows."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> list[str]:
        """What ``spacy init labels`` stores."""
        return list(self.labels)

    @property
    def calibration(self) -> Calibration:
        """What makes probabilities of scores; training leaves it as it is."""
        return Calibration(**self.cfg["calibration"])

    @calibration.setter
    def calibration(self, calibration: Calibration) -> None:
        self.cfg["calibration"] = asdict(calibration)

    @property
    def outputs(self) -> int:
        """How many scores the model gives each span: one for no label, and one for each label."""
        return len(self.labels) + 1

    def add_label(self, label: str) -> int:
        """Add a label of spans; only before the model is initialised."""
        if label in self.labels:
            return 0
        if self.labels and self.model.get_ref("labels").has_dim("nO"):
            raise ValueError(f"{self.name}: labels are fixed once the model is initialised")
        self.cfg["labels"].append(label)
        return 1

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,  # noqa: ARG002
        labels: list[str] | None = None,
    ) -> None:
        """Set up the labels and the model.

        Args:
            get_examples: gives annotated examples.
            nlp: the pipeline.
            labels: the labels, if they are known; otherwise all that the examples have.

        Raises:
            ValueError: if no example has a quote, and no labels are given.
        """
        util.check_lexeme_norms(self.vocab, self.name)
        if labels is None:
            found = (
                Targets(self._words(eg.predicted), eg).labels().values() for eg in get_examples()
            )
            labels = sorted(set().union(*found))
        if not labels:
            raise ValueError(
                f"{self.name}: no article has a quote to learn from; see docs/corpus.md"
            )
        for label in labels:
            self.add_label(label)
        self.model.get_ref("labels").set_dim("nO", self.outputs)
        sample = [self._words(example.predicted) for example in islice(get_examples(), _SAMPLE)]
        self.model.initialize(X=sample)

    def predict(self, docs: Iterable[Doc]) -> list[Analysis]:
        """Find the quotes of docs, which stay as they are."""
        docs = list(docs)
        self._require_labels()
        articles = [self._words(doc) for doc in docs]
        if not any(map(len, articles)):
            return [Analysis([], []) for _ in docs]
        vectors = self.model.predict(articles).dataXd
        reading = self.reading(self.model, self.labels, self.cfg["threshold"], self.calibration)
        analyses: list[Analysis] = []
        offset = 0
        for words in articles:
            analyses.append(reading.analyse(words, vectors[offset : offset + len(words)]))
            offset += len(words)
        return analyses

    def set_annotations(self, docs: Iterable[Doc], scores: Iterable[Analysis]) -> None:
        """Put what ``predict`` found on the docs; see ``bgnews.annotations``."""
        for doc, analysis in zip(docs, scores, strict=True):
            set_quotes(doc, analysis.quotes)
            doc.spans["nonspeech"] = SpanGroup(doc, name="nonspeech", spans=analysis.nonspeech)

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from annotated examples.

        Args:
            examples: a batch of them.
            drop: the share of values left out, from 0 to 1.
            sgd: changes the weights; without it gradients only add up.
            losses: takes the loss, under the name of the component.

        Returns:
            ``losses``.
        """
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        validate_examples(examples, "QuoteFinder.update")
        self._require_labels()
        set_dropout_rate(self.model, drop)
        articles = [self._words(example.predicted) for example in examples]
        if not any(map(len, articles)):
            return losses
        for words in articles:
            words.forget(self.cfg["rule_dropout"])
        encoded, backprop = self.model.begin_update(articles)
        lesson = self.lesson(self.model, self.labels, encoded.dataXd)
        offset = 0
        for words, example in zip(articles, examples, strict=True):
            lesson.add(words, Targets(words, example), offset)
            offset += len(words)
        backprop(Ragged(lesson.learn(), encoded.lengths))
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += lesson.loss
        return losses

    def _words(self, doc: Doc) -> Words:
        return Words(doc, self.cfg["anywhere"])

    def _require_labels(self) -> None:
        if not self.labels:
            raise ValueError(
                f"{self.name} is not trained yet: train it with `spacy train`, or call "
                "nlp.initialize with annotated examples (see docs/training.md)"
            )
