#!/usr/bin/env python3
"""Writes ranks.json: reference values by SciPy, statsmodels and scikit-posthocs for the tests of several methods.

python3 -m pip install scipy statsmodels scikit-posthocs && python3 make_ranks.py > ranks.json
"""
import itertools
import json
import math
from collections import Counter
from fractions import Fraction

import numpy as np
import scikit_posthocs
from scipy import stats
from statsmodels.stats.multitest import multipletests

generator = np.random.default_rng(3)


def exact_friedman(ranks):
    """The permutation distribution of the rank sums, over all orders of each row, counted in whole numbers."""
    rows = [[round(2 * rank) for rank in row] for row in ranks]
    observed = sum(total * total for total in map(sum, zip(*rows)))
    if len(rows[0]) > 4:
        # Few rows: the possible sums one by one, whatever method has which.
        counts = Counter({(0,) * len(rows[0]): 1})
        for row in rows:
            following = Counter()
            for order in itertools.permutations(row):
                for sums, count in counts.items():
                    following[tuple(sorted(map(sum, zip(sums, order))))] += count
            counts = following
        outcomes = [(sum(total * total for total in sums), count) for sums, count in counts.items()]
        return float(Fraction(
            sum(count for squares, count in outcomes if squares >= observed), sum(counts.values())))
    # The sums of all methods but the last, on a grid of probabilities.
    size = sum(map(max, rows)) + 1
    grid = np.zeros((size,) * (len(rows[0]) - 1))
    grid.flat[0] = 1
    for row in rows:
        following = np.zeros_like(grid)
        orders = Counter(itertools.permutations(row))
        for order, count in orders.items():
            source = tuple(slice(0, size - rank) for rank in order[:-1])
            target = tuple(slice(rank, size) for rank in order[:-1])
            following[target] += grid[source] * (count / math.factorial(len(row)))
        grid = following
    sums = np.indices(grid.shape)
    last = sum(map(sum, rows)) - sums.sum(axis=0)
    squares = (sums ** 2).sum(axis=0) + last ** 2
    return float(grid[squares >= observed].sum())


def friedman(methods, datasets, is_tied):
    """Scores are small whole numbers; the first method tends to be the best."""
    if is_tied:
        scores = generator.integers(0, methods, size=(datasets, methods))
    else:
        scores = np.array([generator.permutation(methods) for _ in range(datasets)])
    scores[:, 0] += generator.integers(0, 2, size=datasets) if is_tied else 0
    ranks = [stats.rankdata(-row).tolist() for row in scores]
    statistic = None
    if methods > 2:
        statistic = stats.friedmanchisquare(*scores.T).statistic
    else:
        # SciPy wants three methods: the same formula, corrected for ties.
        sums = np.sum(ranks, axis=0) - datasets * 1.5
        statistic = float((sums ** 2).sum() / ((np.array(ranks) - 1.5) ** 2).sum())
    f = (datasets - 1) * statistic / (datasets * (methods - 1) - statistic)
    is_exact = methods <= 3 or methods == 4 and datasets <= 20 or methods <= 6 and datasets == 5
    return {
        "scores": scores.tolist(), "ranks": np.mean(ranks, axis=0).tolist(),
        "iman_davenport": float(stats.f.sf(f, methods - 1, (methods - 1) * (datasets - 1))),
        "exact": exact_friedman(ranks) if is_exact else None,
        "nemenyi": scikit_posthocs.posthoc_nemenyi_friedman(-scores).to_numpy()[0].tolist()
        if methods > 2 else None,
    }


def wilcoxon(count, kind):
    """Differences without ties, with ties, or with ties and zeros; SciPy's exact p-value where it has one."""
    if kind == "distinct":
        values = generator.permutation(count) + 1
        signs = np.where(generator.random(count) < 0.6, 1, -1)
        differences = values * signs
    else:
        differences = generator.integers(-count // 4, count // 2, size=count)
        differences[differences == 0] = 1
        if kind == "zeros":
            differences[:: 4] = 0
    ranks = [round(2 * rank) for rank in stats.rankdata(np.abs(differences))]
    signed = [(rank, difference) for rank, difference in zip(ranks, differences) if difference]
    above = sum(rank for rank, difference in signed if difference > 0)
    below = sum(rank for rank, difference in signed if difference < 0)
    if count > 400:
        p = stats.wilcoxon(differences, zero_method="pratt", correction=False, method="approx").pvalue
    else:
        # How many of the 2^n choices of signs have each sum, in whole numbers.
        counts = np.zeros(above + below + 1, dtype=object)
        counts[0] = 1
        for rank, _ in signed:
            shifted = np.zeros_like(counts)
            shifted[rank:] = counts[: len(counts) - rank]
            counts = counts + shifted
        tail = Fraction(sum(counts[: min(above, below) + 1].tolist()), 2 ** len(signed))
        p = float(min(Fraction(1), 2 * tail))
        scipy = None
        if kind == "distinct":
            scipy = stats.wilcoxon(differences, method="exact").pvalue
        elif len(signed) <= 12:
            every = stats.PermutationMethod(n_resamples=np.inf)
            scipy = stats.wilcoxon(differences, zero_method="pratt", method=every).pvalue
        assert scipy is None or abs(p - scipy) < 1e-9 * p, (count, kind, p, scipy)
    return {
        "differences": differences.tolist(), "above": above / 2, "below": below / 2,
        "count": len(signed), "p_value": float(p),
    }


def holm(p_values):
    return {"p_values": p_values, "adjusted": multipletests(p_values, method="holm")[1].tolist()}


print(json.dumps({
    "f": [
        {"d1": d1, "d2": d2, "f": f, "p": float(stats.f.sf(f, d1, d2))}
        for d1, d2 in ((1, 4), (2, 8), (5, 100), (9, 1080)) for f in (0.0, 0.3, 1.0, 2.5, 20.0)],
    "ranges": [
        {"groups": k, "q": q, "p": float(stats.studentized_range.cdf(q, k, np.inf)),
         "critical": float(stats.studentized_range.ppf(0.95, k, np.inf))}
        for k in (*range(2, 11), 20, 30) for q in (0.5, 3.0)],
    "friedman": [
        friedman(methods, datasets, is_tied)
        for methods in range(2, 11) for datasets in (5, 8, 20, 45, 121) for is_tied in (False, True)],
    "wilcoxon": [
        wilcoxon(count, kind)
        for count in (*range(5, 13), 16, 20, 25, 30, 45, 60, 90, 121, 450) for kind in ("distinct", "ties", "zeros")],
    "holm": [
        holm([0.01, 0.04, 0.03, 0.005]), holm([0.2]), holm([0.5, 0.9, 0.7]),
        holm([0.001, 0.001, 0.04, 0.9, 0.02, 0.02]),
        *(holm((generator.random(count) ** 3).tolist()) for count in range(1, 10))],
}, separators=(",", ":")))
