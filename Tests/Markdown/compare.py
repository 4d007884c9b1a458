"""Holds the HTML of reports on hostile names against that of the same reports on harmless ones.

Tables, protocols and a study are made whose titles, summaries, columns, levels, classes and files have
names that are markup. `prunebench` runs them and reports on them, two renderers make HTML of every report,
with raw HTML allowed, and no element may be there that is not in the report on harmless names. A name that
is set as code may be set as text where code cannot hold it.

    compare.py PRUNEBENCH
"""

import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

import cmarkgfm
from markdown_it import MarkdownIt

HOSTILE = [
    "<script>alert(1)</script>", "<b>bold</b>", "<img src=x onerror=alert(1)>", "<!-- comment", "a --> b",
    "<?php", "<![CDATA[", "</table>", "</td></tr>", "<a href='http://a.example'>", "&lt;b&gt;", "&#60;b>", "&copy",
    "**bold**", "__bold__", "*a* _b_", "a * b * c", "~~gone~~", "`code`", "``a`b``", "`", "``", "```", "~~~", "~~~ sh",
    "# heading", "## heading ##", "###### six", "C#", "a #", "> quote", ">> quote", "- item", "* item", "+ item",
    "1. item", "99) item", "- [ ] task", "---", "***", "___", "===", "a\n===", "a\n---", "    code", "\tcode", "two  ",
    "back\\", "\\", "\\\\", "\\|", "|", "a | b", "| a | b |", "| - | - |", "|-|", "a\n|-|\n|b|", "[a](http://a.example)",
    "[a][b]", "[b]: http://a.example", "![a](x.png)", "![](", "](x)", "[", "]", "![", "(x)", "<http://a.example>",
    "<a@b.example>", "a@b.example", "a@1.example", "mailto:a@b.example", "@user", "http://a.example/x?y=1", "https://a.example", "ftp://a.example", "www.a.example", "WWW.a.example",
    "[^1]", "[^1]: note", "$x$", "$$x$$", "{: .class}", "{.class}", ":smile:", "a\nb", "a\n\nb", "a\n\n# b", "a\r\nb",
    "\n<b>", "\u2028# a", "\u0085- a", "\u202egnp.exe", "\x1b[31m", "\x00", "\ufeff# a", "=1+1", "'", '"', "\"><b>", "' onclick='x",
    "javascript:alert(1)", "[a](javascript:alert(1))", "a<b>c", "\\<b>", "\\`a`", "\\*a*", "`a\\`<b>", "*\n*", "a\u00a0\u00a0",
]

# Columns that are left out are named in a report: as many as it names.
IGNORED = 12


def scalar(text):
    return json.dumps(text)


