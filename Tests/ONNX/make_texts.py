"""Writes tables whose texts other readers of tables see otherwise: with blanks around them, in quotes and
without, and with accents that are characters of their own or not.

    make_texts.py FOLDER

Each row has the same values in all files, so that any of them may be scored by a model of any other.
"""

import random
import sys
import unicodedata

LEVELS = ["rosé", "Straße", "naïve blue", "a|b (c)", "10 Ω", "한글", "mạ̣t"]
KINDS = ["chêne", "orme", "frêne"]


def rows(count=90):
    """Numbers, a level and a class of each row."""
    stream = random.Random(1)
    for number in range(count):
        kind = number % len(KINDS)
        level = LEVELS[kind] if stream.random() < 0.6 else stream.choice(LEVELS)
        yield f"{stream.gauss(kind, 0.6):.3f}", stream.choice(["", "?", "un", "deux"]), level, KINDS[kind]


def write(name, field, form=lambda text, row: text, comma=","):
    header = [form(text, 0) for text in ["longueur", "numéro", "couleur", "espèce"]]
    with open(f"{sys.argv[1]}/{name}.csv", "w", encoding="utf-8", newline="") as file:
        file.write(comma.join(header) + "\n")
        for index, row in enumerate(rows()):
            texts = [form(text, index) for text in row[1:]]
            file.write(comma.join([row[0]] + [field(text, index) for text in texts]) + "\n")


def plain(text, _):
    return text


def compose(text, _):
    return unicodedata.normalize("NFC", text)


def decompose(text, _):
    return unicodedata.normalize("NFD", text)


def some(text, row):
    """Every other character composed, the others not."""
    return "".join(
        decompose(letter, row) if (at + row) % 2 else letter
        for at, letter in enumerate(compose(text, row))
    )


BLANKS = ["", " ", "  ", "\t", " \t "]
write("composed", plain, compose)
write("decomposed", plain, decompose)
write("mixed", plain, some)
write("spaced", plain, comma=", ")
write("aligned", lambda text, _: text.rjust(12) + "  ")
write("uneven", lambda text, row: BLANKS[row % 5] + text + BLANKS[row % 3])
write("quoted", lambda text, row: '"' + BLANKS[row % 5] + text + BLANKS[row % 3] + '"')
write("everything", lambda text, row: f'"{BLANKS[row % 4]}{text} "' if row % 2 else f" {text}\t", some)
