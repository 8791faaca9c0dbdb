"""The component ``bgnews_speakers``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Optional

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from ..annotations import get_quotes
from .resolver import resolve_speakers
from .scorer import Scorer, score_speakers

_SETTINGS = "cfg"


class Speakers:
    """Names the speakers of the quotes that another component found.

    Args:
        name: name of the component in the pipeline.
        threshold: from 0 to 1; a speaker less likely than this is not given.
        scorer: judges the speakers of predicted docs; None for no scores.

    Raises:
        ValueError: if the threshold is not from 0 to 1.
    """

    def __init__(
        self,
        name: str = "bgnews_speakers",
        *,
        threshold: float = 0.5,
        scorer: Scorer | None = score_speakers,
    ) -> None:
        self.name = name
        self.threshold = threshold
        self.scorer = scorer

    @property
    def threshold(self) -> float:
        """The probability from which on a speaker is given, from 0 to 1."""
        return self._threshold

    @threshold.setter
    def threshold(self, threshold: float) -> None:
        if not 0 <= threshold <= 1:
            raise ValueError(f"threshold of {self.name} is {threshold}; it goes from 0 to 1")
        self._threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Set the speakers of ``doc._.quotes`` and how likely they are; all else about them stays.

        A quote that had a speaker gets a new one.
        """
        quotes = get_quotes(doc)
        if not quotes:
            return doc
        attrs = doc.spans["quotes"].attrs
        for quote in resolve_speakers(doc, quotes, self.threshold):
            found = {"speaker": quote.speaker, "speaker_score": quote.speaker_score}
            attrs[quote.id] = attrs.get(quote.id, {}) | found
        return doc

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """Judge the speakers of predicted docs; see ``scorer.score_speakers``."""
        return self.scorer(examples, **options) if self.scorer else {}

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The settings as bytes."""
        return util.to_bytes({_SETTINGS: self._settings}, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Speakers:
        """Take over the settings of ``to_bytes``."""
        util.from_bytes(data, {_SETTINGS: self._set}, exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the settings to a folder."""
        util.to_disk(path, {_SETTINGS: self._write}, exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Speakers:
        """Take over the settings of ``to_disk``."""
        util.from_disk(path, {_SETTINGS: lambda file: self._set(file.read_bytes())}, exclude)
        return self

    def _write(self, file: Path) -> None:
        file.write_bytes(self._settings())

    def _settings(self) -> bytes:
        return json.dumps({"threshold": self.threshold}).encode()

    def _set(self, settings: bytes) -> None:
        self.threshold = json.loads(settings)["threshold"]


@Language.factory(
    "bgnews_speakers",
    requires=["doc._.quotes"],
    assigns=["doc._.quotes"],
    default_config={"threshold": 0.5, "scorer": {"@scorers": "bgnews.SpeakersScorer.v1"}},
    default_score_weights={"speakers_accuracy": 1.0, "speakers_f": None},
)
def create_speakers(
    nlp: Language,  # noqa: ARG001
    name: str,
    threshold: float,
    scorer: Optional[Scorer],  # noqa: UP045
) -> Speakers:
    """Make the component; spaCy calls this."""
    return Speakers(name, threshold=threshold, scorer=scorer)
