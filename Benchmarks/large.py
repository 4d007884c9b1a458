"""Times epochs on many rows and of deep networks, PruneBench's and PyTorch's in turn, and writes a section of a report.

    large.py BENCHMARK REPORT [SHARE]                        all of it, or on a share of the rows for a try
    large.py peer ROWS FEATURES CLASSES BATCH HIDDEN...      what it runs for PyTorch: prints seconds and MiB

BENCHMARK is the built TrainingBenchmark. All run on the first core, one after the other; the best of three epochs counts.
"""
import os
import platform
import subprocess
import sys
import time
from importlib import metadata

from report import commit_and_date, processor, replace_section, table

FEATURES, CLASSES, BATCH = 50, 10, 64
# rows, hidden
WIDE = [(rows, [64]) for rows in (125_000, 250_000, 500_000, 1_000_000)]
DEEP = [(10_000, [512]), (10_000, [512, 512]), (10_000, [512, 512, 512]), (20_000, [512, 512, 512])]
EPOCHS = 3


def resident(key):
    """What Linux says of this process's memory, in MiB; 0 elsewhere."""
    try:
        with open("/proc/self/status", encoding="utf-8") as file:
            return next(int(line.split()[1]) // 1024 for line in file if line.startswith(key + ":"))
    except OSError:
        return 0


def peer(rows, features, classes, batch, *hidden):
    import torch

    torch.set_num_threads(1)
    inputs = torch.rand(rows, features) * 2 - 1
    labels = torch.arange(rows) % classes
    widths = [features, *hidden, classes]
    layers = [layer for sizes in zip(widths, widths[1:]) for layer in (torch.nn.Linear(*sizes), torch.nn.ReLU())]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, weight_decay=1e-4, fused=True)
    loss_of = torch.nn.CrossEntropyLoss()
    best = float("inf")
    before = resident("VmRSS")
    for _ in range(EPOCHS):
        start = time.perf_counter()
        for rows_of_batch in torch.randperm(rows).split(batch):
            optimizer.zero_grad()
            loss_of(model(inputs[rows_of_batch]), labels[rows_of_batch]).backward()
            optimizer.step()
        best = min(best, time.perf_counter() - start)
    print(best, resident("VmHWM"), before)


def on_first_core(command):
    pinned = ["taskset", "-c", "0", *command] if platform.system() == "Linux" else command
    seconds, peak, before = subprocess.run(
        pinned, capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), int(peak), int(before)


def main():
    if sys.argv[1] == "peer":
        peer(*map(int, sys.argv[2:]))
        return
    benchmark, report = sys.argv[1], sys.argv[2]
    share = float(sys.argv[3]) if len(sys.argv) > 3 else 1
    lines = []
    for rows, hidden in WIDE + DEEP:
        rows = int(rows * share)
        shape = [str(number) for number in (rows, FEATURES, CLASSES, BATCH, *hidden)]
        ours = on_first_core([benchmark, "shape", *shape])
        theirs = on_first_core([sys.executable, os.path.abspath(__file__), "peer", *shape])
        widths = [FEATURES, *hidden, CLASSES]
        connections = sum(a * b for a, b in zip(widths, widths[1:]))
        data = rows * FEATURES * 4 / 2**20
        lines.append([f"{rows:,}", " + ".join(map(str, hidden)), f"{connections:,}", f"{ours[0]:.3f}",
                      f"{1e9 * ours[0] / rows / connections:.3f}", f"{theirs[0]:.2f}", f"{theirs[0] / ours[0]:.1f}",
                      f"{data:.0f}", str(ours[2]), str(ours[1]), str(theirs[1])])
        print(*lines[-1], sep=", ", file=sys.stderr, flush=True)
    text = f"""Seconds for an epoch of minibatch Adam with L2 on {FEATURES} random features and {CLASSES} classes, batches of {BATCH}, one
core. An epoch is linear in rows and connections where the column "ns" stays: nanoseconds for a row and connection.
Memory is what the whole process has resident, in MiB: with the samples loaded, and at most while it trains; "data" is
the matrix of single precision. PyTorch's has its libraries, some 300 MiB. Measured by `scripts/bench-large`
{commit_and_date()}: both in turn in one run, the best of {EPOCHS} epochs. {processor()}, {platform.system()}
{platform.machine()}, Python {platform.python_version()}, torch {metadata.version("torch")}, eager, its fused Adam.

{table(["rows", "hidden", "connections", "PruneBench", "ns", "PyTorch", "times as long", "data", "loaded",
        "at most", "PyTorch at most"], lines)}
A row takes a multiple of 16 numbers in memory, so 50 features take as much as 64: 28 % more than the data. With several
hidden layers an epoch takes longer for each connection: weights and Adam's moments are 12 bytes a connection, 6.7 MB of
512 + 512 + 512, and each step reads and writes all of them. The second-level cache of the machine measured has 1 MB a core;
those of a single layer, 0.4 MB, stay in it. The arithmetic of a step, six operations for a connection and sample, is
0.8 ms of its 1.6 ms at the peak that `scripts/bench-density` measures."""
    replace_section(report, "Many rows and deep networks", text)


if __name__ == "__main__":
    main()
