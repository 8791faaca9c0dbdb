"""The component ``bgnews_stance``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, List, Optional  # noqa: UP035

from spacy import util
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example, validate_examples
from spacy.vocab import Vocab
from thinc.api import Config, Model, Optimizer, set_dropout_rate
from thinc.types import Ragged

from ..annotations import Stance, get_quotes, set_stances
from .asking import Asked, locate
from .evidence import Extent
from .given import GivenTarget, GivenTargets
from .gold import Gold
from .lesson import Lesson
from .model import LABELS
from .naming import name_mentions
from .reading import Found, Reading, side
from .scorer import Scorer, score_given
from .story import Story

_DEFAULT_CONFIG = """
[model]
@architectures = "bgnews.StanceModel.v1"
width = 96
hidden_width = 96
dilations = [1, 2, 4]

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


@Language.factory(
    "bgnews_stance",
    assigns=["doc._.stances"],
    requires=["doc._.quotes"],
    default_config={
        "model": DEFAULT_MODEL,
        "holder_threshold": 0.3,
        "target_threshold": 0.3,
        "targets": None,
        "targets_key": None,
        "scorer": {"@scorers": "bgnews.StanceScorer.v1"},
    },
    default_score_weights={
        "stance_pair_f": 0.4,
        "stance_triple_f": 0.4,
        "stance_label_macro_f": 0.2,
        "stance_gold_pair_f": None,
        "stance_gold_triple_f": None,
        "stance_given_macro_f": None,
        "stance_given_side_f": None,
    },
)
def create_stance(
    nlp: Language,
    name: str,
    model: Model,
    holder_threshold: float,
    target_threshold: float,
    targets: Optional[List[GivenTarget]],  # noqa: UP006, UP045
    targets_key: Optional[str],  # noqa: UP045
    scorer: Optional[Scorer],  # noqa: UP045
) -> StanceFinder:
    """Make the component; spaCy calls this.

    Args:
        nlp: the pipeline.
        name: name of the component in it.
        model: a stance model, see ``bgnews.StanceModel.v1``.
        holder_threshold: how likely a further holder in a sentence of the reporter must be,
            beside the likeliest choice, which may be nobody; from 0 to 1.
        target_threshold: how likely a second target must be, from 0 to 1.
        targets: the targets to look for, instead of those that the model finds: names, which are
            found in all their forms, or ``{"name": …, "pattern": …}`` with a pattern of spaCy's
            ``Matcher``.
        targets_key: spans that are targets: a key of ``doc.spans``, or ``ents`` for ``doc.ents``.
        scorer: judges predicted docs.

    Raises:
        ValueError: if a threshold is not from 0 to 1, or a target is no name or pattern.
    """
    return StanceFinder(
        nlp.vocab,
        model,
        name,
        holder_threshold=holder_threshold,
        target_threshold=target_threshold,
        given=GivenTargets(nlp.make_doc, targets or (), targets_key),
        scorer=scorer,
    )


