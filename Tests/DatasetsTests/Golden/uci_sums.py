"""Prints what RealDataTests.swift expects of UCI's files, read here without the project.

    python3 uci_sums.py FOLDER      (needs numpy, and zcat for the .Z files)

For each dataset: the numbers are rounded to single precision; `sum` adds them in double precision,
`weighted` adds each times (31 * row + 17 * column) % 97, so that no two may change places, and
`labels` adds each class index times (row % 89 + 1).
"""
import os
import subprocess
import sys

import numpy as np


def lines(name):
    for folder, _, names in sorted(os.walk(sys.argv[1])):
        if name in names:
            path = os.path.join(folder, name)
            command = ["zcat", path] if name.endswith(".Z") else ["cat", path]
            text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            return [line for line in text.splitlines() if line.strip()]
    raise SystemExit(f"no {name} in {sys.argv[1]}")


def commas(*names):
    return [[field.strip() for field in line.split(",")] for name in names for line in lines(name)]


def car():
    values = [
        ["vhigh", "high", "med", "low"],
        ["vhigh", "high", "med", "low"],
        ["2", "3", "4", "5more"],
        ["2", "4", "more"],
        ["small", "med", "big"],
        ["low", "med", "high"],
    ]
    rows = commas("car.data")
    x = [[float(f == v) for f, vs in zip(row, values) for v in vs] for row in rows]
    return x, [["unacc", "acc", "good", "vgood"].index(row[6]) for row in rows]


def segmentation():
    names = ["BRICKFACE", "SKY", "FOLIAGE", "CEMENT", "WINDOW", "PATH", "GRASS"]
    rows = [row for row in commas("segmentation.data", "segmentation.test") if row[0] in names]
    return [[float(f) for f in row[1:]] for row in rows], [names.index(row[0]) for row in rows]


def optdigits():
    rows = commas("optdigits.tra", "optdigits.tes")
    return [[float(f) for f in row[:-1]] for row in rows], [int(row[-1]) for row in rows]


def multiple_features():
    rows = [[float(f) for f in line.split()] for line in lines("mfeat-fac")]
    return rows, [row // 200 for row in range(len(rows))]


def isolet():
    rows = commas("isolet1+2+3+4.data.Z", "isolet5.data.Z")
    return [[float(f) for f in row[:-1]] for row in rows], [int(float(row[-1])) - 1 for row in rows]


def blanks(*names):
    return [line.split() for name in names for line in lines(name)]


def madelon():
    files = ["madelon_train", "madelon_valid"]
    rows = blanks(*[name + ".data" for name in files])
    labels = blanks(*[name + ".labels" for name in files])
    return [[float(f) for f in row] for row in rows], [int(row[0] == "1") for row in labels]


def multiple_features_all():
    files = [blanks("mfeat-" + name) for name in ("fou", "fac", "kar", "pix", "zer", "mor")]
    rows = [[float(f) for row in parts for f in row] for parts in zip(*files)]
    return rows, [row // 200 for row in range(len(rows))]


def semeion():
    rows = [[float(f) for f in row] for row in blanks("semeion.data")]
    return [row[:256] for row in rows], [row[256:].index(1) for row in rows]


def splice():
    rows = commas("splice.data")
    x = [[float(f == letter) for f in row[2] for letter in "AGTCDNSR"] for row in rows]
    return x, [["EI", "IE", "N"].index(row[0]) for row in rows]


def gas_drift():
    rows = blanks("batch1.dat", "batch4.dat", "batch5.dat")
    x = [[float(field.split(":")[1]) for field in row[1:]] for row in rows]
    return x, [int(row[0]) - 1 for row in rows]


def adult():
    rows = [row for row in commas("adult.data", "adult.test") if len(row) == 15]
    numbers = {0, 2, 4, 10, 11, 12}
    missing = {1, 6, 13}
    levels = {}
    for column in set(range(14)) - numbers:
        texts = sorted({row[column] for row in rows} - {"?"})
        levels[column] = texts + (["?"] if column in missing else [])
    x = [
        [
            value
            for column in range(14)
            for value in (
                [float(row[column])]
                if column in numbers
                else [float(row[column] == level) for level in levels[column]]
            )
        ]
        for row in rows
    ]
    return x, [int(row[14].startswith(">")) for row in rows]


for load in (
    car, segmentation, optdigits, multiple_features, isolet, madelon, multiple_features_all,
    semeion, splice, gas_drift, adult,
):
    features, labels = load()
    x = np.array(features, np.float64).astype(np.float32).astype(np.float64)
    y = np.array(labels)
    row, column = np.indices(x.shape)
    weighted = (x * ((31 * row + 17 * column) % 97)).sum()
    print(
        load.__name__.replace("_", "-"), x.shape[0], x.shape[1], len(set(labels)),
        repr(float(x.sum())), repr(float(weighted)), int((y * (np.arange(len(y)) % 89 + 1)).sum()),
    )
