"""Times epochs of pruned networks and of the dense ones that they came from, and writes a section of a report.

    race_density.py BENCHMARK REPORT [BEFORE COMMIT]

BENCHMARK is the built TrainingBenchmark, BEFORE that of an earlier COMMIT to compare with. All run on the first core,
in turn; the best of the rounds counts.
"""
import math
import platform
import sys

from report import commit_and_date, mean, on_first_core, processor, replace_section, table

ROUNDS, SECONDS = 3, "0.3"
ROWS = {"optdigits": 5620, "isolet": 7797}


def epochs(benchmark, best):
    """Puts the seconds of an epoch, if they are fewer than before, with the case, its density and connections."""
    for line in on_first_core([benchmark, "density", SECONDS]).splitlines()[1:]:
        name, hidden, batch, density, connections, seconds, _ = line.split(",")
        key = (f"{name} {hidden} x {batch}", float(density), int(connections))
        best[key] = min(best.get(key, float("inf")), float(seconds))


def shares(best):
    """Each time as a share of the same case's dense one."""
    dense = {case: seconds for (case, density, _), seconds in best.items() if density == 1}
    return {key: seconds / dense[key[0]] for key, seconds in best.items()}


def cycles(key, seconds, peak):
    """Of a connection in a batch, at 64 operations a cycle."""
    name, _, _, batch = key[0].split()
    return seconds * peak * 1e9 / 64 / (math.ceil(ROWS[name] / int(batch)) * key[2])


def main():
    now, report, before, commit = (sys.argv[1:] + [None, None])[:4]
    best = {program: {} for program in filter(None, [before, now])}
    peak = 0
    for _ in range(ROUNDS):
        peak = max(peak, float(on_first_core([now, "peak"])))
        for program, times in best.items():
            epochs(program, times)
    share = {program: shares(times) for program, times in best.items()}
    titles = {before: f"at `{commit}`", now: "now"}
    densities = sorted({density for _, density, _ in best[now]}, reverse=True)
    text = f"""Seconds for an epoch against density, all layers pruned to the same share of their connections, and as a
share of the dense epoch (set, hidden nodes x batch). Measured by `scripts/bench-density` {commit_and_date()}: all in
turn in one run on one core, the best of {ROUNDS} rounds. {processor()}, {platform.system()} {platform.machine()}, whose
fused multiply-adds reach {peak:.0f} GFLOP/s. The last column has the cycles of a whole step for each connection, at 64
operations a cycle.

{table(["case", "density", "connections", *(f"seconds {titles[p]}" for p in best), *(f"share {titles[p]}" for p in best),
        "cycles now"],
       [[key[0], f"{key[1]:g}", str(key[2]), *(f"{best[p][key]:.6f}" for p in best),
         *(f"{share[p][key]:.3f}" for p in best), f"{cycles(key, best[now][key], peak):.1f}"] for key in best[now]])}
Geometric means of the shares:

{table(["density", *(titles[p] for p in best)],
       [[f"{density:g}", *(f"{mean([s for key, s in share[p].items() if key[1] == density]):.3f}" for p in best)]
        for density in densities if density < 1])}
A layer is sparse below 45 % of what is left of it without the nodes and features that are gone; above, it costs what a
dense one of its size does. The least that a sparse connection can take are its loads: for each 16 samples of a batch
the row of its input, forward and for its gradient, and for each batch its weight. At two vectors a cycle that is 1.5
cycles in a batch of 16 and 4.5 in one of 64; a dense connection, whose factors serve several sums each, has 1 and 4
cycles of multiply-adds. Beside the loads there are about five instructions to add up the lanes of a gradient and for
Adam. Where few connections are left, the rest of a step counts as much: the rows of the batch, which come from distant
memory and are transposed, the output layer's gradient, whose sums run over samples one by one, and the biases."""
    replace_section(report, "Pruned networks", text)


main()
