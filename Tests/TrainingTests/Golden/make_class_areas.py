"""Writes class_areas.json: areas under the ROC curve of each class against all others by scikit-learn, of softmax.

Run with scikit-learn 1.9 and numpy: python3 make_class_areas.py
"""

import json
import pathlib

import numpy
from sklearn.metrics import roc_auc_score

random = numpy.random.default_rng(2)
golden = []
for classes, rows, spread in [(2, 30, 1), (2, 200, 6), (3, 50, 2), (5, 120, 4), (10, 300, 3), (4, 9, 1)]:
    labels = random.integers(0, classes, rows)
    # A class that no row has.
    if rows == 9:
        labels[labels == 3] = 0
    logits = numpy.float32(random.normal(size=(rows, classes)) * spread)
    logits[numpy.arange(rows), labels] += 1
    powers = numpy.exp(logits.astype(float) - logits.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    areas = [
        roc_auc_score(labels == label, shares[:, label]) if 0 < (labels == label).sum() < rows else None
        for label in range(classes)
    ]
    golden.append({"logits": logits.tolist(), "labels": labels.tolist(), "areas": areas})
pathlib.Path(__file__).with_name("class_areas.json").write_text(json.dumps(golden) + "\n")
