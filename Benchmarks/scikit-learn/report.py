"""The report of a comparison, in Markdown."""
import collections
import textwrap

import numpy as np
from scipy import stats


class Comparison:
    """The results of both on one dataset, split by split."""

    def __init__(self, dataset, protocol, own, peers, seconds):
        self.dataset, self.protocol = dataset, protocol
        self.own, self.peers = own, peers
        self.seconds = seconds, sum(split["seconds"] for split in peers)
        self.difference = self.mean(
            [np.mean(a["chosen"]) - np.mean(b["chosen"]) for a, b in zip(own, peers)])
        self.last = self.mean(
            [np.mean(a["last"]) - np.mean(b["last"]) for a, b in zip(own, peers)])

    def mean(self, values):
        """Mean and 95 % interval of one value a split, by the corrected resampled t statistics."""
        share = self.protocol["splits"]["testShare"]
        error = np.std(values, ddof=1) * np.sqrt(1 / len(values) + share / (1 - share))
        half = error * stats.t.ppf(0.975, len(values) - 1)
        return np.mean(values), np.mean(values) - half, np.mean(values) + half

    @property
    def is_level(self):
        """Whether the interval of the difference contains 0."""
        return self.difference[1] <= 0 <= self.difference[2]

    def row(self):
        return [
            self.dataset["title"], accuracy(self, self.own, "chosen"),
            accuracy(self, self.peers, "chosen"), signed(self.difference),
            "yes" if self.is_level else "**no**", *(f"{value:.1f}" for value in self.seconds),
        ]

    def details(self):
        schedule = self.protocol["schedules"].get(self.dataset["name"], self.protocol["schedule"])
        epochs = schedule["pretrainingEpochs"] + schedule["pruningEpochs"]

        def epoch_range(splits):
            numbers = [split["epoch"] for split in splits]
            return f"{min(numbers)} to {max(numbers)} of {epochs}"

        def score(splits):
            return f"{100 * np.mean([split['score'] for split in splits]):.2f}"

        both = self.own, self.peers
        return table(["", "PruneBench", "scikit-learn", "difference"], [
            ["Test accuracy %, epoch chosen by validation",
             *(accuracy(self, splits, "chosen") for splits in both), signed(self.difference)],
            ["Test accuracy %, last epoch",
             *(accuracy(self, splits, "last") for splits in both), signed(self.last)],
            ["Validation accuracy %", *map(score, both), ""],
            ["Hidden nodes", *(chosen(splits, lambda s: "+".join(map(str, s["hidden"])))
                               for splits in both), ""],
            ["L2", *(chosen(splits, lambda s: f"{s['l2']:g}") for splits in both), ""],
            ["Batch", *(chosen(splits, lambda s: str(s["batch"])) for splits in both), ""],
            ["Same setting", "", f"{self.agreements()} of {len(self.own)} splits", ""],
            ["Epoch", *map(epoch_range, both), ""],
            ["Better on", *map(self.wins, both, reversed(both)), ""],
        ])

    @staticmethod
    def wins(splits, others):
        wins = sum(sum(a["chosen"]) > sum(b["chosen"]) for a, b in zip(splits, others))
        return f"{wins} of {len(splits)} splits"

    def agreements(self):
        return sum(a["setting"] == b["setting"] for a, b in zip(self.own, self.peers))


def table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def wrapped(paragraph):
    return textwrap.fill(
        " ".join(paragraph.split()), 100, break_long_words=False, break_on_hyphens=False)


def signed(interval):
    mean, low, high = (100 * value for value in interval)
    return f"{mean:+.2f} [{low:+.2f}, {high:+.2f}]"


def accuracy(comparison, splits, which):
    """Mean and standard deviation over all refits, and the interval over splits, in %."""
    refits = [100 * value for split in splits for value in split[which]]
    _, low, high = comparison.mean([np.mean(split[which]) for split in splits])
    return (f"{np.mean(refits):.2f} ± {np.std(refits, ddof=1):.2f} "
            f"[{max(0, 100 * low):.2f}, {min(100, 100 * high):.2f}]")


def chosen(splits, part):
    """How often each value was chosen, the most frequent first."""
    counts = collections.Counter(part(split["setting"]) for split in splits)
    return ", ".join(f"{name} ({count}x)" for name, count in counts.most_common())


