"""Times whole fits of the protocol `wide-start` on ISOLET by two builds of the command, and writes a section of a report.

    fits.py PRUNEBENCH REPORT [BEFORE COMMIT]

BEFORE is the command of an earlier COMMIT to compare with. The builds take turns on the first core; of CPU times the
least counts.
"""
import os
import platform
import resource
import sys

from report import commit_and_date, mean, on_first_core, processor, replace_section, table

ROUNDS = 5
# Hidden nodes, and the shares of connections kept; the rest as `wide-start` has it on ISOLET.
CASES = [(256, "10%"), (256, "2.5%"), (1024, "10%"), (1024, "2.5%")]
COMMON = ["--l2", "0.0001", "--batch", "16", "--learning-rate", "0.001", "--pretraining-epochs", "25"]


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    on_first_core(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def fit(program, hidden, *options):
    return [os.path.abspath(program), "fit", "isolet", "--hidden", str(hidden), *COMMON, *options]


def main():
    now, report, before, commit = (sys.argv[1:] + [None, None])[:4]
    programs = list(filter(None, [before, now]))
    best = {}
    for _ in range(ROUNDS):
        for hidden, kept in CASES:
            whole = ["--rate-decay", "0.5", "--pruning-epochs", "50", "--annealing-rate", "20", "--prune",
                     f"total={kept}", "--output-share", "0.2"]
            commands = {program: fit(program, hidden, *whole) for program in programs}
            # What a fit has to take at least: reading ISOLET and training the dense network.
            commands["dense"] = fit(now, hidden)
            for name, command in commands.items():
                key = (hidden, kept, name)
                best[key] = min(best.get(key, float("inf")), seconds(command))
    titles = {before: f"at `{commit}`", now: "now", "dense": "of that reading and 25 dense epochs"}
    columns = [*programs, "dense"]
    rows = []
    for hidden, kept in CASES:
        times = [best[hidden, kept, name] for name in columns]
        ratio = [f"{times[1] / times[0]:.2f}"] if before else []
        rows.append([str(hidden), kept, *(f"{t:.2f}" for t in times), *ratio])
    ratios = [best[h, k, now] / best[h, k, before] for h, k in CASES] if before else []
    dense = mean([best[h, k, "dense"] / best[h, k, before or now] for h, k in CASES])
    text = f"""CPU seconds of a fit of NN+CPNA on ISOLET as the protocol `wide-start` has it: the process starts, reads the data,
trains 25 dense epochs and 50 while it prunes, and evaluates the test rows after each. Measured by `scripts/bench-fits`
{commit_and_date()}: all in turn in one run on one core, the least of {ROUNDS} rounds. {processor()},
{platform.system()} {platform.machine()}.

{table(["hidden nodes", "kept", *(f"seconds {titles[c]}" for c in columns), *(["now / before"] if before else [])], rows)}
"""
    if before:
        text += f"""A fit takes {mean(ratios):.2f} of what it took (geometric mean). Reading and the dense epochs, which are the same work in both, are
{dense:.2f} of what it took before: no faster training of sparse networks can bring the ratio below that."""
    replace_section(report, "A whole fit", text)


main()
