#!/usr/bin/env python3
"""Writes classes.json: scores of each class by scikit-learn, and the stability of choices of features by NumPy.

python3 -m pip install numpy scikit-learn && python3 make_classes.py > classes.json
"""
import itertools
import json

import numpy as np
from sklearn import metrics

generator = np.random.default_rng(11)


def classes(count, rows, skill):
    """A case where class `count - 1` is never predicted, and class 0 may have no rows."""
    labels = generator.integers(1 if skill < 0.5 else 0, count, rows)
    predicted = np.where(generator.random(rows) < skill, labels, generator.integers(0, count - 1, rows))
    predicted[predicted == count - 1] = 0
    names = list(range(count))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        labels, predicted, labels=names, zero_division=np.nan)
    return {
        "labels": labels.tolist(), "predicted": predicted.tolist(), "classes": count,
        "matrix": metrics.confusion_matrix(labels, predicted, labels=names).tolist(),
        "precision": [None if np.isnan(x) else x for x in precision],
        "recall": [None if np.isnan(x) else x for x in recall],
        "f1": [None if np.isnan(x) else x for x in f1],
    }


def stability(chosen):
    """Formula 4 and theorem 7 of Nogueira, Sechidis and Brown, over a matrix of 0 and 1, a row for each choice."""
    choices, features = chosen.shape
    share = chosen.mean()
    value = 1 - chosen.var(axis=0, ddof=1).mean() / (share * (1 - share))
    sizes = chosen.sum(axis=1)
    influence = (
        (chosen * chosen.mean(axis=0)).mean(axis=1) - sizes * sizes.mean() / features**2
        + value / 2 * (2 * sizes * sizes.mean() / features**2 - sizes / features - sizes.mean() / features + 1)
    ) / (share * (1 - share))
    deviation = np.sqrt(4 / choices**2 * ((influence - influence.mean()) ** 2).sum())
    case = {
        "choices": [np.flatnonzero(row).tolist() for row in chosen], "features": features, "value": value,
        "deviation": deviation,
    }
    if len(set(sizes)) == 1:
        # Choices of one size have Kuncheva's index, the mean over all pairs.
        size = sizes[0]
        pairs = [(a * b).sum() for a, b in itertools.combinations(chosen, 2)]
        kuncheva = np.mean([(both / size - size / features) / (1 - size / features) for both in pairs])
        assert abs(kuncheva - value) < 1e-12
    return case


def chosen(choices, features, size=None):
    weights = generator.random(features)
    if size is None:
        return (generator.random((choices, features)) < weights).astype(int)
    rows = np.zeros((choices, features), int)
    for row in rows:
        row[np.argsort(weights + generator.random(features))[-size:]] = 1
    return rows


json.dump({
    "classes": [classes(*case) for case in [(2, 40, 0.8), (3, 60, 0.6), (5, 90, 0.3), (4, 12, 0.9)]],
    "stability": [
        stability(chosen(*case)) for case in [(3, 21), (10, 8), (40, 64), (5, 30, 4), (12, 617, 50), (2, 5, 2)]],
}, fp=__import__("sys").stdout, indent=1)
print()
