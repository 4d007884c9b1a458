#!/usr/bin/env python3
"""Writes the tables of this folder: small, made up, and written as varied as real ones are.

python3 make_tables.py
"""
import gzip
import pathlib
import random

folder = pathlib.Path(__file__).parent
draw = random.Random(7)


def samples(rows):
    """A length, a width and a colour that distinguish three kinds, more or less."""
    for index in range(rows):
        kind = index % 3
        length = round(draw.gauss(2 + 2 * kind, 0.8), 2)
        width = round(draw.gauss(5 - kind, 0.8), 2)
        colour = draw.choice([["red", "blue"], ["blue", "green"], ["green", "red"]][kind])
        yield index, length, width, colour, ["oak", "elm", "ash"][kind]


def write(name, text):
    (folder / name).write_bytes(text.encode())


table = list(samples(60))
places = {"red": "north, left", "blue": 'south ""hill""', "green": 'south ""hill""'}
write("quoted.csv", "\r\n".join(
    ['"length","width","seen ""where""","kind"']
    + [f'"{l}","{w}","{places[c]}","{k}"' for _, l, w, c, k in table]) + "\r\n")
write("missing.csv", "".join(
    ["length,width,colour,kind\n"]
    + [f'{"NA" if i % 11 == 0 else l},{"" if i % 13 == 0 else w},{"?" if i % 17 == 0 else c},{k}\n'
       for i, l, w, c, k in table]))
write("indexed.csv", "".join(
    [",length,width,colour,kind\n"] + [f"{i},{l},{w},{c},{k}\n" for i, l, w, c, k in table]))
codes = {"red": 1, "blue": 2, "green": 3, "oak": 1, "elm": 2, "ash": 3}
write("codes.tsv", "".join(
    ["length\twidth\tcolour\tkind\n"]
    + [f"{l}\t{w}\t{codes[c]}\t{codes[k]}\n" for _, l, w, c, k in table]))
write("headless.txt", "".join(f"{l},{w},{c},{k}\n" for _, l, w, c, k in table))
write("blanks.txt", "".join(f"  {k}   {l:6}\t{w:6} {c}\n" for _, l, w, c, k in table))
write("classfirst.csv", "\ufeff" + "".join(
    ["kind,length,width\n"] + [f"{k},{l},{w}\n" for _, l, w, _, k in table]))
write("units.csv", "".join(
    ["length,width,kind\n", "cm,mm,\n"] + [f"{l},{w},{k}\n" for _, l, w, _, k in table]))
write("german.csv", "".join(
    ["Länge;Breite;Farbe;Art\n"]
    + [f"{l};{w};{c};{k}\n".replace(".", ",") for _, l, w, c, k in table]))
with gzip.GzipFile(folder / "comments.csv.gz", "wb", mtime=0) as file:
    file.write("".join(
        ["# measured in spring\n", "# by hand\n", "length|width|colour|kind\n"]
        + [f"{l}|{w}|{c}|{k}\n" for _, l, w, c, k in table]).encode())
write("trees.arff", "".join(
    ["% Trees, made up\n", "@RELATION 'three trees'\n", "@attribute length REAL\n",
     "@attribute 'leaf width' numeric % in cm\n", "@attribute colour {red, 'light blue', green, grey}\n",
     "@attribute note string\n", "@attribute kind {oak,elm,ash,fir}\n", "\n", "@data\n"]
    + [f"{l},{w},{'light blue' if c == 'blue' else c},'it''s fine',{k}\n".replace("'it''s", "'it\\'s")
       .replace(",light blue,", ",'light blue',")
       if i % 5 else f"{{0 {l}, 1 {w}, 2 {'red' if c == 'blue' else c}, 4 {k}}}\n" for i, l, w, c, k in table]))
