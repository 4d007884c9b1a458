"""Writes differences.md: pairs of methods at each ratio, from the results.csv of the runs in runs/methods.

The differences are of test accuracy after the last epoch, in points, split by split between the means of the refits, with
the 95 % interval of the corrected resampled t-test on five splits (doi:10.1023/A:1024068626366). No interval is corrected
for the number of rows."""
import collections, csv, math, pathlib, statistics, sys

T4 = 2.7764451051977987  # the 97.5 % quantile of Student's t with 4 degrees of freedom
LEVELS = ["0.5", "0.25", "0.125", "0.0625", "0.03125"]
PAIRS = {
    "uci": [
        ("obd", "cpna"), ("rigl", "cpna"), ("lottery-full", "cpna"), ("rate-rewinding", "cpna"), ("gradual", "cpna"),
        ("magnitude", "cpna"), ("cpa", "cpna"), ("cpna-kept", "cpna"), ("interleaved", "cpna"),
        ("reinitialised", "cpna"), ("rewound", "cpna"), ("shuffled", "cpna"),
    ],
    "controls": [
        (f"{word}-{method}", method)
        for method in ("snip", "grasp", "synflow", "magnitude") for word in ("shuffled", "reinitialised")
    ],
}
PAIRS["xor"] = PAIRS["uci"] + [("l1", "cpna"), ("l1", "lottery-full")]


def accuracies(path):
    result = collections.defaultdict(lambda: collections.defaultdict(list))
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if row["phase"] == "final" and row["density"]:
                key = row["dataset"], row["method"], row["density"]
                result[key][row["split"]].append(100 * float(row["last_accuracy"]))
    return result


def difference(first, second):
    values = [statistics.mean(first[split]) - statistics.mean(second[split]) for split in sorted(first)]
    assert len(values) == 5 and first.keys() == second.keys()
    half = T4 * math.sqrt((1 / 5 + 1 / 4) * statistics.variance(values))
    mean = statistics.mean(values)
    # Without a negative zero.
    mean, low, high = (round(value, 2) + 0.0 for value in (mean, mean - half, mean + half))
    return f"{mean:+.2f} [{low:+.2f}, {high:+.2f}]"


def main(root):
    print("# Differences between methods at each ratio\n")
    print(" ".join(__doc__.split("\n\n")[1].split()) + " Written by `differences.py`.")
    for run, pairs in PAIRS.items():
        found = accuracies(root / run / "results.csv")
        levels = [level for level in LEVELS if any(key[2] == level for key in found)]
        for dataset in dict.fromkeys(key[0] for key in found):
            print(f"\n## {dataset}, `{run}`\n")
            heads = ["first", "minus"] + [f"{100 * float(level):g} %" for level in levels]
            print("| " + " | ".join(heads) + " |\n|" + " --- |" * len(heads))
            for first, second in pairs:
                cells = [
                    difference(found[dataset, first, level], found[dataset, second, level]) for level in levels
                ]
                print("| " + " | ".join([f"`{first}`", f"`{second}`"] + cells) + " |")


main(pathlib.Path(sys.argv[1]))
