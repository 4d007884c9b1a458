"""Predicts the test rows of exported datasets by three classifiers of scikit-learn.

    predict.py EXPORTS OUT

EXPORTS has a folder for each dataset, called as the dataset, with what `prunebench export` writes. OUT gets a file
for each classifier, which `prunebench report RUN --external NAME=FILE` reads.
"""
import csv
import pathlib
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

CLASSIFIERS = {
    "forest": lambda: RandomForestClassifier(500, random_state=1),
    "boosting": lambda: HistGradientBoostingClassifier(random_state=1),
    "logistic": lambda: make_pipeline(
        SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler(),
        LogisticRegression(max_iter=1000)),
}


def table(folder):
    """The features, with NaN where a value is missing, and the class of each row."""
    with open(folder / "table.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([[float(x or "nan") for x in row[1:]] for row in rows]), np.array([row[0] for row in rows])


def splits(folder):
    """For each split its number, the rows to train on, and those to test on."""
    parts = {}
    with open(folder / "splits.csv", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            rows = parts.setdefault(line["split"], {"training": [], "test": []})
            rows[line["part"]].append(int(line["row"]))
    return [(split, rows["training"], rows["test"]) for split, rows in parts.items()]


def predictions(classifier, folder):
    """A dictionary for each test row of each split."""
    features, classes = table(folder)
    for split, training, test in splits(folder):
        # What occurs in the training set, in the order of `classes_`.
        model = classifier().fit(features[training], classes[training])
        absent = {f"p:{name}": 0.0 for name in set(classes) - set(model.classes_)}
        for row, shares in zip(test, model.predict_proba(features[test])):
            yield {
                "dataset": folder.name, "split": split, "row": row, "class": model.classes_[shares.argmax()],
                **{f"p:{name}": share for name, share in zip(model.classes_, shares)}, **absent,
            }


def main(exports, out):
    folders = sorted(path for path in pathlib.Path(exports).iterdir() if path.is_dir())
    for name, classifier in CLASSIFIERS.items():
        rows = [row for folder in folders for row in predictions(classifier, folder)]
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with open(pathlib.Path(out) / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        print(f"{name}: {len(rows)} predictions", file=sys.stderr)


main(*sys.argv[1:])
