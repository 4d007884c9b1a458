"""Runs the commands that README.md and the pages of docs show, and compares what they print with what is shown.

In a block that begins with ```console, lines after '$ ' are commands ('> ' continues one); the lines below are what it
prints, on standard output and error. '...' stands for any text in a line, and alone in a line for any lines. A comment
<!-- run: COMMAND --> runs a command that is not shown. The blocks of a page run in order, in one temporary folder, where
$REPO is this repository. A command must succeed, unless the block begins with ```console fails. Files that a page links
to must exist.

Usage: compare.py PRUNEBENCH [--write] [PAGE ...]
--write puts what a command printed in place of what is shown, where they differ.
"""

import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

repository = pathlib.Path(__file__).resolve().parents[2]


def steps(lines):
    """The commands of a page: the line of each, itself, where its output begins and ends, and whether it may fail."""
    index = 0
    while index < len(lines):
        hidden = re.fullmatch(r"<!-- run: (.*) -->", lines[index])
        if hidden:
            yield index, hidden.group(1), None, None, False
        fence = re.fullmatch(r"```console( fails)?", lines[index])
        index += 1
        if not fence:
            continue
        while lines[index] != "```":
            if not lines[index].startswith("$ "):
                sys.exit(f"line {index + 1}: expected a command after '$ ', found {lines[index]!r}")
            start, command = index, lines[index][2:]
            index += 1
            while lines[index].startswith("> "):
                command += "\n" + lines[index][2:]
                index += 1
            begin = index
            while lines[index] != "```" and not lines[index].startswith("$ "):
                index += 1
            yield start, command, begin, index, bool(fence.group(1))


def pattern(shown):
    """What is shown, as an expression that matches whole lines."""
    parts = [r"(.*\n)*?" if line.strip() == "..." else
             ".*".join(map(re.escape, line.rstrip().split("..."))) + r"\n" for line in shown]
    return re.compile("".join(parts))


def check(page, environment, writes):
    lines = page.read_text().split("\n")
    links = re.findall(r"\]\((?!\w+:)([^)#]+)", page.read_text())
    dead = [link for link in links if not (page.parent / link).exists()]
    for link in dead:
        print(f"{page.relative_to(repository)}: no file {link}")
    mistakes, replacements = len(dead), []
    with tempfile.TemporaryDirectory() as folder:
        for start, command, begin, end, may_fail in steps(lines):
            result = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=folder, text=True,
                                    env=environment | {"HOME": folder}, stdin=subprocess.DEVNULL,
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            printed = [line.rstrip() for line in result.stdout.split("\n")]
            while printed and not printed[-1]:
                printed.pop()
            place = f"{page.relative_to(repository)}:{start + 1}: $ {command}"
            if (result.returncode != 0) != may_fail:
                mistakes += 1
                print(f"{place}\nexit code {result.returncode}\n" + "\n".join(printed))
            if begin is None:
                continue
            shown = lines[begin:end]
            while shown and not shown[-1].strip():
                shown.pop()
            if not pattern(shown).fullmatch("".join(line + "\n" for line in printed)):
                mistakes += 1
                print(place, *difflib.unified_diff(shown, printed, "shown", "printed", lineterm=""), sep="\n")
                replacements.append((begin, begin + len(shown), printed))
    if writes:
        for begin, end, printed in reversed(replacements):
            lines[begin:end] = printed
        page.write_text("\n".join(lines))
    return mistakes


prunebench = pathlib.Path(sys.argv[1]).resolve()
pages = [pathlib.Path(argument).resolve() for argument in sys.argv[2:] if argument != "--write"]
pages = pages or [repository / "README.md", *sorted(repository.glob("docs/**/*.md"))]
environment = {key: value for key, value in os.environ.items() if not key.startswith("PRUNEBENCH")}
environment |= {"REPO": str(repository), "COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
                "PATH": f"{prunebench.parent}:{environment['PATH']}"}
mistakes = 0
for page in pages:
    begun = time.monotonic()
    mistakes += check(page, environment, "--write" in sys.argv)
    if time.monotonic() - begun > 1:
        print(f"{page.relative_to(repository)}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
sys.exit(f"{mistakes} mistakes" if mistakes else 0)
