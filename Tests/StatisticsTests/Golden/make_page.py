#!/usr/bin/env python3
"""Writes page.json: reference values for Page's trend test by SciPy, and with ties by going through all orders.

python3 -m pip install scipy && python3 make_page.py > page.json
"""
import itertools
import json

import numpy as np
from scipy import stats

generator = np.random.default_rng(11)


def exact_with_ties(scores):
    """SciPy's exact p-value takes ranks without ties: here all orders of every row of ranks, each as probable."""
    ranks = [stats.rankdata(row) for row in scores]
    weights = np.arange(1, len(scores[0]) + 1)
    sums = [[float(weights @ np.array(order)) for order in itertools.permutations(row)] for row in ranks]
    observed = sum(float(weights @ row) for row in ranks)
    totals = np.array([sum(choice) for choice in itertools.product(*sums)])
    return float(np.mean(totals >= observed - 1e-9))


cases = []
for datasets, conditions in [(1, 2), (3, 3), (6, 4), (6, 4), (6, 4), (12, 4), (20, 5), (5, 6)]:
    scores = generator.normal(size=(datasets, conditions)) + 0.4 * np.arange(conditions)
    test = stats.page_trend_test(scores, method="exact") if conditions > 2 else None
    cases.append({
        "scores": scores.tolist(),
        "statistic": float(test.statistic) if test else float(stats.rankdata(scores[0]) @ [1, 2]),
        "p_value": float(test.pvalue) if test else exact_with_ties(scores),
    })
for datasets, conditions in [(2, 3), (4, 3), (3, 4)]:
    scores = generator.integers(0, 3, size=(datasets, conditions)).astype(float)
    weights = np.arange(1, conditions + 1)
    cases.append({
        "scores": scores.tolist(), "statistic": float(sum(stats.rankdata(row) @ weights for row in scores)),
        "p_value": exact_with_ties(scores),
    })
print(json.dumps(cases, indent=1))
