"""Scores raw rows by a saved model in onnxruntime and holds the result against `prunebench predict`.

The rows are read here by Python's csv module and what the model's metadata says, by none of
PruneBench's code; where pandas can read the file they are read by it, too, and texts go to onnxruntime as
it has them: with the blanks around them, accents composed or not. Prints one line; fails if a probability
differs by more than 1e-5 or a label differs although its probability is ahead by more than that.

    compare.py NAME MODEL PREDICTIONS RAW_FILE...
"""

import csv
import datetime
import gzip
import json
import subprocess
import sys
import unicodedata

import numpy
import onnx
import onnxruntime
import pandas

TOLERANCE = 1e-5


def text_of(path):
    """The file's text, unpacked."""
    if path.endswith(".Z"):
        data = subprocess.run(["gzip", "-dc", path], check=True, capture_output=True).stdout
    elif path.endswith(".gz"):
        with gzip.open(path) as file:
            data = file.read()
    else:
        with open(path, "rb") as file:
            data = file.read()
    return data.decode("utf-8-sig")


def rows_of(path, rows):
    """The fields of each row of a delimited file, and of its header."""
    lines = text_of(path).splitlines()[rows["skippedLines"] :]
    lines = [
        line
        for line in lines
        if line.strip() and not (rows.get("comment") and line.startswith(rows["comment"]))
    ]
    if rows["delimiter"] == "whitespace":
        fields = [line.split() for line in lines]
    else:
        # Blanks around an unquoted field are not part of it.
        reader = csv.reader(lines, delimiter=rows["delimiter"])
        fields = [[field.strip(" \t") for field in row] for row in reader]
    header = 0 if rows["header"] == "none" else rows["headerRows"]
    return fields[:header], fields[header:]


def read_by_pandas(path, rows):
    """The fields of each row as pandas has them, and those of its header; None if pandas cannot read it so."""
    if path.endswith(".Z") or rows["delimiter"] == "whitespace" or len(rows.get("comment") or "#") > 1:
        return None
    frame = pandas.read_csv(
        path,
        sep=rows["delimiter"],
        header=None,
        comment=rows.get("comment"),
        skiprows=rows["skippedLines"],
        dtype=str,
        keep_default_na=False,
        encoding="utf-8-sig",
    )
    fields = frame.to_numpy().tolist()
    header = 0 if rows["header"] == "none" else rows["headerRows"]
    return fields[:header], fields[header:]


def by_columns(table, rows):
    """The rows of a table in the order of the model's columns."""
    header, body = table
    if rows["header"] != "names":
        return body
    names = [unicodedata.normalize("NFC", name.strip(" \t")) for name in header[0]]
    wanted = [unicodedata.normalize("NFC", column["name"]) for column in rows["columns"]]
    order = [names.index(name) if name in names else -1 for name in wanted]
    return [[row[at] for at in order] for row in body]


DATES = {"ymd": "%Y-%m-%d", "dmy": "%d.%m.%Y", "mdy": "%m/%d/%Y"}
THOUSANDS = {"comma": ",", "point": ".", "space": " ", "apostrophe": "'"}


def number(text, column, rows):
    """A field as a number; NaN if it is missing. Dates are days from 1970-01-01."""
    text = text.strip(" \t")
    if text in rows["missingMarks"]:
        return numpy.nan
    if column.get("date"):
        date = datetime.datetime.strptime(text, DATES[column["date"]])
        return (date - datetime.datetime(1970, 1, 1)).days
    text = text.replace(column.get("unit", ""), "").strip()
    text = text.replace(THOUSANDS.get(rows.get("thousandsMark"), ""), "")
    if rows["decimalMark"] == "comma":
        text = text.replace(",", ".")
    return float(text)


def inputs_of(raw, rows, types):
    """The rows that are scored, each with its number, and what of them goes into the graph."""
    columns = rows["columns"]
    features = [index for index, column in enumerate(columns) if column["role"] == "feature"]
    dropping = [index for index in features if columns[index]["missing"] == "drop-rows"]
    numbered = [
        (at + 1, row)
        for at, row in enumerate(raw)
        if not any(row[index].strip(" \t") in rows["missingMarks"] for index in dropping)
    ]
    numbers = [index for index in features if "levels" not in columns[index]]
    categories = [index for index in features if "levels" in columns[index]]
    inputs = {}
    if numbers:
        inputs["numbers"] = numpy.array(
            [[number(row[index], columns[index], rows) for index in numbers] for _, row in numbered],
            dtype={"tensor(float)": numpy.float32, "tensor(double)": numpy.float64}[types["numbers"]],
        )
    if categories:
        inputs["categories"] = numpy.array(
            [[row[index] for index in categories] for _, row in numbered], dtype=object
        )
    return numbered, inputs


def main():
    name, model_path, predictions_path, *raw_files = sys.argv[1:]
    model = onnx.load(model_path)
    onnx.checker.check_model(model, full_check=True)
    description = json.loads({p.key: p.value for p in model.metadata_props}["prunebench"])
    rows, classes = description["rows"], description["classes"]

    session = onnxruntime.InferenceSession(model_path, providers=["CPUExecutionProvider"])
    tables = [rows_of(path, rows) for path in raw_files]
    raw = [row for table in tables for row in by_columns(table, rows)]
    types = {entry.name: entry.type for entry in session.get_inputs()}
    numbered, inputs = inputs_of(raw, rows, types)
    probabilities, labels = session.run(["probabilities", "label"], inputs)
    framed = [read_by_pandas(path, rows) for path in raw_files]
    if all(framed):
        same, inputs = inputs_of([row for table in framed for row in by_columns(table, rows)], rows, types)
        assert [at for at, _ in same] == [at for at, _ in numbered]
        others = session.run(["probabilities"], inputs)[0]
        if not numpy.array_equal(others, probabilities):
            sys.exit(f"{name}: onnxruntime takes what pandas reads for something else")

    with open(predictions_path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        assert next(reader) == ["row", "class"] + [f"P({name})" for name in classes]
        predicted = list(reader)
    assert len(predicted) == len(numbered) > 0, (len(predicted), len(numbered))
    assert [int(row[0]) for row in predicted] == [at for at, _ in numbered]
    ours = numpy.array([[float(value) for value in row[2:]] for row in predicted])
    difference = float(numpy.abs(ours - probabilities).max())
    ordered = numpy.sort(probabilities, axis=1)
    ahead = ordered[:, -1] - ordered[:, -2]
    other = sum(
        1
        for row, label, lead in zip(predicted, labels, ahead)
        if row[1] != label and lead > TOLERANCE
    )
    kept, everything = sum(description["fit"]["connections"]), description["fit"]["allConnections"]
    print(
        f"{name:42} {len(predicted):5} {kept:11} {everything:6} {len(classes):7} "
        f"{difference:11.1e} {other:6}"
    )
    # A comparison with NaN is false, so NaN counts as an error, too.
    if not difference <= TOLERANCE or other > 0:
        sys.exit(f"{name}: onnxruntime and PruneBench differ")


if __name__ == "__main__":
    main()
