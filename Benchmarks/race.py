"""Races PruneBench and its peers from a CSV to the best setting, and writes a section of a report.

    race.py PRUNEBENCH WORK REPORT [--rounds N] [--epochs N] [DATASET ...]

Every contestant is a process that starts from nothing, on the first two cores; all of its seconds count. What is done
is kept in the folder WORK by commit: the same command carries on with the datasets that are left.
"""
import argparse
import csv
import glob
import gzip
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import time
from importlib import metadata

from report import commit_and_date, processor, replace_section, table

HERE = os.path.dirname(os.path.abspath(__file__))
PROTOCOL = os.path.join(HERE, "race.yaml")
PEERS = {"sklearn": "GridSearchCV", "torch": "PyTorch", "jax": "JAX"}
DATASETS = ["iris", "balance-scale", "segmentation", "waveform", "pendigits", "adult"]
# No further round begins after so many seconds.
LONG = 60
ADULT = """age workclass fnlwgt education education-num marital-status occupation relationship race sex capital-gain
capital-loss hours-per-week native-country class""".split()


def on_two_cores(command):
    """Seconds from the start of a process to its end."""
    pinned = ["taskset", "-c", "0,1", *command] if platform.system() == "Linux" else command
    start = time.perf_counter()
    process = subprocess.run(pinned, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}\n{process.stderr}")
    return seconds


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def adult(path):
    """Adult as a user has it: categories as words, and nothing encoded."""
    rows = []
    for part in ("adult.data", "adult.test"):
        source, = glob.glob(os.path.join(os.environ["PRUNEBENCH_DATA"], "**", part), recursive=True)
        with open(source, encoding="utf-8") as file:
            for line in file:
                cells = [cell.strip().rstrip(".") for cell in line.split(",")]
                if len(cells) == len(ADULT):
                    rows.append(["other" if cell == "?" else cell for cell in cells])
    write(path, ADULT, rows)


class Dataset:
    """A table, its split and folds as files, and what each contestant is called with."""

    def __init__(self, prunebench, work, name, epochs):
        self.prunebench = prunebench
        self.folder = os.path.join(work, name)
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        self.table = os.path.join(self.folder, f"{name}.csv")
        self.arguments = [self.table, "--target", "class", "--protocol", PROTOCOL]
        if epochs:
            self.arguments += ["--epochs", str(epochs)]
        exported = os.path.join(self.folder, "export")
        if name == "adult":
            adult(self.table)
        else:
            subprocess.run([prunebench, "export", name, "--out", exported + "-raw"], check=True,
                           stdout=subprocess.DEVNULL)
            shutil.copy(os.path.join(exported + "-raw", "table.csv"), self.table)
        subprocess.run([prunebench, "export", *self.arguments, "--out", exported], check=True,
                       stdout=subprocess.DEVNULL)
        self.features = len(rows_of(os.path.join(exported, "columns.csv")))
        splits = rows_of(os.path.join(exported, "splits.csv"))
        self.folds = os.path.join(self.folder, "folds.csv")
        write(self.folds, ["fold"], [[row["repeat-0"] or "-1"] for row in splits])
        self.rows = len(splits)
        self.tested = [row["class"] for row, split in zip(rows_of(self.table), splits)
                       if split["part"] == "test"]

    def ours(self):
        run = os.path.join(self.folder, "run")
        shutil.rmtree(run, ignore_errors=True)
        seconds = on_two_cores([self.prunebench, "run", *self.arguments, "--out", run, "--jobs", "2", "--quiet"])
        with open(os.path.join(run, "run.yaml"), encoding="utf-8") as file:
            description = json.load(file)
        names, protocol = description["datasets"][0]["classNames"], description["protocol"]
        schedule = protocol["schedule"]
        # What peers are told is what PruneBench read.
        race = {"hidden": [hidden for hidden, in protocol["grid"]["hidden"]], "l2": protocol["grid"]["l2"],
                "batch": protocol["grid"]["batch"][0], "rate": schedule["learningRate"],
                "epochs": schedule["pretrainingEpochs"] + schedule["pruningEpochs"]}
        with open(os.path.join(self.folder, "race.json"), "w", encoding="utf-8") as file:
            json.dump(race, file)
        fits = []
        for path in glob.glob(os.path.join(run, "journal", "fits*.jsonl*")):
            with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
                fits += map(json.loads, file)
        assert len(fits) == 5 * len(race["hidden"]) * len(race["l2"]) + 1, len(fits)
        refit, = [fit for fit in fits if fit["key"]["phase"] != "search"]
        predictions = refit["outcome"]["result"]["_0"]["predictions"]
        labels, classes = ([names[index] for index in predictions[key]] for key in ("labels", "classes"))
        assert labels == self.tested, "the exported test set is not the run's"
        return seconds, classes

    def peer(self, engine):
        path = os.path.join(self.folder, f"{engine}.csv")
        seconds = on_two_cores([
            sys.executable, os.path.join(HERE, "race_peers.py"), engine, self.table, self.folds,
            os.path.join(self.folder, "race.json"), path])
        return seconds, [row["class"] for row in rows_of(path)]