class StanceFinder(TrainablePipe):
    """Finds who stands for or against what.

    Args:
        vocab: the vocabulary of the pipeline.
        model: a stance model, see ``bgnews.StanceModel.v1``.
        name: name of the component in the pipeline.
        holder_threshold: how likely a further holder in a sentence of the reporter must be,
            beside the likeliest choice, which may be nobody; from 0 to 1.
        target_threshold: how likely a second target must be, from 0 to 1.
        given: the targets to look for, instead of those that the model finds.
        scorer: judges predicted docs.

    Raises:
        ValueError: if a threshold is not from 0 to 1.
    """

    def __init__(
        self,
        vocab: Vocab,
        model: Model,
        name: str = "bgnews_stance",
        *,
        holder_threshold: float = 0.3,
        target_threshold: float = 0.3,
        given: GivenTargets | None = None,
        scorer: Scorer | None = None,
    ) -> None:
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {
            "holder_threshold": holder_threshold,
            "target_threshold": target_threshold,
        }
        for setting, share in self.cfg.items():
            if not 0 <= share <= 1:
                raise ValueError(f"the {setting} of {name} is to be from 0 to 1, not {share}")
        self.scorer = scorer
        self.given = given

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,  # noqa: ARG002
    ) -> None:
        """Set up the model.

        Args:
            get_examples: gives annotated examples.
            nlp: the pipeline.
        """
        util.check_lexeme_norms(self.vocab, self.name)
        sample = [Gold(example).story for example in islice(get_examples(), _SAMPLE)]
        self.model.initialize(X=sample)

    def predict(self, docs: Iterable[Doc]) -> list[list[Stance]]:
        """Find the stances of docs, which stay as they are."""
        docs = list(docs)
        self._require_training()
        stories = [Story(doc, get_quotes(doc)) for doc in docs]
        if not any(map(len, stories)):
            return [[] for _ in docs]
        vectors = self.model.predict(stories).dataXd
        found: list[list[Stance]] = []
        offset = 0
        for story in stories:
            reading = Reading(self.model, story, vectors[offset : offset + len(story)])
            thresholds = self.cfg["holder_threshold"], self.cfg["target_threshold"]
            given = self.given.find(story.doc) if self.given else None
            positions = reading.positions(*thresholds, given)
            found.append(_named(story.doc, positions, given or {}))
            offset += len(story)
        return found

    def set_annotations(self, docs: Iterable[Doc], scores: Iterable[Sequence[Stance]]) -> None:
        """Put what ``predict`` found on the docs; see ``bgnews.annotations``."""
        for doc, stances in zip(docs, scores, strict=True):
            set_stances(doc, stances)

    def label(self, doc: Doc, pairs: Sequence[Asked]) -> list[dict[str, float]]:
        """Tell the stance of given holders towards given targets.

        Args:
            doc: an article that the pipeline has analysed.
            pairs: what is asked.

        Returns:
            For each pair how likely support, oppose, neutral and none are, from 0 to 1; together
            they are 1.

        Raises:
            ValueError: if a span is of another doc, or a target or evidence is empty.
        """
        self._require_training()
        story = Story(doc, get_quotes(doc))
        found = [locate(story, pair) for pair in pairs]
        if not found:
            return []
        reading = Reading(self.model, story, self.model.predict([story]).dataXd)
        rows = reading.labels(found)
        names = [label or "none" for label in LABELS]
        return [dict(zip(names, map(float, row), strict=True)) for row in rows]

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
        validate_examples(examples, "StanceFinder.update")
        self._require_training()
        set_dropout_rate(self.model, drop)
        answers = [Gold(example) for example in examples]
        stories = [gold.story for gold in answers]
        if not any(map(len, stories)):
            return losses
        encoded, backprop = self.model.begin_update(stories)
        lesson = Lesson(self.model, encoded.dataXd)
        offset = 0
        for gold in answers:
            lesson.add(gold, offset)
            offset += len(gold.story)
        backprop(Ragged(lesson.learn(), encoded.lengths))
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += lesson.loss
        return losses

    def label_positions(self, gold: Gold) -> list[str]:
        """The likeliest label of each gold position: support, oppose or neutral."""
        if not gold.positions:
            return []
        reading = Reading(self.model, gold.story, self.model.predict([gold.story]).dataXd)
        rows = reading.labels(
            [
                (position.evidence, (position.holder, position.targets[0]))
                for position in gold.positions
            ]
        )
        return [side(row)[0] for row in rows]

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """Judge predicted docs; see ``scorer.score_stances`` and ``scorer.score_given``."""
        if self.scorer is None:
            return {}
        examples = list(examples)
        return {**self.scorer(examples, **options), **score_given(self, examples)}

    def _require_training(self) -> None:
        (_, words) = self.model.get_ref("labels").layers
        if not words.has_param("W"):
            raise ValueError(
                f"{self.name} is not trained yet: train it with `spacy train`, or call "
                "nlp.initialize with annotated examples (see docs/training.md)"
            )


def stance_finder(nlp: Language) -> StanceFinder | None:
    """The stance component of a pipeline, whatever its name; None if it has none."""
    return next((found for _, found in nlp.pipeline if isinstance(found, StanceFinder)), None)


def _named(doc: Doc, positions: Sequence[Found], given: Mapping[Extent, str]) -> list[Stance]:
    """Positions with the names of holders and targets; none towards oneself."""
    quotes = get_quotes(doc)
    spans = [doc[slice(*found.target)] for found in positions]
    described = [found for found in positions if found.evidence.speaker is None]
    holders = [doc[slice(*found.holder)] for found in described]
    names = name_mentions(doc, quotes, [*spans, *holders])
    of_holders = dict(zip(described, names[len(spans) :], strict=True))
    stances: list[Stance] = []
    for found, target, span in zip(positions, names, spans, strict=False):
        speaker = found.evidence.speaker
        holder = of_holders[found] if speaker is None else speaker
        target = given.get(found.target, target)
        if holder != target:
            stances.append(
                Stance(
                    holder=holder,
                    target=target,
                    label=found.label,
                    evidence=doc[slice(*found.evidence.hull)],
                    target_span=span,
                    quote=found.evidence.quote,
                    score=found.score,
                )
            )
    return stances
