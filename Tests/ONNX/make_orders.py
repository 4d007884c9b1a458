"""Writes orders.csv, which orders.yaml describes, and orders-new.csv with levels that it has not."""

import random


def rows(count, stream, sizes, colours, places):
    for number in range(count):
        size, colour, place = stream.choice(sizes), stream.choice(colours), stream.choice(places)
        weight = stream.choice(["unknown", "1.5"] + [f"{stream.uniform(0, 9):.3f}" for _ in range(8)])
        heavy = size in ("large", "huge") or weight > "5"
        verdict = "yes" if heavy != (colour == "red") else stream.choice(["no", "never"])
        yield ";".join([size, str(number), weight, verdict, colour, place])


def write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.write("size;number;weight in kg;verdict;colour;place\n")
        file.writelines(line + "\n" for line in lines)


stream = random.Random(1)
sizes, colours = ["small", "medium", "large", "huge", ""], ["red", "green", ""]
places = ["north", "south", "west", "unknown"]
write("orders.csv", rows(120, stream, sizes, colours, places))
write(
    "orders-new.csv",
    rows(60, stream, sizes + ["tiny"], colours + ["blue", "missing"], places + ["east", "Nörd, 1"]),
)