def card(folder, names, title):
    """A table, and a card whose columns have these names: one is filled, one a level of its own, the others are
    left out. Classes and levels are named in no report."""
    filled, column, *ignored = names
    lines = []
    for row in range(60):
        number = "" if row == 7 else f"{row % 2 + row % 7 / 10}"
        colour = "" if row == 9 else ("red", "blue")[row // 2 % 2]
        lines.append(",".join([number, colour, ("oak", "elm")[row % 2]] + ["0"] * len(ignored)))
    with open(os.path.join(folder, "rows.csv"), "w", encoding="utf-8", newline="") as file:
        file.write("\n".join(lines) + "\n")
    columns = [
        f"{{name: {scalar(filled)}, missing: median}}",
        f"{{name: {scalar(column)}, categories: [red, blue], missing: category}}",
        "{name: kind, role: target, categories: [oak, elm]}",
    ] + [f"{{name: {scalar(name)}, role: ignore}}" for name in ignored]
    with open(os.path.join(folder, "table.yaml"), "w", encoding="utf-8") as file:
        file.write(f"name: table\ntitle: {scalar(title)}\nfiles: [{{name: rows.csv}}]\n")
        file.write("format: {delimiter: comma}\nmissing: {marks: ['']}\n")
        file.write("columns:\n" + "".join(f"  - {column}\n" for column in columns))


PROTOCOL = """
split: {test-share: 0.2, stratified: true}
scaling: training
validation: {repeats: 1, folds: 2}
grid: {hidden: [4], l2: [0.001], batch: [16]}
training: {pretraining-epochs: 2, pruning-epochs: 4}
pruning: {annealing-rate: 5, densities: [0.5]}
choose: {epoch: validation, density: validation}
retrains: 1
equivalent: {search: false}
"""

with open(os.path.join(os.path.dirname(os.path.realpath(__file__)), "../small_study.yaml"), encoding="utf-8") as study:
    STUDY = study.read()


def reports(command, folder, names, title, summary, beside=True):
    """The text of every report on a card, two protocols and a study with such names; those that put the protocols
    beside each other if asked for."""
    os.makedirs(folder)
    card(folder, names, title)
    for protocol in ("a", "b"):
        with open(os.path.join(folder, f"{protocol}.yaml"), "w", encoding="utf-8") as file:
            file.write(f"name: {protocol}\nsummary: {scalar(summary)}\n{PROTOCOL}")
    with open(os.path.join(folder, "study.yaml"), "w", encoding="utf-8") as file:
        file.write(f"title: {scalar(title)}\nsummary: {scalar(summary)}\n{STUDY}")

    def run(*arguments):
        result = subprocess.run(
            [command, *arguments], cwd=folder, env={"HOME": folder, "PATH": folder}, capture_output=True,
            text=True, check=False)
        if result.returncode != 0:
            sys.exit(f"{arguments} on {title!r}: {result.stderr}")

    paths = ["a/report.md", "study/report.md", "claims.md"]
    for protocol in ("a", "b") if beside else ("a",):
        run("run", "table.yaml", "--data", ".", "-p", f"{protocol}.yaml", "--out", protocol, "--quiet")
    run("run", "study.yaml", "--out", "study", "--quiet")
    run("report", "study", "--claims", "claims.md")
    if beside:
        run("report", "a", "b", "--side-by-side", "both", "--recipe", "recipe")
        paths += ["both/README.md", "both/table.md", "both/claims.md", "both/a/report.md", "recipe/README.md"]
    texts = {}
    for path in paths:
        with open(os.path.join(folder, path), encoding="utf-8", newline="") as file:
            texts[path] = file.read()
    return texts


class Elements(HTMLParser):
    """The elements of a page, with the names of their attributes, and where its links lead."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.codes = 0
        self.targets = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "code":
            self.codes += 1
            return
        names = tuple(sorted(name for name, _ in attrs))
        self.elements.append((tag, names))
        self.targets += [value for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, data):
        self.elements.append(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


def renderers():
    """Markdown to HTML, with raw HTML and what else a renderer may be asked for."""
    yield "markdown-it", MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render
    # Of the bare addresses of pages only those count that name their scheme, or begin with www.
    links = MarkdownIt("gfm-like", {"html": True, "linkify": True})
    links.linkify.set({"fuzzy_link": False})
    yield "markdown-it, links", links.render
    options = cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    yield "cmark-gfm", lambda text: cmarkgfm.markdown_to_html_with_extensions(
        text, options, ["table", "autolink", "strikethrough", "tasklist"])


def main():
    command = os.path.abspath(sys.argv[1])
    failures = 0
    checked = 0
    with tempfile.TemporaryDirectory() as folder:
        count = 2 + IGNORED
        names = [f"name{number}" for number in range(count)]
        harmless = reports(command, os.path.join(folder, "harmless"), names, "A title", "a summary")
        for number, title in enumerate(HOSTILE):
            # Every text is a title, a summary, and the name of a column in each of its places.
            names = list(itertools.islice(itertools.cycle(HOSTILE), number, number + count))
            summary = HOSTILE[number - 1]
            place = os.path.join(folder, str(number))
            hostile = reports(command, place, names, title, summary, beside=number % 5 == 0)
            for path, text in hostile.items():
                for renderer, render in renderers():
                    ours, theirs = Elements(render(text)), Elements(render(harmless[path]))
                    targets = [t for t in ours.targets if not re.fullmatch(r"[\w.-]+(/[\w.-]+)*", t)]
                    checked += 1
                    if ours.elements != theirs.elements or ours.codes > theirs.codes or targets:
                        failures += 1
                        extra = [e for e in ours.elements if e not in theirs.elements]
                        print(f"{path} by {renderer}, title {title!r}, summary {summary!r}: {extra} {targets} "
                              f"{len(ours.elements)} elements for {len(theirs.elements)}", file=sys.stderr)
    print(f"{checked} pages on hostile names, {failures} with elements that the report did not mean")
    sys.exit(failures > 0)


main()
