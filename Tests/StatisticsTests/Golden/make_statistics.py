#!/usr/bin/env python3
"""Writes statistics.json: reference values by SciPy and scikit-learn for the statistics of reports.

python3 -m pip install scipy scikit-learn && python3 make_statistics.py > statistics.json
"""
import itertools
import json
import math

import numpy as np
from scipy import stats
from sklearn import metrics

distributions = [
    {"df": df, "t": t, "cdf": float(stats.t.cdf(t, df)), "p": p, "quantile": float(stats.t.ppf(p, df))}
    for df in (1, 2, 4, 9, 19, 99, 1000)
    for t, p in ((-30.0, 0.001), (-1.5, 0.1), (0.0, 0.5), (0.3, 0.6), (2.2, 0.975), (12.0, 0.9995))
]


def resampled(differences, test_share, rope):
    """Nadeau and Bengio's corrected variance, by SciPy's t distribution."""
    count = len(differences)
    mean = sum(differences) / count
    variance = stats.tvar(differences)
    error = math.sqrt(variance * (1 / count + test_share / (1 - test_share)))
    t = stats.t(count - 1, loc=mean, scale=error)
    low, high = t.interval(0.95)
    return {
        "differences": differences, "test_share": test_share, "rope": rope, "error": error,
        "p_value": float(2 * stats.t.sf(abs(mean) / error, count - 1)),
        "low": float(low), "high": float(high),
        "worse": float(t.cdf(-rope)), "better": float(t.sf(rope)),
    }


differences = [
    resampled([0.01, -0.004, 0.012, 0.003, 0.008], 0.2, 0.005),
    resampled([-0.02, -0.03, -0.01, -0.025, -0.018, -0.022, -0.03, -0.01, -0.016, -0.02], 0.2, 0.01),
    resampled([0.001, -0.001], 0.5, 0.01),
]
generator = np.random.default_rng(1)


def class_scores(classes, rows, share_right):
    labels = generator.integers(classes, size=rows)
    predicted = np.where(generator.random(rows) < share_right, labels, generator.integers(classes, size=rows))
    return {
        "labels": labels.tolist(), "predicted": predicted.tolist(),
        "balanced_accuracy": float(metrics.balanced_accuracy_score(labels, predicted)),
        "macro_f1": float(metrics.f1_score(labels, predicted, average="macro", zero_division=0)),
    }


def bootstrap(differences):
    """One refit of each method: the percentile bootstrap of a mean."""
    result = stats.bootstrap(
        (np.array(differences),), np.mean, n_resamples=100_000, method="percentile", vectorized=True,
        batch=1000, random_state=np.random.default_rng(2))
    return {
        "differences": differences, "mean": float(np.mean(differences)),
        "low": float(result.confidence_interval.low), "high": float(result.confidence_interval.high),
    }


def friedman(scores):
    """Exact by going through all orders on all datasets; the statistic is SciPy's."""
    ranks = [stats.rankdata([-x for x in row]).tolist() for row in scores]
    statistic = lambda rows: stats.friedmanchisquare(*zip(*rows)).statistic
    outcomes = [statistic(rows) for rows in itertools.product(*(itertools.permutations(r) for r in ranks))]
    observed = statistic(ranks)
    return {
        "scores": scores, "ranks": np.mean(ranks, axis=0).tolist(),
        "p_value": float(np.mean([x > observed - 1e-9 for x in outcomes])),
        "smallest": float(np.mean([x > max(outcomes) - 1e-9 for x in outcomes])),
        "critical_difference": float(
            stats.studentized_range.ppf(0.95, 3, np.inf) / math.sqrt(2) * math.sqrt(12 / (6 * len(scores)))),
    }


print(json.dumps({
    "distributions": distributions, "differences": differences,
    "class_scores": [class_scores(4, 60, 0.7), class_scores(26, 200, 0.9), class_scores(5, 8, 0.3)],
    "bootstraps": [
        bootstrap([0.0] * 180 + [1.0] * 14 + [-1.0] * 6), bootstrap([0.0] * 20 + [-1.0] * 10)],
    "friedman": [
        friedman([[0.9, 0.8, 0.95], [0.7, 0.6, 0.71], [0.99, 0.95, 0.98], [0.8, 0.7, 0.9], [0.6, 0.5, 0.61]]),
        friedman([[1.0, 0.98, 1.0], [0.97, 0.96, 0.98], [0.98, 0.98, 0.98]]),
        friedman([[0.1, 0.2, 0.3], [0.3, 0.2, 0.1]])],
}))
