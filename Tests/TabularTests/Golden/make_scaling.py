"""Scales a small table with scikit-learn's scalers, and writes scaling.json beside itself.

    pip install scikit-learn scipy
    python make_scaling.py

The first 150 rows are fitted on; the others are new, some beyond what was fitted. Columns: normal, with ties,
log-normal with outliers, few values, far from 0.
"""
import json
import os

import numpy as np
from scipy.stats import norm
from sklearn.preprocessing import (MinMaxScaler, QuantileTransformer, RobustScaler,
                                   StandardScaler)

HERE = os.path.dirname(os.path.abspath(__file__))
FITTED = 150


def main():
    generator = np.random.default_rng(20)
    rows = 200
    table = np.column_stack([
        generator.normal(3, 2, rows),
        generator.integers(0, 12, rows),
        generator.lognormal(0, 2, rows),
        generator.choice([-1.0, 0.0, 0.5, 7.0], rows),
        generator.normal(50_000, 3, rows),
    ]).astype(np.float32).astype(np.float64)
    scalers = {
        "minmax": MinMaxScaler((-1, 1)), "standard": StandardScaler(), "robust": RobustScaler(),
        "quantile": QuantileTransformer(n_quantiles=100, output_distribution="normal",
                                        subsample=None),
    }
    few = QuantileTransformer(n_quantiles=30, output_distribution="normal", subsample=None)
    shares = np.concatenate([np.logspace(-300, -1, 40), np.linspace(0.1, 0.9, 33),
                             1 - np.logspace(-15, -1, 20)])
    golden = {
        "fitted": FITTED, "columns": table.shape[1], "values": table.ravel().tolist(),
        "scaled": {name: scaler.fit(table[:FITTED]).transform(table).ravel().tolist()
                   for name, scaler in scalers.items()},
        "fewRows": few.fit(table[:30]).transform(table).ravel().tolist(),
        "shares": shares.tolist(), "normalQuantiles": norm.ppf(shares).tolist(),
    }
    with open(os.path.join(HERE, "scaling.json"), "w") as file:
        json.dump(golden, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
