"""Compares the table of the study in a page with what the study found, as its committed CSV files have it.

    study_table.py [--write] PAGE

The table stands between the comments <!-- the study --> and <!-- end of the study -->. --write writes it anew. Its rows are
the methods, its columns the shares of connections that they keep; a cell has the verdict, and the median of the
differences to the best dense network in points, with its 95 % interval, all of the study's primary question.
"""

import csv
import pathlib
import sys

STUDY = pathlib.Path(__file__).resolve().parents[2] / "reports" / "study" / "uci"
BEGIN, END = "<!-- the study -->\n", "<!-- end of the study -->\n"
# The verdicts of the report in a word or two: `keeps` the accuracy, but for what does not matter.
VERDICTS = {
    "better": "**better**", "at least as good": "keeps", "undecided": "undecided",
    "worse, by less than matters": "worse, but keeps", "worse": "**worse**",
}


def rows(name):
    with open(STUDY / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cell(answer):
    low, median, high = (100 * float(answer[key]) for key in ("interval_low", "median", "interval_high"))
    return f"{VERDICTS[answer['verdict']]} {median:+.2f} [{low:+.2f}, {high:+.2f}]"


def table():
    titles = {line["method"]: line["title"] for line in rows("summary.csv")}
    answers = rows("answers.csv")
    primary = [answer for answer in answers if answer["question"] == answers[0]["question"]]
    shares = list(dict.fromkeys(answer["keep"] for answer in primary))
    by_method = {}
    for answer in primary:
        by_method.setdefault(answer["method"], {})[answer["keep"]] = cell(answer)
    header = ["pruned by", *(f"{100 * float(share):g} % kept" for share in shares)]
    lines = [header, ["---"] * len(header)]
    lines += [[titles[method], *(cells[share] for share in shares)] for method, cells in by_method.items()]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def main(page, writes):
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    shown, end, after = rest.partition(END)
    if not end:
        sys.exit(f"{page}: expected a table between {BEGIN.strip()} and {END.strip()}")
    expected = table()
    if writes:
        page.write_text(before + begin + expected + end + after, encoding="utf-8")
    elif shown != expected:
        sys.exit(f"{page}: the table is not that of the study; --write writes:\n{expected}")


main(*map(pathlib.Path, [name for name in sys.argv[1:] if name != "--write"]), writes="--write" in sys.argv)
