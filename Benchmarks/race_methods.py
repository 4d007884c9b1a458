"""Times whole fits by three pruning methods, PruneBench's and PyTorch's in turn, and writes a section of a report.

    race_methods.py BENCHMARK REPORT

BENCHMARK is the built TrainingBenchmark. All run on the first core, one after the other; the best of three fits counts.
"""
import os
import platform
import sys
from importlib import metadata

from report import commit_and_date, on_first_core, processor, replace_section, table

HERE = os.path.dirname(os.path.abspath(__file__))
METHODS = {"gradual": "gradual magnitude", "snip": "SNIP", "rigl": "RigL"}
# dataset, rows, features, classes, hidden, batch
CASES = [("segmentation", 2310, 19, 7, 256, 16), ("segmentation", 2310, 19, 7, 256, 64),
         ("optdigits", 5620, 64, 10, 256, 32)]
PRETRAINING, PRUNING, DENSITY, ROUNDS = 10, 20, 0.1, 3


def main():
    benchmark, report = sys.argv[1], sys.argv[2]
    rows = []
    for method, title in METHODS.items():
        for case in CASES:
            schedule = [str(PRETRAINING), str(PRUNING), str(DENSITY)]
            ours = on_first_core([benchmark, "method", method, case[0], str(case[4]), str(case[5]),
                                  *schedule]).split()
            theirs = on_first_core([sys.executable, os.path.join(HERE, "methods.py"), method,
                                    *map(str, case[1:]), *schedule, str(ROUNDS)]).split()
            own, other = float(ours[0]), float(theirs[0])
            rows.append([title, f"{case[0]} {case[4]} x {case[5]}", f"{own:.3f}", f"{other:.2f}",
                         f"{other / own:.0f}", " + ".join(ours[1:]), " + ".join(theirs[1:])])
            print(*rows[-1], sep=", ", file=sys.stderr, flush=True)
    text = f"""Seconds of one whole fit, {PRETRAINING} + {PRUNING} epochs, to {DENSITY:.0%} of the connections: scores,
masks and training (dataset, hidden nodes x batch). Measured by `scripts/bench-methods` {commit_and_date()}: both in turn
in one run on one core, the best of {ROUNDS} fits. {processor()}, {platform.system()} {platform.machine()}, Python
{platform.python_version()}, torch {metadata.version("torch")}, eager.

{table(["method", "case", "PruneBench", "PyTorch", "times as long", "connections left", "PyTorch's"], rows)}"""
    replace_section(report, "Pruning methods", text)


main()
