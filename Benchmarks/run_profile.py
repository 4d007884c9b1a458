"""Shares of the CPU time of two whole runs by what is done, and a section of a report about them.

    run_profile.py PRUNEBENCH REPORT [BEFORE COMMIT]

Linux's perf takes samples of the call stacks, PARTS says which functions belong together. BEFORE is the command of an
earlier COMMIT to compare with; in place of a command a folder may have what perf recorded: 0.data and 1.data.
PRUNEBENCH_DATA names the folder of the datasets.
"""
import collections
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

from report import commit_and_date, processor, replace_section, table

RUNS = {
    "isolet, quick": ["isolet", "--protocol", "quick"],
    "car, strict": ["car", "--protocol", "strict", "--splits", "2"],
}
# A sample belongs to the first part one of whose functions it is in. Swift's names are mangled.
PARTS = {
    "held-out rows after each epoch: their outputs": r"^tk_engine_(logits|loss)$",
    "held-out rows: the classes, and what reports keep": r"predictedClasses|^\$s11Experiments10RefitWatchV",
    "training: gradients of weights, and Adam": r"^(sparse_)?(update|biases|update_biases)$",
    "training: forward, and gradients of outputs": r"^tk_engine_train$",
    "training: shuffling": r"nextOrder|shuffle",
    "pruning: normalisation": r"normalizeHiddenNodes",
    "pruning: compaction": r"NetworkV7compact",
    "pruning: selection and masks":
        r"^\$s8Training(7Network|5Layer)V7PruningE|^\$s7Pruning(11LargestKeys|12ExactPruning)V",
    "pruning: samples without removed features": r"^\$s8Training11SampleTableC(_7columns|4keep)|^tk_table_select$",
    "pruning: networks into the kernels' memory and back": r"^tk_(engine|layer)_|^\$s8Training6EngineC",
    "samples scaled": r"^\$s11Experiments14ExperimentDataV5table|^\$s7Tabular(6Scaler|7Imputer)V",
    "splits and folds": r"^\$s11Experiments(14ExperimentDataV5(split|folds)|5SplitV)|^\$s7Tabular9RowGroupsV",
    "random first weights": r"^\$s8Training(7Network|5Layer)V.*5using",
    "journal": r"^\$s4Runs(7JournalC|10SealedLineO)",
    "choosing the next fits": r"^\$s11Experiments(7Choices|14RunDescription|9Selection)V",
    "report": r"^\$s7Reports",
    "loading the dataset": r"^\$s8Datasets",
}
REST = "everything else"
FREQUENCY = 499
REMARKS = """Most is the arithmetic of training, and one forward pass over the held-out rows after each epoch, which chooses
the epoch that counts. Of a small network, an epoch of which takes 0.1 ms, the pruning step before it counts: selection
reads all weights three times, normalisation takes two divisions a weight, and a sparse layer's connections are sorted
into slabs. Of many features, whenever one leaves, the samples of the others move together, 19 MB of isolet's at first.
Of "everything else" most is malloc and free, whose callers perf does not find."""
PATTERNS = {part: re.compile(pattern) for part, pattern in PARTS.items()}


def record(prunebench, arguments, data):
    """Runs it under perf, which writes the file `data`."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["perf", "record", "-q", "-F", str(FREQUENCY), "-g", "-o", data, prunebench, "run", *arguments,
                        "--quiet", "--out", os.path.join(folder, "out")], check=True, stdout=subprocess.DEVNULL)


def stacks(data):
    """The functions of each sample, the innermost first."""
    script = subprocess.Popen(["perf", "script", "-i", data, "-F", "ip,sym"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    stack = []
    for line in script.stdout:
        if line.strip():
            stack.append(line.split(maxsplit=1)[-1].strip())
        elif stack:
            yield stack
            stack = []
    if stack:
        yield stack


def part_of(stack):
    return next((part for part, pattern in PATTERNS.items() if any(map(pattern.search, stack))), REST)


def shares(run, number, prunebench):
    """The share of each part, and the seconds of all."""
    with tempfile.TemporaryDirectory() as folder:
        if os.path.isdir(prunebench):
            folder = prunebench
        data = os.path.join(folder, f"{number}.data")
        if folder != prunebench:
            record(prunebench, RUNS[run], data)
        parts, rest = collections.Counter(), collections.Counter()
        for stack in stacks(data):
            part = part_of(stack)
            parts[part] += 1
            if part == REST:
                rest[stack[0]] += 1
    # Where a function was renamed, this says so.
    for function, count in rest.most_common(3):
        print(f"{run}, {REST}: {100 * count / parts.total():.1f} % {function}", file=sys.stderr)
    return {part: count / parts.total() for part, count in parts.items()}, parts.total() / FREQUENCY


def main():
    now, report, before, commit = (sys.argv[1:] + [None, None])[:4]
    if not shutil.which("perf"):
        sys.exit("scripts/bench-profile needs Linux's perf, which is missing: apt-get install linux-perf")
    programs = {f"at `{commit}`": before, "now": now} if before else {"now": now}
    columns = {f"{run}{', ' + title if before else ''}": shares(run, number, program)
               for number, run in enumerate(RUNS) for title, program in programs.items()}
    rows = [[part, *(f"{100 * own.get(part, 0):.1f} %" for own, _ in columns.values())] for part in [*PARTS, REST]]
    rows.append(["seconds of CPU time", *(f"{seconds:.1f}" for _, seconds in columns.values())])
    text = f"""Shares of the CPU time of a whole run, from the start of the process to the report: `prunebench run` with
{" and with ".join(f"`{' '.join(arguments)}`" for arguments in RUNS.values())}. Measured by
`scripts/bench-profile` {commit_and_date()}: the call stack {FREQUENCY} times a second of CPU time.
{processor()}, {platform.system()} {platform.machine()}.

{table(["part", *columns], rows)}
{REMARKS}"""
    if report == "-":
        print(text)
    else:
        replace_section(report, "Where a run's time goes", text)


main()
