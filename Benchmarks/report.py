"""Functions that the benchmarks' reports share."""
import datetime
import math
import os
import platform
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.split(":")[1].strip() for line in file if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor()


def on_first_core(command):
    pinned = ["taskset", "-c", "0", *command] if platform.system() == "Linux" else command
    return subprocess.run(pinned, capture_output=True, text=True, check=True).stdout


def mean(ratios):
    """The geometric mean."""
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def commit_and_date():
    commit = subprocess.run(["git", "-C", HERE, "rev-parse", "--short", "HEAD"],
                            capture_output=True, text=True, check=True).stdout.strip()
    return f"on {datetime.date.today()} at commit `{commit}`"


def table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def replace_section(path, heading, text):
    """Replaces the text under `heading` in the report at `path` by `text`."""
    try:
        with open(path) as file:
            head, *sections = file.read().split("\n## ")
    except FileNotFoundError:
        head, sections = "# Performance\n", []
    new = f"{heading}\n\n{text}"
    known = [section.split("\n")[0] for section in sections]
    if heading in known:
        sections[known.index(heading)] = new
    else:
        sections.append(new)
    with open(path, "w") as file:
        file.write("\n\n## ".join(part.strip("\n") for part in [head, *sections]) + "\n")
