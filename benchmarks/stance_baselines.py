"""What stance labels are worth without a model of one's own: bags of words, and vectors.

``python -m benchmarks.stance_baselines TRAIN TEST`` trains them on the gold evidence, cues and
targets of annotated articles, and prints the macro-F1 of the labels on others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

import bgnews
from bgnews.corpus import Article, read_articles
from bgnews.models import available


def baselines() -> dict[str, Any]:
    """Classifiers of texts by name; vectors only where the pipeline with a transformer is."""
    found: dict[str, Any] = {
        "commonest label": DummyClassifier(strategy="most_frequent"),
        "TF-IDF of words, logistic regression": make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(class_weight="balanced", max_iter=1000),
        ),
        "TF-IDF of letters, logistic regression": make_pipeline(
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True),
            LogisticRegression(C=4, class_weight="balanced", max_iter=1000),
        ),
    }
    if "md" in available():
        found["vectors of bg_news_md, logistic regression"] = make_pipeline(
            FunctionTransformer(mean_vectors),
            StandardScaler(),
            LogisticRegression(C=0.01, class_weight="balanced", max_iter=1000),
        )
    return found


def mean_vectors(texts: Sequence[str]) -> np.ndarray:
    """The mean vector of each text, as the transformer of ``bg_news_md`` reads it."""
    nlp = bgnews.load("md")
    with nlp.select_pipes(enable="tok2vec"):
        return np.stack([doc.tensor.mean(axis=0) for doc in nlp.pipe(texts)])


def macro_f1(classifier: Any, train: Iterable[Article], test: Iterable[Article]) -> float:
    """How well a classifier that learns from some articles tells the stances of others, 0 to 1."""
    (texts, labels), (tests, expected) = (
        zip(*(stance for article in articles for stance in stances_in(article)), strict=True)
        for articles in (train, test)
    )
    predicted = classifier.fit(texts, labels).predict(tests)
    return float(f1_score(expected, predicted, average="macro"))


def stances_in(article: Article) -> Iterator[tuple[str, str]]:
    """For each stance whose evidence names the target the evidence, cue and target as one text.

    These are the stances that ``bgnews evaluate`` judges given labels by, too.

    Returns:
        The texts, each with its label.
    """
    for stance in article.stances:
        quote, target = article.quote(stance.quote), article.entity(stance.target)
        extents = quote.spans if quote else (stance.at or (0, 0),)
        cues = quote.cues if quote else ()
        evidence, cue = (
            " ".join(article.text[start:end] for start, end in found) for found in (extents, cues)
        )
        named = any(
            start <= first and last <= end
            for first, last in article.mentions_of(stance.target)
            for start, end in extents
        )
        if target is not None and named and not stance.optional:
            yield f"{evidence} CUE_{cue.replace(' ', '_')} TARGET {target.name}", stance.label


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path, help="annotated articles to learn from")
    parser.add_argument("test", type=Path, help="annotated articles to judge by")
    arguments = parser.parse_args()
    train, test = (list(read_articles([path])) for path in (arguments.train, arguments.test))
    for name, classifier in baselines().items():
        print(f"{name:44} macro-F1 {macro_f1(classifier, train, test):.1%}")


if __name__ == "__main__":
    main()
