"""Holds NN(best) against scikit-learn's MLPClassifier on the same grid, folds and splits.

    compare.py PRUNEBENCH WORK REPORT [--jobs N]

Each finished split of scikit-learn's is kept in the folder WORK, and so is the run of PruneBench: the
same command carries on. scikit-learn trains on one core a job (by default one).
"""
import argparse
import collections
import concurrent.futures
import datetime
import glob
import gzip
import hashlib
import json
import os
import platform
import subprocess
import sys
from importlib import metadata

import peer
import report

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TABLES = os.path.join(ROOT, "Tests", "CommandTests", "Tables")
# Made up by make_tables.py: one with categories and missing values, one of numbers alone.
SETS = [
    ["car"], ["segmentation"],
    [os.path.join(TABLES, "missing.csv"), "--target", "kind", "--missing", "median"],
    [os.path.join(TABLES, "classfirst.csv"), "--target", "kind"],
]


def output(command, **options):
    process = subprocess.run(command, text=True, stdout=subprocess.PIPE, **options)
    if process.returncode != 0:
        sys.exit(process.returncode)  # the command has said why
    return process.stdout


def prunebench(command, work, arguments):
    """The run and the export of one set: where they are, and what the run says of itself."""
    protocol = ["--protocol", os.path.join(HERE, "protocol.yaml")]
    printed = output([command, "run", *arguments, *protocol, "--quiet"], cwd=work)
    run = os.path.join(work, os.path.dirname(printed.splitlines()[-1]))
    folder = os.path.join(run, "export")
    output([command, "export", *arguments, *protocol, "--out", folder])
    with open(os.path.join(run, "run.yaml"), encoding="utf-8") as file:
        return run, folder, json.load(file)


def records(run):
    """The lines of a run's journal."""
    for path in sorted(glob.glob(os.path.join(run, "journal", "fits*.jsonl*"))):
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def ours(run, folder, protocol):
    """What NN(best) came to on each split, from the journal; checked against the exported parts."""
    table = peer.Table(folder)
    splits = [{"chosen": [], "last": []} for _ in range(protocol["splits"]["count"])]
    searches = collections.defaultdict(list)
    seconds = 0.0
    for record in sorted(records(run), key=lambda record: record["key"]["repeat"]):
        key, result = record["key"], record["outcome"].get("result", {}).get("_0")
        seconds += record["seconds"]
        if key["method"] != "best":
            continue
        if result is None:
            sys.exit(f"a fit of PruneBench failed: {key}")
        split, is_test = splits[key["split"]], table.is_test[key["split"]]
        setting = key["setting"]
        counts = []
        for change in result["correctChanges"]:
            counts.append(change + (counts[-1] if counts else 0))
        if key["phase"] == "search":
            held_out = table.folds[key["split"], key["repeat"]] == key["fold"]
            training = ~is_test & ~held_out
            point = (key["split"], json.dumps(setting, sort_keys=True))
            searches[point].append([count / int(held_out.sum()) for count in counts])
        else:
            held_out, training = is_test, ~is_test
            predictions = result["predictions"]
            names = [name for name, test in zip(table.names, is_test) if test]
            pairs = set(zip(names, predictions["labels"]))
            if len(names) != len(predictions["labels"]) or len(pairs) != len(set(names)):
                sys.exit(f"the exported test part is not the one of {key}")
            hits = sum(a == b for a, b in zip(predictions["labels"], predictions["classes"]))
            split["chosen"].append(hits / len(names))
            split["last"].append(counts[-1] / len(names))
            split["setting"], split["epoch"] = setting, predictions["epoch"]
            split["tested"] = len(names)
        if (int(training.sum()), int(held_out.sum())) != (
                result["trainingRows"], result["heldOutRows"]):
            sys.exit(f"the exported parts are not those of {key}")
    for number, split in enumerate(splits):
        curves = searches[number, json.dumps(split["setting"], sort_keys=True)]
        split["score"] = sum(curve[split["epoch"] - 1] for curve in curves) / len(curves)
    return splits, seconds


def theirs(work, folder, protocol, dataset, split):
    """What scikit-learn came to on one split, kept in `work`."""
    content = hashlib.sha256()
    for path in [os.path.join(HERE, "peer.py"), *sorted(glob.glob(os.path.join(folder, "*.csv")))]:
        with open(path, "rb") as file:
            content.update(file.read())
    versions = {name: metadata.version(name) for name in ("numpy", "scikit-learn")}
    content.update(json.dumps([protocol, versions], sort_keys=True).encode())
    path = os.path.join(work, f"{dataset}-{split}-{content.hexdigest()[:10]}.json")
    if not os.path.exists(path):
        result = peer.judge_split(folder, protocol, dataset, split)
        with open(path + ".unfinished", "w", encoding="utf-8") as file:
            json.dump(result, file)
        os.rename(path + ".unfinished", path)
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def environment(command):
    commit = output(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"]).strip()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            processor = next(line.split(":")[1].strip() for line in file if "model name" in line)
    except (OSError, StopIteration):
        processor = platform.processor()
    packages = ", ".join(f"{name} {metadata.version(name)}" for name in ("scikit-learn", "numpy"))
    return (f"on {datetime.date.today()} at commit `{commit}`: "
            f"PruneBench {output([command, '--version']).strip()}, {packages}, "
            f"Python {platform.python_version()}, {processor}, "
            f"{platform.system()} {platform.machine()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prunebench")
    parser.add_argument("work")
    parser.add_argument("report")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    command, work = os.path.abspath(options.prunebench), os.path.abspath(options.work)
    os.makedirs(work, exist_ok=True)
    runs = [prunebench(command, work, arguments) for arguments in SETS]
    comparisons = []
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        pending = []
        for run, folder, description in runs:
            protocol, dataset = description["protocol"], description["datasets"][0]
            splits = [pool.submit(theirs, work, folder, protocol, dataset["name"], split)
                      for split in range(protocol["splits"]["count"])]
            pending.append((dataset, protocol, ours(run, folder, protocol), splits))
        for dataset, protocol, (own, seconds), splits in pending:
            peers = []
            for split in splits:
                peers.append(split.result())
                print(f"{dataset['name']}: {len(peers)} of {len(splits)} splits",
                      file=sys.stderr, flush=True)
            comparisons.append(report.Comparison(dataset, protocol, own, peers, seconds))
    with open(options.report, "w", encoding="utf-8") as file:
        file.write(report.text(comparisons, environment(command)))


if __name__ == "__main__":
    main()
