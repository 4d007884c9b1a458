#!/usr/bin/env python3
"""Writes effects.json: reference values by SciPy and NumPy for effect sizes and the power of the signed-rank test.

python3 -m pip install numpy scipy && python3 make_effects.py > effects.json
"""
import json
from collections import Counter

import numpy as np
from scipy import stats

generator = np.random.default_rng(5)


def effect(differences):
    """The interval of the median is where SciPy's exact test does not reject."""
    differences = np.array(differences)
    first, second = np.triu_indices(len(differences))
    means = np.sort((differences[first] + differences[second]) / 2)
    # The p-value is the same between two neighbouring means.
    distinct = np.unique(means)
    between = (distinct[1:] + distinct[:-1]) / 2
    kept = [
        stats.wilcoxon(differences - middle, method="exact").pvalue > 0.05
        for middle in [distinct[0] - 1, *between]]
    interval = None
    if not kept[0]:
        interval = [float(distinct[kept.index(True) - 1]), float(distinct[len(kept) - 1 - kept[::-1].index(True)])]
    ranks = stats.rankdata(np.abs(differences))
    above, below = ranks[differences > 0].sum(), ranks[differences < 0].sum()
    return {
        "differences": differences.tolist(), "median": float(np.median(means)), "interval": interval,
        "rank_biserial": float((above - below) / (above + below)) if above + below else 0,
        "wins": int((differences > 0).sum()), "ties": int((differences == 0).sum()),
    }


def critical_sum(count, level):
    """The largest rank sum whose two-sided p-value is at most the level."""
    sums = Counter({0: 1})
    for rank in range(1, count + 1):
        following = Counter(sums)
        for total, ways in sums.items():
            following[total + rank] += ways
        sums = following
    tail, largest = 0, -1
    while 2 * (tail := tail + sums[largest + 1]) <= level * 2 ** count:
        largest += 1
    return largest


def power(count, share):
    """The effect that the test finds in a share of the samples: the quantile of the least that it finds in one."""
    critical = critical_sum(count, 0.05)
    if critical < 0:
        return {"datasets": count, "power": share, "effect": None}
    first, second = np.triu_indices(count)
    least = []
    for _ in range(40_000 if count < 60 else 8_000):
        values = generator.standard_normal(count)
        means = (values[first] + values[second]) / 2
        least.append(-np.partition(means, critical)[critical])
    return {"datasets": count, "power": share, "effect": float(np.quantile(least, share))}


normal = generator.normal
print(json.dumps({
    "effects": [
        effect(differences) for differences in (
            normal(0.3, 1, 5), normal(0.3, 1, 6), normal(0.3, 1, 12), normal(-1, 2, 25), normal(0, 1, 40),
            [1.0, -2.5, 4.75])],
    "power": [power(count, 0.8) for count in (5, 6, 8, 12, 20, 45, 121)] + [power(20, 0.5), power(20, 0.95)],
}, separators=(",", ":")))
