"""Runs by 1, 2 and 16 workers on two cores, and writes a section of a report.

    workers.py PRUNEBENCH CORES BENCHMARK REPORT

CORES is the library of cores.c, which makes PRUNEBENCH see 16 cores, BENCHMARK the TrainingBenchmark. PRUNEBENCH_DATA
names the folder of the datasets. Linux only.
"""
import csv
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time

from report import commit_and_date, on_first_core, processor, replace_section, table

ROUNDS = 3
SHORT = ["--epochs", "6", "--set", "grid.hidden=[16]", "--set", "validation.repeats=100"]
CASES = {
    "car, fits of 6 epochs": ["car", "--protocol", "quick", *SHORT],
    "car, quick": ["car", "--protocol", "quick", "--set", "validation.repeats=4"],
    "isolet, 512 nodes": ["isolet", "--protocol", "quick", "--splits", "1", "--epochs", "3", "--methods", "dense",
                          "--set", "grid.hidden=[512]", "--set", "grid.batch=[16]", "--set", "validation.repeats=8"],
}
WORKERS = (1, 2, 16)
# The largest network of the paper's grid on the widest dataset: rows, features, nodes, classes.
LARGEST = (7797, 617, 512, 26)
CONCLUSION = """Fits share no lock of the library: one thread collects their results, and only writes, since each worker encodes
its own lines and has its next fit before that. Of the largest case, 16 threads on two cores replace one another's
networks in the caches whenever they take turns, and fill new pages with zeros; 16 cores do not take turns. There it
needs an L3 that holds the networks of all cores that share it, 4 MB each, since no memory has the bandwidth of the last
column: with less, such fits slow one another down. Networks of up to 85,000 connections fit into an L2 of 1 MB."""
CALLS = "write,fsync,futex,mmap,munmap,madvise,brk"