def verdict(comparisons):
    level = [comparison for comparison in comparisons if comparison.is_level]
    text = (f"On {len(level)} of {len(comparisons)} datasets the interval of the difference contains 0: "
            "the two do not differ significantly there.")
    for comparison in comparisons:
        if not comparison.is_level:
            better = "better" if comparison.difference[0] > 0 else "worse"
            text += (f" **On {comparison.dataset['title']} they do: NN(best) is {better} by "
                     f"{abs(100 * comparison.difference[0]):.2f} points.**")
    widest = ", ".join(
        f"{comparison.dataset['title']} "
        f"{50 * (comparison.difference[2] - comparison.difference[1]):.2f}"
        for comparison in comparisons)
    return (f"{text} An interval that contains 0 does not prove that there is no difference: only "
            f"differences larger than its half width could be detected. Half widths, in points: {widest}.")


def text(comparisons, environment):
    protocol = comparisons[0].protocol
    grid, splits, validation = protocol["grid"], protocol["splits"], protocol["validation"]
    settings = len(grid["hidden"]) * len(grid["l2"]) * len(grid["batch"])
    fits = splits["count"] * (
        settings * validation["repeats"] * validation["folds"] + protocol["retrains"])
    sections = "\n".join(
        f"## {comparison.dataset['title']}\n\n{comparison.dataset['rows']} rows, "
        f"{comparison.dataset['features']} features, {comparison.dataset['classes']} classes; "
        f"{comparison.own[0]['tested']} test rows in each split.\n\n"
        + comparison.details() for comparison in comparisons)
    summary = table(
        ["dataset", "PruneBench, NN(best) %", "scikit-learn, MLPClassifier %", "difference",
         "contains 0", "PruneBench s", "scikit-learn s"],
        [comparison.row() for comparison in comparisons])
    opening = wrapped(f"""
Compares the dense network that PruneBench's protocol finds with the one that the same protocol finds
with scikit-learn's `MLPClassifier`: the same grid, folds, splits, epochs and rules of choice. Measured by
`scripts/compare-scikit-learn` {environment}.""")
    how = wrapped(f"""
Accuracies are on the test sets: the mean ± standard deviation over {protocol['retrains']}
refits on each of {splits['count']} splits, and in brackets the 95 % interval of the mean on other
splits. Differences are PruneBench minus scikit-learn in points, paired by split; intervals are those of
the corrected resampled t-test (Nadeau and Bengio, doi:10.1023/A:1024068626366). Seconds are
CPU time. PruneBench's are for its whole run, which trains pruned networks and NN(equivalent) too;
scikit-learn's are for the dense networks alone, {fits} fits for each dataset.""")
    listed = {key: ", ".join(values) for key, values in {
        "hidden": ["+".join(map(str, hidden)) for hidden in grid["hidden"]],
        "l2": [f"{l2:g}" for l2 in grid["l2"]], "batch": list(map(str, grid["batch"])),
    }.items()}
    method = wrapped(f"""
`Benchmarks/scikit-learn/protocol.yaml` is the protocol: {settings} settings (hidden nodes
{listed['hidden']}; L2 {listed['l2']}; batches of {listed['batch']}), {validation['repeats']} x
{validation['folds']}-fold stratified cross-validation on the training set of each split, then refits of
the setting and epoch of the highest mean validation accuracy on the whole training set. `prunebench
export` wrote the samples, splits and folds; the script fills and scales them, fitted on the training rows, by
code of its own, and stops if the sizes of folds and splits or the labels of the test rows differ from
those in the run's journal.""")
    training = wrapped(f"""
Both train with Adam at a learning rate of {protocol['schedule']['learningRate']:g} in single precision,
without early stopping. PruneBench adds L2 times each weight to the gradient of the mean loss,
scikit-learn alpha times the weight divided by the number of samples in the batch: alpha is L2 times the batch
size. These differences remain:""")
    return f"""# NN(best) compared with scikit-learn

{opening}

{summary}
{wrapped(verdict(comparisons))}

{how}

## What each did

{method}

{training}

- scikit-learn does not apply the penalty to biases, and divides it by fewer samples in the last, smaller
  batch of an epoch.
- It draws initial weights and biases from ±sqrt(6 / (fan-in + fan-out)), PruneBench from
  ±1 / sqrt(fan-in).
- The random numbers, and so the order of the samples, differ.

{sections}"""
