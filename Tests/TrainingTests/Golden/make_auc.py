"""Writes auc.json: areas under the ROC curve by scikit-learn, for cases with and without ties.

Run with scikit-learn 1.9 and numpy: python3 make_auc.py
"""

import json
import pathlib

import numpy
from sklearn.metrics import roc_auc_score

random = numpy.random.default_rng(1)
cases = [
    ([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]),
    ([1, 1, 1, 1], [0, 1, 0, 1]),
    ([3, 2, 1], [0, 0, 1]),
    ([1, 2, 3], [0, 0, 1]),
    ([0.5, 0.5, 0.2, 0.9, 0.5], [1, 0, 0, 1, 1]),
]
for levels in (2, 5, 50, 10**6):
    for rows in (10, 101, 1000):
        labels = random.integers(0, 2, rows)
        labels[:2] = [0, 1]
        scores = (random.integers(0, levels, rows) + 2 * labels - 1) / levels
        cases.append((numpy.float32(scores).tolist(), labels.tolist()))
golden = [
    {"scores": scores, "labels": labels, "auc": roc_auc_score(labels, scores)}
    for scores, labels in cases
]
pathlib.Path(__file__).with_name("auc.json").write_text(json.dumps(golden) + "\n")
