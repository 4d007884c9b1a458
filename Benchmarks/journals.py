"""Times what reads a long journal: `status`, `merge`, `report` and `run` on a run that has its search behind it.

    journals.py REPORT PRUNEBENCH [BEFORE] [--fits N] [--settings N] [--shards N]

Begins a run on a small table, stops it, and writes all fits of its search into packed files of shards, from what its
first fit looks like. Then the command merges them, and carries the run on: what is left are a few refits. With BEFORE, an
older build of the command, both take turns on the same files, and the report gets a section with both.
"""
import argparse
import gzip
import json
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib

from report import commit_and_date, processor, replace_section, table

EPOCHS = (40, 80)
FOLDS = 5
ROWS = 400
RUN = ["run", "table.csv", "--target", "kind", "-p", "wide.yaml", "--out", "out", "--quiet"]
# Of a run also until it has written a fit: what it takes to read the journal and to choose the next jobs.
FIRST_FIT = "run, until its first fit"
# Each is timed on what the one before left.
STEPS = {
    "status, of shards": ["status", "out"],
    "status, once more": ["status", "out"],
    "merge, with the report": ["merge", "out", "--quiet"],
    "status, merged": ["status", "out"],
    "run, which carries on": RUN,
    "report": ["report", "out"],
}


def protocol(settings, splits):
    batches = [8, 16, 32, 64, 128]
    l2 = ", ".join(f"{(n + 1) * 1e-5:.6g}" for n in range(max(1, settings // (20 * len(batches)))))
    return f"""name: wide
split: {{test-share: 0.2, count: {splits}, stratified: true}}
scaling: training
validation: {{repeats: 1, folds: {FOLDS}}}
grid: {{hidden: {list(range(2, 22))}, l2: [{l2}], batch: {batches}}}
training: {{pretraining-epochs: {EPOCHS[0]}, pruning-epochs: {EPOCHS[1]}}}
pruning: {{annealing-rate: 20, densities: [0.5]}}
choose: {{epoch: validation, density: validation}}
retrains: 2
methods: [dense, cpna]
"""


def begin(command, folder):
    """Starts the run, and stops it once its journal has a line."""
    journal = os.path.join(folder, "out", "journal", "fits.jsonl")
    run = subprocess.Popen([command, *RUN], cwd=folder)
    while run.poll() is None and (not os.path.exists(journal) or os.path.getsize(journal) == 0):
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    run.wait()
    with open(journal, encoding="utf-8") as lines:
        example = json.loads(lines.readline())
    os.remove(journal)
    return example


def curves(rows, epochs):
    """Correct rows by epoch, each as its difference to the one before: they rise, and then waver less and less."""
    stream = random.Random(1)
    lists = []
    for _ in range(500):
        changes = [rows // 2]
        for epoch in range(1, epochs):
            step = stream.choice((0, 0, 1, 1, 2, -1)) if stream.random() < 12 / (epoch + 12) else 0
            changes.append(step if 0 <= sum(changes) + step <= rows else 0)
        lists.append(changes)
    return lists


def lines(folder, example):
    """All lines of the search, in the order in which a run makes them."""
    with open(os.path.join(folder, "out", "run.yaml"), encoding="utf-8") as file:
        description = json.load(file)
    dataset = description["datasets"][0]
    grid = description["protocol"]["grid"]
    first = example["outcome"]["result"]["_0"]
    rows = first["trainingRows"] + first["heldOutRows"]
    held_out = [rows // FOLDS + (fold < rows % FOLDS) for fold in range(FOLDS)]
    starts = {False: 1, True: EPOCHS[0] + EPOCHS[1] // 2}
    drawn = {(pruned, count): curves(count, sum(EPOCHS) - start + 1)
             for pruned, start in starts.items() for count in set(held_out)}
    count = 0
    for split in range(description["protocol"]["splits"]["count"]):
        for hidden in grid["hidden"]:
            layers = [dataset["features"] * hidden[0], hidden[0] * dataset["classes"]]
            for l2 in grid["l2"]:
                for batch in grid["batch"]:
                    for fold in range(FOLDS):
                        for pruned in (False, True):
                            key = {
                                "dataset": dataset["name"], "fold": fold, "phase": "search",
                                "method": "cpna" if pruned else "dense", "repeat": 0, "split": split,
                                "setting": {"batch": batch, "hidden": hidden, "l2": l2}}
                            if pruned:
                                key["density"] = [0.5]
                            kept = [n // 2 for n in layers] if pruned else layers
                            choices = drawn[pruned, held_out[fold]]
                            result = {
                                "connections": kept, "effectiveConnections": sum(kept),
                                "correctChanges": choices[count * 7919 % len(choices)],
                                "firstEpoch": starts[pruned], "heldOutRows": held_out[fold],
                                "loss": 1 / (count % 9973 + 1.7), "trainingRows": rows - held_out[fold]}
                            line = json.dumps({
                                "finished": f"2026-05-01T{count // 60000:02}:{count // 1000 % 60:02}:00Z",
                                "key": key, "outcome": {"result": {"_0": result}}, "seconds": 0.125,
                            }, sort_keys=True, separators=(",", ":"))
                            # The checksum is that of the line without it.
                            yield f'{line[:-1]},"crc32":"{zlib.crc32(line.encode()):08x}"}}\n'
                            count += 1


def fill(folder, example, shards, fits):
    """Writes the lines into packed files of shards; returns their number, and the bytes of all."""
    size = count = 0
    texts = []
    journal = os.path.join(folder, "out", "journal")
    number = 1

    def write():
        with gzip.open(os.path.join(journal, f"shard-{number}-of-{shards}-host-1.jsonl.gz"), "wb",
                       compresslevel=6) as file:
            file.write("".join(texts).encode())

    for line in lines(folder, example):
        if count * shards >= number * fits:
            write()
            texts = []
            number += 1
        texts.append(line)
        size += len(line)
        count += 1
    write()
    return count, size


def measure(command, arguments, folder):
    """Seconds and peak memory in MB of a command, and the seconds until the journal's last file is another."""
    journal = os.path.join(folder, "out", "journal", "fits.jsonl")

    def state():
        return os.path.getsize(journal) if os.path.exists(journal) else None

    before, first = state(), None
    start = time.perf_counter()
    process = subprocess.Popen(
        [command, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.perf_counter() - start
        if ended:
            break
        if first is None and state() != before:
            first = seconds
        time.sleep(0.005)
    if status != 0:
        sys.exit(f"failed: {arguments}")
    scale = 1024 if platform.system() == "Linux" else 1
    return seconds, usage.ru_maxrss * scale / 1e6, first


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("report")
    parser.add_argument("command", type=os.path.abspath)
    parser.add_argument("before", nargs="?", type=os.path.abspath)
    parser.add_argument("--fits", type=int, default=1_000_000)
    parser.add_argument("--settings", type=int, default=10_000)
    parser.add_argument("--shards", type=int, default=1000)
    options = parser.parse_args()
    commands = {"before": options.before, "now": options.command} if options.before else {
        "now": options.command}
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "table.csv"), "w", encoding="utf-8") as file:
            file.write("x,y,kind\n")
            for row in range(ROWS):
                file.write(f"{row * 7 % 401},{row * row % 397},{'ab'[row % 2]}\n")
        splits = max(1, options.fits // (2 * FOLDS * options.settings))
        with open(os.path.join(folder, "wide.yaml"), "w", encoding="utf-8") as file:
            file.write(protocol(options.settings, splits))
        example = begin(options.command, folder)
        fits, size = fill(folder, example, options.shards, options.fits)
        print(f"{fits} fits, {size / 1e6:.0f} MB", file=sys.stderr, flush=True)
        original = os.path.join(folder, "out")
        os.rename(original, original + ".new")
        results = {}
        for name, command in commands.items():
            shutil.copytree(original + ".new", original)
            # Of files that are younger, status keeps nothing.
            time.sleep(3)
            for step, arguments in STEPS.items():
                seconds, megabytes, first = measure(command, arguments, folder)
                results[step, name] = seconds, megabytes
                if arguments == RUN:
                    results[FIRST_FIT, name] = first, None
                print(f"{step}, {name}: {seconds:.2f} s, {megabytes:.0f} MB", file=sys.stderr, flush=True)
            shutil.rmtree(original)
    rows = []
    steps = list(STEPS)
    steps.insert(steps.index("run, which carries on"), FIRST_FIT)
    for step in steps:
        row = [step] + ["" if value is None else f"{value:.{digits}f}" for name in commands
                        for value, digits in zip(results[step, name], (2, 0))]
        if options.before:
            row.append(f"{results[step, 'before'][0] / results[step, 'now'][0]:.1f}")
        rows.append(row)
    header = ["command"] + [f"{unit}{', ' + name if options.before else ''}"
                            for name in commands for unit in ("seconds", "peak MB")]
    text = f"""{fits:,} fits of {options.settings:,} settings on {splits} split{'s' if splits > 1 else ''}, in {options.shards:,} \
packed files of shards, {size / 1e6:,.0f} MB as text. Measured
by `scripts/bench-journals` {commit_and_date()}, once, each command on what the one before left.
{processor()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores.

{table(header + (["times as fast"] if options.before else []), rows)}"""
    if options.report == "-":
        print(text)
    else:
        replace_section(options.report, f"A journal of {fits:,} fits", text)


if __name__ == "__main__":
    main()
