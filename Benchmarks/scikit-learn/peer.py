"""Runs PruneBench's protocol with scikit-learn's MLPClassifier, one split at a time.

Reads what `prunebench export` writes; scaling, filling, search and choices are written anew here, so
that they are not judged by themselves.
"""
import csv
import itertools
import os
import time
import zlib

for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402  (after the number of threads is set)
from sklearn.neural_network import MLPClassifier  # noqa: E402


class Table:
    """The samples and splits of an exported dataset."""

    def __init__(self, folder):
        _, *rows = read(folder, "table.csv")
        self.names = [row[0] for row in rows]
        self.classes = sorted(set(self.names))
        self.labels = np.array([self.classes.index(name) for name in self.names])
        self.features = np.array(
            [[float(text) if text else np.nan for text in row[1:]] for row in rows], np.float32)
        # Levels of one column are filled together.
        self.columns = []
        _, *features = read(folder, "columns.csv")
        numbered = enumerate(features)
        for (_, kind, fill), group in itertools.groupby(numbered, lambda item: tuple(item[1][1:])):
            indices = [index for index, _ in group]
            self.columns += [indices] if kind == "level" else [[index] for index in indices]
        self.is_level = [row[2] == "level" for row in features]
        self.fills = [row[3] for row in features]
        header, *rows = read(folder, "splits.csv")
        splits = 1 + int(rows[-1][0])
        cells = np.array(rows).reshape(splits, len(self.names), len(header))
        self.is_test = cells[:, :, 2] == "test"
        # [splits, repeats, rows]; -1 in the test set.
        folds = np.where(cells[:, :, 3:] == "", "-1", cells[:, :, 3:]).astype(int)
        self.folds = folds.transpose(0, 2, 1)

    def prepared(self, training):
        """All rows, filled and scaled to [-1, 1] as fitted on `training`; 0 for a constant feature."""
        values = self.features.copy()
        for indices in self.columns:
            missing = np.isnan(values[:, indices[0]])
            known = self.features[training][~missing[training]]
            if not missing.any() or not len(known):
                values[np.ix_(missing, indices)] = 0
            elif self.is_level[indices[0]]:
                level = indices[int(np.argmax(known[:, indices].sum(axis=0)))]
                values[np.ix_(missing, indices)] = 0
                values[missing, level] = 1
            elif self.fills[indices[0]] == "median":
                values[missing, indices[0]] = np.median(known[:, indices[0]].astype(float))
            else:
                different, counts = np.unique(known[:, indices[0]], return_counts=True)
                values[missing, indices[0]] = different[np.argmax(counts)]
        values = values.astype(float)
        low, high = values[training].min(axis=0), values[training].max(axis=0)
        width = np.where(high > low, high - low, 1)
        scaled = np.where(high > low, 2 * (values - low) / width - 1, 0)
        return scaled.astype(np.float32)


def read(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def correct_by_epoch(table, training, held_out, setting, schedule, name):
    """The number of rows of `held_out` that are classified correctly after each epoch.

    A random state that is handed on from epoch to epoch makes partial_fit train as fit does.
    PruneBench adds l2 times each weight to the gradient, scikit-learn alpha times it divided by the
    samples of the batch.
    """
    values = table.prepared(training)
    inputs, targets = values[training], table.labels[training]
    batch = min(setting["batch"], len(training))
    model = MLPClassifier(
        tuple(setting["hidden"]), activation="relu", solver="adam", alpha=setting["l2"] * batch,
        batch_size=batch, learning_rate_init=schedule["learningRate"], beta_1=0.9, beta_2=0.999,
        epsilon=1e-8, shuffle=True, early_stopping=False, tol=0,
        random_state=np.random.RandomState(zlib.crc32(name.encode())))
    correct = []
    for _ in range(schedule["pretrainingEpochs"] + schedule["pruningEpochs"]):
        model.partial_fit(inputs, targets, classes=np.arange(len(table.classes)))
        hits = model.predict(values[held_out]) == table.labels[held_out]
        correct.append(int(hits.sum()))
    return np.array(correct)


def settings(grid):
    """The settings in PruneBench's order; of equally good ones the first is chosen."""
    return [{"hidden": hidden, "l2": l2, "batch": batch}
            for hidden in sorted(grid["hidden"]) for l2 in sorted(grid["l2"])
            for batch in sorted(grid["batch"])]


def judge_split(folder, protocol, dataset, split):
    """Searches the grid on the training set of a split, refits the best setting and tests it."""
    start = time.process_time()
    table = Table(folder)
    schedule = protocol["schedules"].get(dataset, protocol["schedule"])
    is_test = table.is_test[split]
    best = {"score": -1.0}
    for setting in settings(protocol["grid"]):
        accuracies = []
        for repeat, folds in enumerate(table.folds[split]):
            for fold in range(protocol["validation"]["folds"]):
                held_out = np.flatnonzero(folds == fold)
                training = np.flatnonzero(~is_test & (folds != fold))
                name = f"{dataset}/{split}/search/{setting}/{repeat}/{fold}"
                accuracies.append(
                    correct_by_epoch(table, training, held_out, setting, schedule, name)
                    / len(held_out))
        means = np.mean(accuracies, axis=0)
        # Of equally good epochs, and of equally good settings, the first is chosen.
        epoch = int(np.argmax(means))
        if means[epoch] > best["score"]:
            best = {"setting": setting, "epoch": epoch + 1, "score": float(means[epoch])}
    tested, training = np.flatnonzero(is_test), np.flatnonzero(~is_test)
    curves = [
        correct_by_epoch(
            table, training, tested, best["setting"], schedule, f"{dataset}/{split}/final/{number}")
        / len(tested)
        for number in range(protocol["retrains"])
    ]
    return {
        **best,
        "chosen": [float(curve[best["epoch"] - 1]) for curve in curves],
        "last": [float(curve[-1]) for curve in curves],
        "seconds": time.process_time() - start,
    }
