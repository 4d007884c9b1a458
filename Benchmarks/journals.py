"""Times `prunebench status` and `prunebench report` on a long journal of a wide grid.

    python3 Benchmarks/journals.py PRUNEBENCH [SETTINGS [FITS]]

Begins a run of such a grid on a small table, stops it, and writes the fits of its search, which are not
finished, from what the first of them looks like.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import zlib

EPOCHS = (4, 6)


def sealed(record):
    """A line of a journal: the checksum is that of the line without it."""
    line = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return f'{line[:-1]},"crc32":"{zlib.crc32(line.encode()):08x}"}}\n'


def protocol(settings, folds):
    l2 = ", ".join(f"{(n + 1) * 1e-5:.6g}" for n in range(settings // 100))
    return f"""name: wide
split: {{test-share: 0.2, stratified: true}}
scaling: training
validation: {{repeats: 1, folds: {folds}}}
grid: {{hidden: {list(range(2, 22))}, l2: [{l2}], batch: [8, 16, 32, 64, 128]}}
training: {{pretraining-epochs: {EPOCHS[0]}, pruning-epochs: {EPOCHS[1]}}}
pruning: {{annealing-rate: 20, densities: [0.5]}}
choose: {{epoch: validation, density: validation}}
retrains: 2
equivalent: {{search: true}}
"""


def begin(command, folder):
    """Starts the run, and stops it once its journal has a line."""
    journal = os.path.join(folder, "out", "journal", "fits.jsonl")
    run = subprocess.Popen(
        [command, "run", "table.csv", "--target", "kind", "-p", "wide.yaml", "--out", "out", "--quiet"], cwd=folder)
    while run.poll() is None and (not os.path.exists(journal) or os.path.getsize(journal) == 0):
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    run.wait()
    with open(journal, encoding="utf-8") as lines:
        return json.loads(lines.readline())


def fill(folder, example, limit):
    """Writes a journal of at most `limit` fits."""
    with open(os.path.join(folder, "out", "run.yaml"), encoding="utf-8") as file:
        description = json.load(file)
    dataset = description["datasets"][0]
    grid = description["protocol"]["grid"]
    folds = description["protocol"]["validation"]["folds"]
    first = example["outcome"]["result"]["_0"]
    rows = first["trainingRows"] + first["heldOutRows"]
    count = 0
    with open(os.path.join(folder, "out", "journal", "fits.jsonl"), "w", encoding="utf-8") as journal:
        for hidden in grid["hidden"]:
            layers = [dataset["features"] * hidden[0], hidden[0] * dataset["classes"]]
            for l2 in grid["l2"]:
                for batch in grid["batch"]:
                    for fold in range(folds):
                        for density in (None, [0.5]):
                            if count == limit:
                                return count
                            held_out = rows // folds + (fold < rows % folds)
                            key = {
                                "dataset": dataset["name"], "fold": fold, "phase": "search",
                                "method": "pruned" if density else "best", "repeat": 0, "split": 0,
                                "setting": {"batch": batch, "hidden": hidden, "l2": l2}}
                            if density:
                                key["density"] = density
                            start = EPOCHS[0] + (EPOCHS[1] + 1) // 2 if density else 1
                            kept = [n // 2 for n in layers] if density else layers
                            result = {
                                "connections": kept, "effectiveConnections": sum(kept),
                                "correctChanges": [held_out * (count % 7) // 9]
                                + [count % 2] + [0] * (sum(EPOCHS) - start - 1),
                                "firstEpoch": start, "heldOutRows": held_out, "loss": 0.25,
                                "trainingRows": rows - held_out}
                            journal.write(sealed({
                                "finished": "2026-05-01T12:00:00Z", "key": key,
                                "outcome": {"result": {"_0": result}}, "seconds": 0.125}))
                            count += 1
    return count


def main():
    command = os.path.abspath(sys.argv[1])
    settings = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    fits = int(sys.argv[3]) if len(sys.argv) > 3 else 10 * settings
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "table.csv"), "w", encoding="utf-8") as table:
            table.write("x,y,kind\n")
            for row in range(60):
                table.write(f"{row * 7 % 13},{row * 5 % 11},{'ab'[row % 2]}\n")
        with open(os.path.join(folder, "wide.yaml"), "w", encoding="utf-8") as file:
            file.write(protocol(settings, -(-fits // (2 * settings))))
        count = fill(folder, begin(command, folder), fits)
        for verb in ("status", "report"):
            start = time.monotonic()
            subprocess.run(
                [command, verb, "out"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            print(f"{verb}: {settings} settings, {count} fits, {time.monotonic() - start:.2f} s")


if __name__ == "__main__":
    main()