def race(dataset, rounds):
    """The best seconds and the correctly classified test rows of each contestant, who take turns in order."""
    contestants = {"ours": dataset.ours, **{peer: lambda peer=peer: dataset.peer(peer) for peer in PEERS}}
    best, correct = {}, {}
    start = time.perf_counter()
    for number in range(rounds):
        if time.perf_counter() - start > LONG:
            break
        order = list(contestants)
        for name in reversed(order) if number % 2 else order:
            seconds, classes = contestants[name]()
            best[name] = min(best.get(name, math.inf), seconds)
            assert len(classes) == len(dataset.tested), name
            correct[name] = [guess == label for guess, label in zip(classes, dataset.tested)]
            print(f"{os.path.basename(dataset.table)} {name}: {seconds:.2f} s, "
                  f"{sum(correct[name]) / len(classes):.4f}", file=sys.stderr, flush=True)
    return {"rows": dataset.rows, "features": dataset.features, "seconds": best, "correct": correct}


def difference(ours, theirs):
    """Ours minus theirs in points, with the 95 % interval of Agresti and Min for the same rows by both."""
    count = len(ours) + 2
    more = sum(a and not b for a, b in zip(ours, theirs)) + 0.5
    fewer = sum(b and not a for a, b in zip(ours, theirs)) + 0.5
    centre = (more - fewer) / count
    margin = 1.96 * math.sqrt(more + fewer - (more - fewer) ** 2 / count) / count
    return f"{100 * (more - fewer) / len(ours):+.1f} [{100 * (centre - margin):+.1f}, {100 * (centre + margin):+.1f}]"


def mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def text(results, rounds):
    times, levels = [], []
    ratios = {name: [] for name in [*PEERS, "best of the others"]}
    for name, result in results.items():
        seconds, correct = result["seconds"], result["correct"]
        for peer in PEERS:
            ratios[peer].append(seconds[peer] / seconds["ours"])
        ratios["best of the others"].append(min(ratios[peer][-1] for peer in PEERS if peer != "sklearn"))
        times.append([name, f"{result['rows']:,}", str(result["features"]), f"{seconds['ours']:.2f}",
                      *(f"{seconds[peer]:.2f}" for peer in PEERS),
                      *(f"{values[-1]:.1f}" for values in ratios.values())])
        levels.append([name, f"{len(correct['ours']):,}",
                       *(f"{100 * sum(correct[who]) / len(correct[who]):.1f}" for who in ["ours", *PEERS]),
                       *(difference(correct["ours"], correct[peer]) for peer in PEERS)])
    times.append(["**mean**", *[""] * 6, *(f"**{mean(values):.1f}**" for values in ratios.values())])
    times.append(["least", *[""] * 6, *(f"{min(values):.1f}" for values in ratios.values())])
    versions = ", ".join(f"{name} {metadata.version(name)}"
                         for name in ("scikit-learn", "torch", "jax", "joblib", "pandas"))
    with open(PROTOCOL, encoding="utf-8") as file:
        protocol = file.read().split("seed: 1\n")[1]
    return f"""Seconds that a user waits on two cores: from the start of a process, with imports and compilation, a CSV read,
categories encoded and features scaled, to the predictions of the test set by the best setting of a grid, refitted. Grid,
folds, epochs, minibatches, scaling and test rows are the same. GridSearchCV is scikit-learn's, with a pipeline of
encoder, scaler and MLPClassifier and `n_jobs=2`; PyTorch is eager with its fused Adam, fits dealt by joblib to two
processes; JAX trains the networks of a size at once, by vmap over folds and penalties, and the sizes on two threads.
PruneBench also stores its run and writes its report. Measured by `scripts/race` {commit_and_date()}: all
take turns in one run, the best of {rounds} rounds, or of one that takes over a minute. {processor()},
{platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}.

The last four columns say how many times as long as PruneBench each takes; "best of the others" is the faster of PyTorch
and JAX; the mean is geometric.

{table(["dataset", "rows", "features", "PruneBench", *PEERS.values(), *(f"{name} / PruneBench" for name in
        [*PEERS.values(), "best of the others"])], times)}
Test accuracy in percent, and PruneBench's minus the others' in points, with 95 % intervals over the rows of the test
set, both networks given: what another seed would change is not in them.

{table(["dataset", "test rows", "PruneBench", *PEERS.values(), *(f"minus {title}" for title in PEERS.values())],
       levels)}
The protocol:

```yaml
{protocol.strip()}
```"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prunebench")
    parser.add_argument("work")
    parser.add_argument("report")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("datasets", nargs="*")
    options = parser.parse_intermixed_args()
    commit = subprocess.run(["git", "-C", HERE, "rev-parse", "--short", "HEAD"], check=True, text=True,
                            capture_output=True).stdout.strip()
    work = os.path.join(os.path.abspath(options.work), commit)
    os.makedirs(work, exist_ok=True)
    results = {}
    for name in options.datasets or DATASETS:
        path = os.path.join(work, f"{name}-{options.rounds}-{options.epochs}.json")
        if not os.path.exists(path):
            dataset = Dataset(os.path.abspath(options.prunebench), work, name, options.epochs)
            result = race(dataset, options.rounds)
            with open(path + ".unfinished", "w", encoding="utf-8") as file:
                json.dump(result, file)
            os.rename(path + ".unfinished", path)
        with open(path, encoding="utf-8") as file:
            results[name] = json.load(file)
    replace_section(options.report, "From a CSV to the best setting", text(results, options.rounds))


if __name__ == "__main__":
    main()
