#!/usr/bin/env python3
"""Writes statistics.json: reference values by SciPy for the statistics of reports.

python3 -m pip install scipy && python3 make_statistics.py > statistics.json
"""
import json
import math

from scipy import stats

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
print(json.dumps({"distributions": distributions, "differences": differences}))
