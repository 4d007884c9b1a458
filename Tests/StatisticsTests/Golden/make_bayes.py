#!/usr/bin/env python3
"""Writes bayes.json: reference values by baycomp for the Bayesian tests of two methods on several datasets.

The hierarchical model is baycomp's, in Stan, which a C++ compiler translates.

python3 -m pip install numpy baycomp pystan && python3 make_bayes.py > bayes.json
"""
import json
import os
import sys
import tempfile

import baycomp
import numpy as np

generator = np.random.default_rng(9)


def signed_rank(differences, rope, prior=0.5):
    differences = np.array(differences)
    worse, equivalent, better = baycomp.SignedRankTest(
        np.zeros(len(differences)), differences, rope, prior=prior, nsamples=300_000, random_state=1).probs()
    return {
        "differences": differences.tolist(), "rope": rope, "prior": prior,
        "worse": float(worse), "equivalent": float(equivalent), "better": float(better),
    }


def hierarchical(datasets, splits, correlation, rope, mean, among, within, tail=0, bounds=None):
    """Datasets whose means are normal, the first of them far off; with the paper's prior, or baycomp's."""
    means = generator.normal(mean, among, datasets)
    means[0] += tail
    # Splits that share rows have a part of their deviation in common.
    common = generator.standard_normal((datasets, 1)) * correlation ** 0.5
    own = generator.standard_normal((datasets, splits)) * (1 - correlation) ** 0.5
    differences = means[:, None] + within * generator.uniform(0.5, 2, (datasets, 1)) * (common + own)
    alpha_low, alpha_high, beta_low, beta_high = bounds or (0.5, 5, 0.05, 0.15)
    sample = baycomp.HierarchicalTest.sample(
        np.zeros_like(differences), differences, rope, runs=splits * correlation, lower_alpha=alpha_low,
        upper_alpha=alpha_high, lower_beta=beta_low, upper_beta=beta_high, chains=4, nsamples=10_000)
    worse, equivalent, better = np.bincount(np.argmax(sample, axis=1), minlength=3) / len(sample)
    return {
        "differences": differences.tolist(), "correlation": correlation, "rope": rope,
        "alpha": [alpha_low, alpha_high], "beta": [beta_low, beta_high],
        "worse": float(worse), "equivalent": float(equivalent), "better": float(better),
    }


normal = generator.normal
# baycomp keeps its last sample in the working folder.
os.chdir(tempfile.mkdtemp())
# Stan says on standard output how far it is.
output, sys.stdout = sys.stdout, sys.stderr
result = {
    "signed_ranks": [
        signed_rank([0.01, 0.004, -0.001, 0.02, 0.003], 0.002),
        signed_rank([0.004, 0.004, -0.004, 0.0, 0.0, 0.002], 0.002),
        signed_rank(normal(0.001, 0.004, 12), 0.002),
        signed_rank(normal(0.001, 0.004, 12), 0),
        signed_rank(normal(-0.002, 0.01, 30), 0.005, 1),
        signed_rank(normal(0.0005, 0.003, 121), 0.002, 3)],
    "hierarchical": [
        hierarchical(8, 5, 0.2, 0.002, 0.003, 0.004, 0.006),
        hierarchical(20, 10, 0.1, 0.002, -0.001, 0.002, 0.008, tail=0.03),
        hierarchical(5, 10, 0.2, 0.01, 0.01, 0.004, 0.01, bounds=(1, 2, 0.01, 0.1)),
        hierarchical(40, 3, 0.2, 0.002, 0.002, 0.0005, 0.004)],
}
sys.stdout = output
print(json.dumps(result, separators=(",", ":")))
