"""Writes reports on tables, protocols and a study whose names are HTML.

    hostile_reports.py PRUNEBENCH FOLDER
"""

import json
import os
import subprocess
import sys

NAMES = [
    "<script>document.title = 'owned'; alert(1)</script>", "\"><img src=x onerror=\"document.title='owned'\">",
    "' onmouseover='alert(1)", "</title></style></svg></table></main><b>x</b>", "<!-- a", "]]><i>b</i>", "&lt;b&gt;",
    "a\u202eb", "javascript:alert(1)", "x" * 200,
]

PROTOCOL = """
split: {test-share: 0.2, stratified: true}
scaling: training
validation: {repeats: 1, folds: 2}
grid: {hidden: [4, 8], l2: [0.001], batch: [16]}
training: {pretraining-epochs: 4, pruning-epochs: 8}
pruning: {annealing-rate: 5, densities: [0.5]}
choose: {epoch: validation, density: validation}
retrains: 2
equivalent: {search: false}
"""

with open(os.path.join(os.path.dirname(os.path.realpath(__file__)), "../small_study.yaml"), encoding="utf-8") as study:
    STUDY = study.read()


def main():
    command, folder = os.path.realpath(sys.argv[1]), sys.argv[2]
    os.makedirs(folder)

    def write(path, text):
        with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
            file.write(text)

    def run(*arguments):
        subprocess.run([command, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    rows = [f"{row % 2 + row % 7 / 10},{('red', 'blue')[row // 2 % 2]},{('oak', 'elm')[row % 2]}\n" for row in range(60)]
    write("rows.csv", "".join(rows))
    for number, name in enumerate(NAMES):
        ignored, title = json.dumps(NAMES[number - 1] + " column"), json.dumps(name)
        write(
            f"table{number}.yaml",
            f"name: table{number}\ntitle: {title}\nfiles: [{{name: rows.csv}}]\nformat: {{delimiter: comma}}\n"
            f"columns:\n  - {{name: {ignored}}}\n  - {{name: colour, role: ignore}}\n"
            "  - {name: kind, role: target, categories: [oak, elm]}\n")
    for protocol, summary in (("a", NAMES[0]), ("b", NAMES[1])):
        write(f"{protocol}.yaml", f"name: {protocol}\nsummary: {json.dumps(summary)}\n{PROTOCOL}")
    write("study.yaml", f"title: {json.dumps(NAMES[0])}\nsummary: {json.dumps(NAMES[1])}\n{STUDY}")
    tables = [f"table{number}.yaml" for number in range(len(NAMES))]
    for protocol in ("a", "b"):
        run("run", *tables, "--data", ".", "-p", f"{protocol}.yaml", "--out", protocol, "--quiet")
    run("run", "study.yaml", "--out", "study", "--quiet")
    run("report", "a", "b", "--side-by-side", "both", "--recipe", "recipe")


main()
