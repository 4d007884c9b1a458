"""Writes a table whose numbers are not plain, and its card: large ones that are close to one another, dates,
digits in groups, tiny ones, units beside them, decimal commas, and a number that marks a missing value.

    make_values.py FOLDER
"""

import datetime
import random
import sys

CARD = """\
name: values
title: Values
files: [{name: values.csv}]
format: {delimiter: semicolon, header: names, decimal: comma, thousands: point}
missing: {marks: ["", "-999"], policy: median}
columns:
  - {name: time, offset: 1767225600000}
  - {name: day, date: dmy}
  - {name: price, unit: "€"}
  - {name: share, unit: "%"}
  - {name: depth}
  - {name: trace}
  - {name: kind, role: target, categories: [oak, elm, ash]}
"""


def grouped(value):
    """1.234,5 as a German writes it."""
    return f"{value:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def main():
    folder = sys.argv[1]
    stream = random.Random(4)
    with open(f"{folder}/values.yaml", "w", encoding="utf-8") as file:
        file.write(CARD)
    with open(f"{folder}/values.csv", "w", encoding="utf-8") as file:
        file.write("time;day;price;share;depth;trace;kind\n")
        for row in range(120):
            kind = row % 3
            time = 1767225600000 + 1000 * kind + stream.randrange(1500)
            day = datetime.date(2026, 1, 1) + datetime.timedelta(20 * kind + stream.randrange(25))
            price = 900 + 700 * kind + 600 * stream.random()
            share = "" if row % 17 == 0 else f"{20 * kind + stream.randrange(30)} %"
            depth = "-999" if row % 13 == 0 else grouped(-3 + kind + stream.random())
            trace = f"{(kind + row / 40) * 1e-9:.13f}".replace(".", ",")
            file.write(
                f"{time};{day:%d.%m.%Y};{grouped(price)} €;{share};{depth};{trace};{['oak', 'elm', 'ash'][kind]}\n"
            )


if __name__ == "__main__":
    main()
