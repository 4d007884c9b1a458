"""Prints the copyright file: PruneBench's licence, and those of all that is linked into the command.

Usage: python3 copyright.py CHECKOUTS BUILT_MODULES TOOLCHAIN

CHECKOUTS has the sources of the Swift packages; BUILT_MODULES the objects of each target that was built for the
command.
"""

import pathlib
import re
import sys

checkouts, modules, toolchain = map(pathlib.Path, sys.argv[1:])
apache = "/usr/share/common-licenses/Apache-2.0"


def licence(path):
    """The text of a licence; of Apache's, which every Debian has, only what was added to it."""
    text = path.read_text().strip()
    if "Apache License" not in text:
        return text
    head = re.search(r"^\s*Copyright .*$", text.split("Apache License")[0], re.M)
    exception = re.search(r"^#* *Runtime Library Exception.*", text, re.M | re.S | re.I)
    parts = [head and head.group().strip(), f"Apache License, version 2.0: see {apache}.",
             exception and exception.group().strip()]
    return "\n\n".join(filter(None, parts))


def section(title, *texts):
    print("\n".join(["", title, "-" * len(title), "", "\n\n".join(texts)]))


print(f"PruneBench\n==========\n\nApache License, version 2.0: see {apache}.\n\n"
      "The command contains the following works, under licences of their own.")
built = {folder.name.removesuffix(".build") for folder in modules.glob("*.build")
         if any(folder.rglob("*.o"))}
linked = 0
for package in sorted(checkouts.iterdir(), key=lambda path: path.name.lower()):
    manifest = (package / "Package.swift").read_text()
    targets = re.findall(r'\.target\(\s*name:\s*"(\w+)"', manifest)
    if built.isdisjoint(targets):
        continue
    linked += 1
    licences = sorted(package.glob("LICENSE*"))
    if not licences:
        sys.exit(f"{package}: no licence")
    notices = [path.read_text().strip() for path in sorted(package.glob("NOTICE*"))]
    section(package.name, *map(licence, licences), *notices)
if not linked:
    sys.exit(f"{modules}: no target of a package")
section("The Swift runtime library, Foundation and Dispatch",
        "Copyright Apple Inc. and the Swift project authors",
        licence(toolchain / "usr/share/swift/LICENSE.txt"))
section("ICU, in Foundation", pathlib.Path(__file__).with_name("unicode-license.txt").read_text().strip())
fast_float = pathlib.Path("/usr/share/doc/libfast-float-dev/copyright")
if fast_float.exists():
    section("fast_float", re.sub(r"\n\nFiles: +debian/.*?\n\n", "\n\n", fast_float.read_text().strip(), flags=re.S))
