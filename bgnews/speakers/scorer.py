"""How many speakers of quotes are right: ``bgnews.SpeakersScorer.v1``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from spacy import util
from spacy.training import Example

Scorer = Callable[..., dict[str, Any]]


@util.registry.scorers("bgnews.SpeakersScorer.v1")
def create_speakers_scorer() -> Scorer:
    """What ``@scorers = "bgnews.SpeakersScorer.v1"`` in a config calls."""
    return score_speakers


def score_speakers(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Judge the speakers of those quotes that match a gold quote, whoever found the quotes.

    When a name is right, and when quotes match, is as in ``evaluation``; relays are left out.

    Args:
        examples: their references are annotated docs, as ``bgnews.Corpus.v1`` reads them.

    Returns:
        From 0 to 1: ``speakers_accuracy``, the share with the right speaker, or rightly without
        one; the same by what the text has for the source, ``speakers_accuracy_named`` and so on,
        see ``corpus.sources``; ``speakers_p``, the share of speakers given that are right,
        ``speakers_r``, the share of speakers known that are given rightly, and ``speakers_f``.
        None where there is nothing to divide by.

    Raises:
        ValueError: if a reference has no annotated article.
    """
    # naming speakers does without what these need
    from ..corpus.docs import article_from_doc
    from ..corpus.sources import SOURCE_KINDS, source_kind
    from ..evaluation.counts import Counts
    from ..evaluation.pairing import Pairing
    from ..evaluation.prediction import from_record
    from ..records import to_record

    speakers = Counts()
    accuracy: defaultdict[str, Counts] = defaultdict(Counts)
    for example in examples:
        article = article_from_doc(example.reference)
        pairing = Pairing(article, from_record(to_record(example.predicted, "", "")))
        for i, j in pairing.close.items():
            gold = pairing.gold[j]
            given = bool(pairing.predicted[i].speaker)
            known = article.entity(gold.by) is not None
            right = pairing.same_speaker(i, j)
            speakers.add(right and given, given, known)
            for key in ("", f"_{source_kind(article, gold)}"):
                accuracy[key].add(right, 1, 1)
    known = speakers.gold or speakers.predicted
    return {
        "speakers_p": speakers.precision if speakers.predicted else None,
        "speakers_r": speakers.recall if speakers.gold else None,
        "speakers_f": speakers.f1 if known else None,
        **{
            f"speakers_accuracy{key}": accuracy[key].recall if key in accuracy else None
            for key in ("", *(f"_{kind}" for kind in SOURCE_KINDS))
        },
    }
