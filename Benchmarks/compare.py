"""Times the nine cases for PruneBench and its peers in turn, and writes a section of a report.

    compare.py BENCHMARK REPORT [SECONDS]

BENCHMARK is the built TrainingBenchmark. All run on the first core, one after the other, in two
rounds; the best time of each counts.
"""
import math
import os
import platform
import sys
from importlib import metadata

from report import commit_and_date, mean, on_first_core, processor, replace_section, table

HERE = os.path.dirname(os.path.abspath(__file__))
# set, rows, features, classes, hidden, batch
CASES = [
    ("car", 1728, 21, 4, 64, 16), ("car", 1728, 21, 4, 64, 64),
    ("segmentation", 2310, 19, 7, 256, 16), ("optdigits", 5620, 64, 10, 512, 16),
    ("optdigits", 5620, 64, 10, 512, 64), ("multiple-features", 2000, 216, 10, 64, 32),
    ("isolet", 7797, 617, 26, 64, 16), ("isolet", 7797, 617, 26, 512, 64),
    ("isolet", 7797, 617, 26, 512, 16),
]
PEERS = {"torch": "PyTorch, eager", "jax": "JAX, jit and scan",
         "jax-vmap": "JAX, ten networks at once", "sklearn": "scikit-learn"}
ROUNDS = 2


def ours(benchmark, case, seconds):
    name, _, _, _, hidden, batch = case
    output = on_first_core([benchmark, "case", name, str(hidden), str(batch), str(seconds)])
    return float(output.splitlines()[-1].split(",")[4])


def peer(engine, case, seconds):
    shape = [str(number) for number in case[1:]]
    command = [sys.executable, os.path.join(HERE, "peers.py"), engine, *shape, str(seconds)]
    return float(on_first_core(command).splitlines()[-1])


def main():
    benchmark, report = sys.argv[1], sys.argv[2]
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 2
    times = {engine: [math.inf] * len(CASES) for engine in ["prunebench", *PEERS]}
    peak = 0
    for _ in range(ROUNDS):
        peak = max(peak, float(on_first_core([benchmark, "peak"])))
        for index, case in enumerate(CASES):
            for engine, best in times.items():
                time = (ours(benchmark, case, seconds) if engine == "prunebench"
                        else peer(engine, case, seconds))
                best[index] = min(best[index], time)
            print(case[0], case[4], case[5],
                  *(f"{engine} {best[index]:.6f}" for engine, best in times.items()),
                  file=sys.stderr, flush=True)

    own = times["prunebench"]
    speed = [rows * hidden * (4 * features + 6 * classes) / time / 1e9
             for (_, rows, features, classes, hidden, _), time in zip(CASES, own)]
    names = [f"{name} {hidden} x {batch}" for name, _, _, _, hidden, batch in CASES]
    versions = ", ".join(f"{package} {metadata.version(package)}"
                         for package in ("torch", "jax", "scikit-learn"))
    text = f"""Seconds for an epoch of minibatch Adam with L2, single precision, one core, at the paper's sizes
(set, hidden nodes x batch). Measured by `scripts/bench-peers` {commit_and_date()}:
all engines in turn in one run, the best of {ROUNDS} rounds. {processor()},
{platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}.

{table(["case", "PruneBench", *PEERS.values()],
       [[name, *(f"{best[index]:.6f}" for best in times.values())]
        for index, name in enumerate(names)])}
How many times as long as PruneBench each takes; the last row is the geometric mean.

{table(["case", *PEERS.values()],
       [[name, *(f"{times[engine][index] / own[index]:.1f}" for engine in PEERS)]
        for index, name in enumerate(names)]
       + [["**mean**", *(f"**{mean([a / b for a, b in zip(times[engine], own)]):.1f}**"
                         for engine in PEERS)]])}
Fused multiply-adds reach {peak:.0f} GFLOP/s on this core, on registers alone. PruneBench's share of
that, all of a step included (counted: rows x hidden x (4 x features + 6 x classes) an epoch):

{table(["case", "GFLOP/s", "share"],
       [[name, f"{rate:.0f}", f"{100 * rate / peak:.0f} %"]
        for name, rate in zip(names, speed)])}"""
    replace_section(report, "Training", text)


main()
