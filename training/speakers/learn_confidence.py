"""Learn how likely the speakers that bgnews_speakers finds are right.

    python training/speakers/learn_confidence.py articles.jsonl corpus/authored \
        --train corpus/splits/train.txt --check corpus/splits/dev.txt

On gold quotes of the articles to train on, it notes by which evidence each speaker was found and
whether he is right, fits a logistic regression (its penalty chosen by cross-validation over
articles) and writes the weights to ``bgnews/speakers/data/confidence.tsv``. Then it shows, for the
articles to check, how many speakers are right by kind of source, how often they are right at each
confidence, and what each threshold gives.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_predict

import bgnews
from bgnews.annotations import get_quotes
from bgnews.corpus import Article
from bgnews.corpus.docs import article_to_doc
from bgnews.corpus.formats import read_articles
from bgnews.corpus.sources import SOURCE_KINDS, source_kind
from bgnews.evaluation.calibration import Calibration
from bgnews.evaluation.names import same_name
from bgnews.speakers.confidence import evidence
from bgnews.speakers.resolver import Resolver

TABLE = Path(__file__).parents[2] / "bgnews" / "speakers" / "data" / "confidence.tsv"
SEED = 0
_PENALTIES = [0.03, 0.1, 0.3, 1.0, 3.0]  # inverse strengths
_FOLDS = 10
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
_THRESHOLDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Case:
    """A quote whose speaker was looked for.

    Attributes:
        article: the id of its article.
        facts: the evidence for the speaker found; none if none was found.
        kind: what the text has for the source, ``relay`` for a relay.
        right: whether the speaker is right, or rightly none.
        known: whether the article tells the speaker at all.
    """

    article: str
    facts: tuple[str, ...]
    kind: str
    right: bool
    known: bool


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn the confidence of bgnews_speakers.")
    parser.add_argument("articles", nargs="+", type=Path, help="annotated articles, with texts")
    parser.add_argument("--train", type=Path, required=True, help="ids to train on, one a line")
    parser.add_argument("--check", type=Path, required=True, help="ids to check on, one a line")
    options = parser.parse_args()
    train, check = (set(path.read_text("utf-8").split()) for path in (options.train, options.check))
    if train & check:
        parser.error(f"ids to train and to check on: {', '.join(sorted(train & check)[:5])}")
    articles = list(read_articles(options.articles))
    weights = learn(list(cases(a for a in articles if a.id in train)))
    lines = (f"{fact}\t{weight:.3f}" for fact, weight in sorted(weights.items()) if weight)
    TABLE.write_text("\n".join(["# evidence\tweight", *lines]) + "\n", encoding="utf-8")
    report(list(cases(a for a in articles if a.id in check)), weights)


def cases(articles: Iterable[Article]) -> Iterator[Case]:
    """What is found for the gold quotes of articles."""
    nlp = bgnews.load("rules")
    for article in articles:
        doc = article_to_doc(article, nlp.make_doc(article.text))
        quotes = get_quotes(doc)
        resolver = Resolver(doc, quotes)
        found = resolver.resolve()
        for quote in quotes:
            gold = article.quote(quote.id)
            if gold is None or gold.optional:
                continue
            entity = article.entity(gold.by)
            kind = "relay" if gold.relay else source_kind(article, gold)
            if quote.id not in found:
                yield Case(article.id, (), kind, right=entity is None, known=entity is not None)
                continue
            names = article.names_of(entity.id) if entity else ()
            right = entity is not None and same_name(
                found[quote.id].speaker.name, names, entity.type
            )
            facts = tuple(evidence(quote, found[quote.id], resolver.turns))
            yield Case(article.id, facts, kind, right, known=entity is not None)


def learn(examples: list[Case]) -> dict[str, float]:
    """The weight of each piece of evidence."""
    examples = [case for case in examples if case.facts]
    vectorizer = DictVectorizer()
    facts = vectorizer.fit_transform(dict.fromkeys(case.facts, 1) for case in examples)
    search = GridSearchCV(
        LogisticRegression(fit_intercept=False, random_state=SEED, max_iter=2000),
        {"C": _PENALTIES},
        scoring="neg_log_loss",
        cv=GroupKFold(_FOLDS),
    )
    right, groups = [case.right for case in examples], [case.article for case in examples]
    search.fit(facts, right, groups=groups)
    print(f"C {search.best_params_['C']}: log loss {-search.best_score_:.4f} on other articles")
    best = search.best_estimator_
    folds = GroupKFold(_FOLDS)
    scores = cross_val_predict(best, facts, right, groups=groups, cv=folds, method="predict_proba")
    show_reliability(np.asarray(scores)[:, 1], np.array(right))
    names = vectorizer.get_feature_names_out()
    return dict(zip(names, best.coef_[0], strict=True))


def report(examples: list[Case], weights: dict[str, float]) -> None:
    """Print accuracy by kind of source, reliability of confidences, and what thresholds give."""
    print("source    right  quotes")
    for kind in (*SOURCE_KINDS, "relay"):
        of_kind = [case.right for case in examples if case.kind == kind]
        print(f"{kind:8}  {sum(of_kind):5}  {len(of_kind):6}")
    found = [case for case in examples if case.facts]
    sums = [sum(weights.get(fact, 0.0) for fact in case.facts) for case in found]
    scores = 1 / (1 + np.exp(-np.array(sums)))
    right = np.array([case.right for case in found])
    show_reliability(scores, right)
    unknown = sum(case.right for case in examples if not case.facts)
    never_known = np.array([not case.known for case in found])
    print("threshold  given  right of given  right of all")
    for threshold in _THRESHOLDS:
        given = scores >= threshold
        all_right = right[given].sum() + never_known[~given].sum() + unknown
        print(
            f"{threshold:9.2f}  {given.mean():.3f}  {right[given].mean():14.3f}"
            f"  {all_right / len(examples):.3f}"
        )


def show_reliability(scores: np.ndarray, right: np.ndarray) -> None:
    """Print how often speakers are right at each confidence."""
    print("confidence    speakers  mean confidence  right")
    for low, high in pairwise(_BINS):
        inside = (scores >= low) & (scores < high)
        if inside.any():
            print(
                f"{low:.2f} to {high:.2f}  {inside.sum():8}  {scores[inside].mean():15.3f}"
                f"  {right[inside].mean():.3f}"
            )
    error = Calibration(scores.tolist(), right.tolist()).expected_error
    print(f"{len(scores)} speakers, expected calibration error {error:.3f}")


if __name__ == "__main__":
    main()
