"""Opens pages in a headless Chromium: each must load no other file, report no error, fit its window at every width, run
no script but its own, and be readable without it, in light and dark.

    check_pages.py [--pictures FOLDER] PAGE ...

With --pictures it also writes what the pages look like.
"""

import argparse
import os
import sys
import urllib.parse

from chromium import Chromium

WIDTHS = (1280, 390)

# For each text of the page the contrast with what is behind it, the least of each kind of element.
CONTRAST = """
(() => {
  const parse = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = {};
  for (const element of document.querySelectorAll("h1, h2, h3, p, li, a, code, caption, figcaption, th, td")) {
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    found[element.localName] = Math.min(found[element.localName] ?? 99, contrast);
  }
  return found;
})()
"""

# What a hostile name could have added, and what people with a screen reader need.
ELEMENTS = """
({
  scripts: [...document.scripts].length,
  foreign: document.querySelectorAll("img, iframe, object, embed, form, link, base, foreignObject").length,
  handlers: [...document.querySelectorAll("*")].filter(e => [...e.attributes].some(a => /^on/i.test(a.name))).length,
  unscoped: document.querySelectorAll("th:not([scope])").length,
  uncaptioned: [...document.querySelectorAll("table")].filter(t => !t.caption?.textContent.trim()).length,
  unnamed: [...document.querySelectorAll("svg")].filter(
    s => s.getAttribute("role") != "img" || !s.querySelector(":scope > title")?.textContent.trim()).length,
  repeated: [...document.querySelectorAll("[id]")].length - new Set([...document.querySelectorAll("[id]")].map(e => e.id)).size,
  mains: document.querySelectorAll("main").length,
  language: document.documentElement.lang,
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(h => Number(h.localName[1])),
  links: [...document.querySelectorAll("a")].map(a => a.getAttribute("href")),
  targets: [...document.querySelectorAll("[id]")].map(e => e.id),
})
"""

# Clicks the last header that sorts, twice, and says how the rows were ordered.
SORTING = """
(() => {
  const header = [...document.querySelectorAll("th.n[data-sort]")].pop();
  if (!header) return null;
  const rows = () => [...header.closest("table").tBodies[0].rows];
  const values = () => rows().map(row => row.cells[header.cellIndex].dataset.value).filter(v => v !== undefined).map(Number);
  const before = rows().length;
  header.querySelector("button").click();
  const [up, first] = [values(), header.getAttribute("aria-sort")];
  header.querySelector("button").click();
  const [down, second] = [values(), header.getAttribute("aria-sort")];
  const isSorted = list => list.every((v, i) => i == 0 || list[i - 1] <= v);
  return isSorted(up) && isSorted(down.reverse()) && first == "ascending" && second == "descending"
    && rows().length == before;
})()
"""


class Page:
    """A page, and what is wrong with it."""

    def __init__(self, browser, path):
        self.browser = browser
        self.path = path
        self.complaints = []

    def expect(self, condition, complaint):
        if not condition:
            self.complaints.append(complaint)

    def expect_quiet(self, what):
        """Nothing was reported, asked for or loaded besides the page."""
        url = "file://" + urllib.parse.quote(os.path.realpath(self.path))
        for name, event in self.browser.events:
            if name in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Page.javascriptDialogOpening"):
                self.complaints.append(f"{what}: {name} {event}")
            elif name == "Log.entryAdded":
                self.complaints.append(f"{what}: {event['entry']['text']}")
            elif name == "Network.requestWillBeSent" and event["request"]["url"] != url:
                self.complaints.append(f"{what}: loads {event['request']['url']}")

    def check(self, pictures):
        browser = self.browser
        self.expect(os.path.getsize(self.path) < 5_000_000, "5 MB or more")
        for width in WIDTHS:
            for dark in (False, True):
                what = f"width {width}, {'dark' if dark else 'light'}"
                browser.show(self.path, width, dark=dark)
                needed = browser.value("document.documentElement.scrollWidth")
                self.expect(needed <= width, f"{what}: scrolls sideways, {needed} pixels wide")
                for element, contrast in browser.value(CONTRAST).items():
                    self.expect(contrast >= 4.5, f"{what}: contrast {contrast:.2f} of {element}")
                if pictures:
                    self.take_pictures(pictures, f"{width}-{'dark' if dark else 'light'}")
                self.expect_quiet(what)
        self.check_elements()
        self.expect(browser.value(SORTING) in (True, None), "rows are not sorted")
        self.expect_quiet("sorting")
        browser.show(self.path, 1280, scripts=False)
        source = browser.source()
        self.expect("</table>" in source or "<table" not in source, "no table without scripts")
        self.expect("<button" not in source, "a button without scripts")
        browser.show(self.path, 700, media="print")
        visible = browser.value("[...document.querySelectorAll('nav, .skip')].filter(e => e.offsetHeight > 0).length")
        self.expect(visible == 0, "navigation on paper")

    def check_elements(self):
        found = self.browser.value(ELEMENTS)
        with open(self.path, encoding="utf-8") as file:
            scripts = file.read().count("<script>")
        self.expect(found["scripts"] == scripts <= 1, f"{found['scripts']} scripts")
        for name in ("foreign", "handlers", "unscoped", "uncaptioned", "unnamed", "repeated"):
            self.expect(found[name] == 0, f"{found[name]} elements are {name}")
        self.expect(found["mains"] == 1 and found["language"] == "en", "no main part or no language")
        ranks = found["headings"]
        self.expect(
            ranks[:1] == [1] and all(b <= a + 1 for a, b in zip(ranks, ranks[1:])), f"headings of ranks {ranks}")
        for link in found["links"]:
            address = urllib.parse.urlsplit(link)
            if link.startswith("#"):
                self.expect(link[1:] in found["targets"], f"no part {link}")
            elif not address.scheme:
                file = os.path.join(os.path.dirname(self.path), urllib.parse.unquote(address.path))
                self.expect(os.path.exists(file), f"no file {link}")

    def take_pictures(self, folder, name):
        """The beginning of the page, and further parts of it."""
        os.makedirs(folder, exist_ok=True)
        page = "-".join(os.path.realpath(self.path).split(os.sep)[-2:]).removesuffix(".html")
        length = self.browser.value("document.documentElement.scrollHeight")
        for number, top in enumerate(range(0, min(length, 12_000), 2_000)):
            file = os.path.join(folder, f"{page}-{name}-{number}.png")
            self.browser.picture(file, top=top, height=min(2_000, length - top))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures")
    parser.add_argument("pages", nargs="+")
    options = parser.parse_args()
    browser = Chromium()
    failures = 0
    try:
        for path in options.pages:
            page = Page(browser, path)
            page.check(options.pictures)
            print(f"{path}: {os.path.getsize(path)} bytes, {len(page.complaints)} complaints")
            for complaint in page.complaints:
                print(f"  {complaint}", file=sys.stderr)
            failures += len(page.complaints)
    finally:
        browser.close()
    sys.exit(failures > 0)


main()
