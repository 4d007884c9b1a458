"""Compares the numbers in the tables of two Markdown files.

Words, titles and the names of rows, which the first column has, may differ; the tables, their rows and columns, and the
numbers of each other cell, in their order, may not. A table of a size that no committed table has is a difference,
too, but hides none of the others.

    compare_tables.py [--rearranged] COMMITTED REGENERATED [COMMITTED REGENERATED ...]

--rearranged is for a change that moves rows to other places or tables: each row of numbers of a committed file must
stand anywhere in the regenerated one, as often as before. Intervals in square brackets may be gone; they are counted.
"""

import re
import sys
from collections import Counter

# A sign stands before a number, not between two: `5.0 %+50.0 %` are two numbers without one.
NUMBER = re.compile(r"(?:(?<![\d%])[-+])?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?")
INTERVAL = re.compile(r" \[[^\[\]]*\]")
RULE = re.compile(r"\|(?: *:?-+:? *\|)+")


def tables(path):
    """Each table of a file: the number of its first line, its header and its rows, cells without blanks."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    found = []
    for number, line in enumerate(lines):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            continue
        if number == 0 or not lines[number - 1].startswith("|"):
            found.append((number + 1, cells, []))
        elif not RULE.fullmatch(line):
            found[-1][2].append(cells)
    return found


def numbers(cell):
    return [number.replace(",", "") for number in NUMBER.findall(cell)]


def all_differences(committed, regenerated):
    """What differs, a line each, and how many tables and numbers were compared."""
    ours, theirs = tables(committed), tables(regenerated)
    found, count = [], 0
    if len(ours) < len(theirs):
        known = [(len(header), len(rows)) for _, header, rows in ours]
        new = [table for table in theirs if (len(table[1]), len(table[2])) not in known]
        found = [f"a new table, regenerated line {line}: {' | '.join(header)}" for line, header, _ in new]
        theirs = [table for table in theirs if table not in new]
    if len(ours) != len(theirs):
        return found + [f"{len(ours)} tables, regenerated {len(theirs)}"], 0, 0
    for (line, header, rows), (_, other_header, other_rows) in zip(ours, theirs):
        size, other_size = (len(rows), len(header)), (len(other_rows), len(other_header))
        if size != other_size:
            found.append(f"line {line}: {size[0]} rows of {size[1]} cells, regenerated {other_size[0]} of {other_size[1]}")
            continue
        for row, other_row in zip(rows, other_rows):
            for column, cell, other in zip(header[1:], row[1:], other_row[1:]):
                count += len(numbers(cell))
                if numbers(cell) != numbers(other):
                    found.append(f"line {line}, {row[0]!r}, {column!r}: {cell!r}, regenerated {other!r}")
    return found, len(ours), count


def rearranged_differences(committed, regenerated):
    """The same, wherever the rows are: what has no counterpart in the regenerated file."""
    def rows(path):
        return [(line, row) for line, _, rows in tables(path) for row in rows if any(map(numbers, row[1:]))]

    def key(row, strip=lambda cell: cell):
        return tuple(tuple(numbers(strip(cell))) for cell in row[1:])

    ours, theirs = rows(committed), rows(regenerated)
    left = Counter(key(row) for _, row in theirs)
    found, shortened = [], 0
    for line, row in ours:
        without = key(row, lambda cell: INTERVAL.sub("", cell))
        if left[key(row)] > 0:
            left[key(row)] -= 1
        elif left[without] > 0:
            left[without] -= 1
            shortened += 1
        else:
            found.append(f"table at line {line}, {row[0]!r}: no such row any more: {' | '.join(row[1:])}")
    if shortened:
        print(f"  {committed}: {shortened} rows without their intervals")
    return found, len(tables(committed)), sum(len(cell) for _, row in ours for cell in key(row))


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--rearranged"]
    differences = rearranged_differences if len(arguments) < len(sys.argv) - 1 else all_differences
    pairs = list(zip(arguments[::2], arguments[1::2]))
    failures = all_tables = all_numbers = 0
    for committed, regenerated in pairs:
        found, table_count, number_count = differences(committed, regenerated)
        all_tables += table_count
        all_numbers += number_count
        print(f"{committed}: {table_count} tables, {number_count} numbers, {len(found)} differences")
        for line in found:
            print(f"  {line}", file=sys.stderr)
        failures += len(found)
    print(f"{len(pairs)} reports, {all_tables} tables, {all_numbers} numbers, {failures} differences")
    sys.exit(failures > 0 or all_numbers == 0)


main()
