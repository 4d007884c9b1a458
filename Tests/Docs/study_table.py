"""Compares the tables of the study in pages with what the study found, as its committed CSV files have it.

    study_table.py [--write] PAGE ...

Such a table stands between two comments, as <!-- primary --> and <!-- end of primary -->; --write writes it anew.

primary      a row for each pruning method, a column for each share of connections that it keeps; a cell has the verdict on the
             difference to the best dense network, and its median in points with its 95 % interval
cpna         the same of CPNA minus other methods, a row for each of these
references   the differences of programs that are no networks, with on how many datasets they are better
"""

import csv
import pathlib
import sys

STUDY = pathlib.Path(__file__).resolve().parents[2] / "reports" / "study"
# What a method does to the accuracy of the best dense network, where the report says how it compares.
KEEPING = {"at least as good": "keeps", "worse, by less than matters": "worse, but keeps"}


def rows(name):
    with open(STUDY / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def effect(answer):
    low, median, high = (100 * float(answer[key]) for key in ("interval_low", "median", "interval_high"))
    return f"{median:+.2f} [{low:+.2f}, {high:+.2f}]"


def markdown(header, lines):
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in [header, ["---"] * len(header), *lines]) + "\n"


def verdicts(begin, key, words):
    """A question's answers: a row for each method in the column `key`, the verdicts in `words` or as they are."""
    titles = {line["method"]: line["title"] for line in rows("uci/summary.csv")}
    asked = [answer for answer in rows("uci/answers.csv") if answer["question"].startswith(begin)]
    shares = list(dict.fromkeys(answer["keep"] for answer in asked))
    lines = {}
    for answer in asked:
        line = lines.setdefault(answer[key], [titles[answer[key]]])
        verdict = answer["verdict"] if answer["verdict"] not in ("better", "worse") else f"**{answer['verdict']}**"
        line.append(f"{words.get(verdict, verdict)} {effect(answer)}")
    return markdown(["", *(f"{100 * float(share):g} % kept" for share in shares)], lines.values())


def primary():
    return verdicts("Primary", "method", KEEPING)


def cpna():
    return verdicts("(c)", "minus", {})


def references():
    return markdown(
        ["", "minus NN(best)", "better / equal / worse"],
        [[answer["method"].removeprefix("external/"), effect(answer),
          f"{answer['better']} / {answer['equal']} / {answer['worse']}"] for answer in rows("references/answers.csv")])


def checked(page, writes):
    """What differs; with `writes` nothing does any more."""
    text, found = page.read_text(encoding="utf-8"), []
    for table in (primary, cpna, references):
        name = table.__name__
        before, begin, rest = text.partition(f"<!-- {name} -->\n")
        shown, end, after = rest.partition(f"<!-- end of {name} -->\n")
        if not end:
            continue
        expected = table()
        found.append(shown == expected)
        if shown != expected and not writes:
            print(f"{page}: the table {name} is not that of the study:\n{expected}")
        text = before + begin + expected + end + after
    if not found:
        sys.exit(f"{page}: expected a table between <!-- primary --> and <!-- end of primary -->, found none")
    if writes:
        page.write_text(text, encoding="utf-8")
    return writes or all(found)


pages = [pathlib.Path(name) for name in sys.argv[1:] if name != "--write"]
if not all([checked(page, "--write" in sys.argv) for page in pages]):
    sys.exit(1)
