"""What stance labels are worth without a model of one's own: the commonest label, and TF-IDF.

``python -m benchmarks.stance_baselines TRAIN TEST`` trains both on the gold evidence, cues and
targets of annotated articles, and prints the macro-F1 of the labels on others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline

from bgnews.corpus import Article, read_articles

BASELINES = {
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


def stances_in(article: Article) -> Iterator[tuple[str, str]]:
    """For each stance its evidence, cue and target as one text, and its label."""
    for stance in article.stances:
        quote, target = article.quote(stance.quote), article.entity(stance.target)
        extents = quote.spans if quote else (stance.at or (0, 0),)
        cues = quote.cues if quote else ()
        evidence, cue = (
            " ".join(article.text[start:end] for start, end in found) for found in (extents, cues)
        )
        if target is not None and not stance.optional:
            yield f"{evidence} CUE_{cue.replace(' ', '_')} TARGET {target.name}", stance.label


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path, help="annotated articles to learn from")
    parser.add_argument("test", type=Path, help="annotated articles to judge by")
    arguments = parser.parse_args()
    (texts, labels), (tests, expected) = (
        zip(*(s for article in read_articles([path]) for s in stances_in(article)), strict=True)
        for path in (arguments.train, arguments.test)
    )
    print(f"{len(texts)} stances to learn from, {len(tests)} to judge by")
    for name, baseline in BASELINES.items():
        predicted = baseline.fit(texts, labels).predict(tests)
        print(f"{name:40} macro-F1 {f1_score(expected, predicted, average='macro'):.1%}")


if __name__ == "__main__":
    main()
