"""Writes a man page for the command and one for each subcommand, from its own description of itself.

Usage: prunebench --experimental-dump-help | python3 man_pages.py FOLDER VERSION DATE
"""

import json
import pathlib
import re
import sys

folder, version, date = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
root = json.load(sys.stdin)["command"]


def escaped(text):
    """Text as roff shows it, whatever it begins with."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha")
    return re.sub(r"^(?=\.)", r"\\&", text.replace("~", "\\(ti").replace("`", "\\(ga"), flags=re.M)


def paragraphs(text):
    """Paragraphs; indented lines, such as examples, stay as they are."""
    lines = []
    for paragraph in text.split("\n\n"):
        filled = True
        if lines:
            lines.append(".PP")
        for line in paragraph.split("\n"):
            if re.fullmatch(r"[A-Z ]+:", line):
                lines.append(f".SH {escaped(line[:-1])}")
                continue
            if line.startswith("  ") == filled:
                filled = not filled
                lines.append(".fi" if filled else ".nf")
            lines.append(escaped(line))
        if not filled:
            lines.append(".fi")
    return [line for line, following in zip(lines, lines[1:] + [""])
            if not (line == ".PP" and following.startswith(".SH"))]


def spelled(name):
    return ("-" if name["kind"] == "short" else "--") + name["name"]


def argument(entry):
    value = "" if entry["kind"] == "flag" else f"\\fI{escaped(entry['valueName'])}\\fR"
    if entry["kind"] == "positional":
        head = value
    else:
        names = sorted(entry["names"], key=lambda name: name["kind"] != "short")
        head = ", ".join(f"\\fB{escaped(spelled(name))}\\fR" for name in names)
        head += f" {value}" if value else ""
    notes = []
    if entry.get("allValues"):
        notes.append("values: " + ", ".join(entry["allValues"]))
    if "defaultValue" in entry:
        notes.append("default: " + entry["defaultValue"])
    text = entry.get("abstract", "") + (f" ({'; '.join(notes)})" if notes else "")
    return [".TP", head, escaped(text)]


def synopsis(command):
    words = [f"\\fB{escaped(' '.join(command.get('superCommands', []) + [command['commandName']]))}\\fR"]
    arguments = [entry for entry in command["arguments"] if entry["shouldDisplay"]]
    for entry in arguments:
        if entry["kind"] == "positional":
            value = f"\\fI{escaped(entry['valueName'])}\\fR"
            value += " ..." if entry["isRepeating"] else ""
            words.append(f"[{value}]" if entry["isOptional"] else value)
    if command.get("subcommands"):
        words.append("\\fIsubcommand\\fR")
    words.append("[\\fIoptions\\fR]")
    return " ".join(words)


def page(command):
    path = command.get("superCommands", []) + [command["commandName"]]
    name = "-".join(path)
    lines = [f'.TH "{name.upper()}" 1 "{date}" "prunebench {version}" "User Commands"', ".ad l", ".nh", ".SH NAME",
             f"{escaped(name)} \\- {escaped(command['abstract'].rstrip('.'))}", ".SH SYNOPSIS",
             synopsis(command), ".SH DESCRIPTION"]
    lines += paragraphs(command.get("discussion") or command["abstract"])
    subcommands = [each for each in command.get("subcommands", []) if each["commandName"] != "help"]
    if subcommands:
        lines.append(".SH SUBCOMMANDS")
        for each in subcommands:
            lines += [".TP", f"\\fB{escaped(each['commandName'])}\\fR", escaped(each["abstract"])]
    for title, isPositional in (("ARGUMENTS", True), ("OPTIONS", False)):
        entries = [entry for entry in command["arguments"]
                   if entry["shouldDisplay"] and (entry["kind"] == "positional") == isPositional]
        if entries:
            lines.append(f".SH {title}")
            for entry in entries:
                lines += argument(entry)
    related = [f"{name}-{each['commandName']}" for each in subcommands]
    if len(path) > 1:
        related.insert(0, "-".join(path[:-1]))
    lines += [".SH SEE ALSO", ",\n".join(f"\\fB{escaped(other)}\\fR(1)" for other in related)]
    (folder / f"{name}.1").write_text("\n".join(lines) + "\n")
    for each in subcommands:
        page(each)


page(root)