class Run:
    """What one run took; with `traced`, the calls to the system by strace."""

    def __init__(self, prunebench, cores, arguments, workers, traced=False):
        with tempfile.TemporaryDirectory() as folder:
            out, calls = os.path.join(folder, "out"), os.path.join(folder, "calls")
            command = ["taskset", "-c", "0,1", "env", f"LD_PRELOAD={cores}", "PRUNEBENCH_CORES=16", prunebench, "run",
                       *arguments, "--jobs", str(workers), "--out", out, "--quiet"]
            if traced:
                command = ["strace", "-f", "-c", "-w", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", calls, *command]
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - start
            if status != 0:
                sys.exit(f"failed: {arguments}")
            self.processor = usage.ru_utime + usage.ru_stime
            self.system = usage.ru_stime
            self.waits, self.preemptions = usage.ru_nvcsw, usage.ru_nivcsw
            with open(os.path.join(out, "results.csv"), encoding="utf-8") as file:
                self.fits = sum(1 for _ in csv.DictReader(file))
            self.calls = counts(calls) if traced else {}


def counts(path):
    """Seconds within a call and number of calls, by name."""
    result = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            words = line.split()
            if words and words[-1] in CALLS.split(","):
                result[words[-1]] = (float(words[1]), int(words[3]))
    return result


def timed(prunebench, cores):
    """Rates, and the calls of 16 workers, by case."""
    rows, calls = [], []
    for case, arguments in CASES.items():
        runs = {workers: [] for workers in WORKERS}
        for _ in range(ROUNDS):
            for workers, own in runs.items():
                own.append(Run(prunebench, cores, arguments, workers))
        best = {workers: min(own, key=lambda run: run.seconds) for workers, own in runs.items()}
        two = best[2].fits / best[2].seconds
        for workers, run in best.items():
            rate = run.fits / run.seconds
            print(f"{case}, {workers}: {rate:.1f} fits a second, {rate / two:.3f}", file=sys.stderr, flush=True)
            rows.append([
                case, str(workers), f"{run.fits:,}", f"{1e3 * run.processor / run.fits:.2f}", f"{rate:,.1f}",
                f"{rate / two:.2f}", f"{run.processor / run.seconds:.2f}", f"{100 * run.system / run.processor:.1f} %",
                f"{run.waits / run.fits:.1f}", f"{run.preemptions / run.fits:.1f}"])
        traced = Run(prunebench, cores, arguments, 16, traced=True)
        calls.append([case] + [f"{1e6 * traced.calls.get(call, (0, 0))[0] / traced.fits:.0f}"
                               for call in ("write", "fsync")]
                     + [f"{traced.calls.get(call, (0, 0))[1] / traced.fits:.1f}" for call in CALLS.split(",")])
    return rows, calls


def traffic(benchmark):
    """Of an epoch of the largest network: batch, seconds, bytes that it moves, bytes of network and of samples."""
    rows, features, nodes, classes = LARGEST
    weights, samples = 4 * (features * nodes + nodes * classes), 4 * rows * features
    lines = []
    for batch in (16, 64):
        seconds = min(float(on_first_core([benchmark, "case", "isolet", str(nodes), str(batch), "0.5"])
                            .splitlines()[1].split(",")[4]) for _ in range(ROUNDS))
        # Each step reads the weights forward; the update reads and writes them and both moments.
        lines.append((batch, seconds, -(-rows // batch) * 7 * weights + samples, 3 * weights, samples))
    return lines


def caches():
    """The sizes of the machine's caches."""
    with os.popen("LC_ALL=C lscpu") as file:
        return dict(re.findall(r"^(L[23]) cache: +(.+?)$", file.read(), re.M))


def main():
    prunebench, cores, benchmark, report = sys.argv[1:]
    rows, calls = timed(prunebench, os.path.abspath(cores))
    largest = traffic(benchmark)
    sizes = caches()
    network, samples = largest[0][3:]
    text = f"""**This is a simulation on two cores:** a preloaded library tells the command that the machine has 16, so that
16 threads train at the same time, and share the two. What locks, memory allocation, the journal and the scheduler cost
with 16 workers shows; what 16 real cores would lack of memory bandwidth does not. Measured by `scripts/bench-workers`
{commit_and_date()}: whole runs, from the start of the process to its report, all in turn in one run, the best of
{ROUNDS} rounds. {processor()}, {platform.system()} {platform.machine()}.

Rates are fits a second; "cores used" is CPU time by time: where other work keeps the machine busy, it says how much was
left, and CPU time a fit compares better than rates. Waits and preemptions are context switches, voluntary and not.

{table(["run", "workers", "fits", "CPU ms a fit", "fits a second", "of two workers'", "cores used",
        "in the system", "waits a fit", "preemptions a fit"], rows)}
Calls to the system by 16 workers, under strace, which slows them: microseconds a fit within writing and flushing, and
calls a fit.

{table(["run", "write, µs", "fsync, µs", *CALLS.split(",")], calls)}
What an epoch of the largest case (isolet, {LARGEST[2]} nodes) moves between the core's own cache and what is behind it:
each step reads all weights forward, and reads and writes them and both moments in the update.

{table(["batch", "seconds an epoch", "GB an epoch", "GB/s of one core", "GB/s of 16"],
       [[str(batch), f"{seconds:.4f}", f"{moved / 1e9:.2f}", f"{moved / seconds / 1e9:.0f}",
         f"{16 * moved / seconds / 1e9:.0f}"] for batch, seconds, moved, _, _ in largest])}
Weights and moments are {network / 1e6:.1f} MB a fit, {16 * network / 1e6:.0f} MB of 16 fits. The samples, scaled by
the rows that a fit trains on and so its own, are {samples / 1e6:.0f} MB, read once an epoch. This machine has
{sizes.get("L2", "unknown")} of L2 and {sizes.get("L3", "unknown")} of L3.

{CONCLUSION}"""
    if report == "-":
        print(text)
    else:
        replace_section(report, "Many workers", text)


main()
