"""Times PruneBench and its peers in turn reading one large file of numbers, and writes a section of a report.

    reading.py BENCHMARK REPORT [GIGABYTES]     all of it
    reading.py peer ENGINE FILE                 what it runs for each peer: prints seconds and rows

BENCHMARK is the built ReadingBenchmark. All run on one core, one after the other, in three rounds;
the best time of each counts. Peers are told the types of the columns and read into memory as single
precision, which is what PruneBench does.
"""
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from importlib import metadata

from report import commit_and_date, processor, replace_section, table

COLUMNS = 50
ROUNDS = 3
PEERS = {"pandas": "pandas, C engine", "polars": "polars", "duckdb": "DuckDB"}


def block(rows, seed):
    """Rows of numbers with four decimals and a class, as measurements are usually written."""
    stream = random.Random(seed)
    return "".join(
        ",".join("%.4f" % stream.gauss(0, 10) for _ in range(COLUMNS)) + ",%s\n" % stream.choice("ab")
        for _ in range(rows))


def generate(folder, gigabytes):
    """The file and its card. Its rows repeat after some 80 MB, more than any cache holds."""
    blocks = [block(20_000, seed).encode() for seed in range(10)]
    rows = size = 0
    path = os.path.join(folder, "numbers.csv")
    with open(path, "wb") as file:
        while size < gigabytes * 1e9:
            data = blocks[rows // 20_000 % len(blocks)]
            file.write(data)
            size += len(data)
            rows += 20_000
    with open(os.path.join(folder, "numbers.yaml"), "w") as card:
        card.write(f"""name: numbers
title: Numbers
files: [{{name: numbers.csv}}]
format: {{delimiter: comma, header: none}}
columns:
  - {{name: x, repeat: {COLUMNS}}}
  - {{name: class, role: target, categories: [a, b]}}
expected: {{rows: {rows}}}
""")
    return path, rows, size


def peer(engine, path):
    names = [f"x{index + 1}" for index in range(COLUMNS)] + ["class"]
    if engine == "pandas":
        import numpy
        import pandas
        types = {name: numpy.float32 for name in names[:-1]} | {"class": "category"}
        start = time.perf_counter()
        frame = pandas.read_csv(path, header=None, names=names, dtype=types, engine="c")
        rows = len(frame)
    elif engine == "polars":
        import polars
        types = {name: polars.Float32 for name in names[:-1]} | {"class": polars.String}
        start = time.perf_counter()
        rows = polars.read_csv(path, has_header=False, schema=types).height
    else:
        import duckdb
        connection = duckdb.connect()
        connection.execute("SET threads = 1")
        types = {name: "FLOAT" for name in names[:-1]} | {"class": "VARCHAR"}
        start = time.perf_counter()
        connection.execute(
            f"CREATE TABLE t AS SELECT * FROM read_csv('{path}', header = false, columns = {types})")
        rows = connection.execute("SELECT count(*) FROM t").fetchone()[0]
    seconds = time.perf_counter() - start
    print(seconds, rows)


def on_first_core(command):
    """The output of the command, and its peak memory in MiB."""
    pinned = ["taskset", "-c", "0", *command] if platform.system() == "Linux" else command
    environment = dict(os.environ, POLARS_MAX_THREADS="1", OMP_NUM_THREADS="1")
    process = subprocess.Popen(pinned, stdout=subprocess.PIPE, text=True, env=environment)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {command}")
    return output.split(), usage.ru_maxrss // (1024 if platform.system() == "Linux" else 1 << 20)


def main():
    if sys.argv[1] == "peer":
        peer(sys.argv[2], sys.argv[3])
        return
    benchmark, report = sys.argv[1], sys.argv[2]
    gigabytes = float(sys.argv[3]) if len(sys.argv) > 3 else 2
    with tempfile.TemporaryDirectory() as folder:
        path, rows, size = generate(folder, gigabytes)
        commands = {
            "PruneBench, by a card": [benchmark, "card", path[:-4] + ".yaml", path],
            "PruneBench, without a card": [benchmark, "table", str(COLUMNS + 1), path],
        } | {
            title: [sys.executable, os.path.abspath(__file__), "peer", engine, path]
            for engine, title in PEERS.items()
        }
        best = {}
        memory = {}
        for _ in range(ROUNDS):
            for title, command in commands.items():
                (seconds, read), mebibytes = on_first_core(command)
                assert int(read) == rows, (title, read, rows)
                best[title] = min(best.get(title, float("inf")), float(seconds))
                memory[title] = max(memory.get(title, 0), mebibytes)
                print(f"{title}: {float(seconds):.2f} s, {mebibytes} MiB", file=sys.stderr, flush=True)
    matrix = rows * COLUMNS * 4 / 2**20
    fastest = min(best[title] for title in PEERS.values())
    lines = [
        [title, f"{seconds:.2f}", f"{size / seconds / 1e6:.0f}", f"{fastest / seconds:.2f}",
         f"{memory[title]}", f"{memory[title] - matrix:.0f}"]
        for title, seconds in best.items()]
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PEERS)
    text = f"""{rows:,} rows of {COLUMNS} numbers and a class, {size / 1e9:.2f} GB as text, {matrix:.0f} MiB as a matrix
of single precision. Measured by `scripts/bench-csv` {commit_and_date()}: each reads the whole file
into memory on one core, in turn, the best of {ROUNDS} rounds. {processor()}, {platform.system()}
{platform.machine()}, {versions}. Peers are told the columns' types. Without a card PruneBench
finds them out, in the same pass.

{table(["reader", "seconds", "MB/s", "speed against the fastest peer", "peak memory, MiB",
        "beyond the matrix, MiB"], lines)}"""
    replace_section(report, "Reading a large CSV", text)


if __name__ == "__main__":
    main()
