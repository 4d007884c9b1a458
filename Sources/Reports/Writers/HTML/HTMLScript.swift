import Foundation
import Inputs

/// The one script of a page: without it, tables have the order of the report.
enum HTMLScript {
  /// Puts buttons into the headers of columns whose rows can be sorted. What has no number comes last.
  static let sorting = """

    for (const header of document.querySelectorAll("th[data-sort]")) {
      const button = document.createElement("button");
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const sign = header.ariaSort == "ascending" ? -1 : 1;
        for (const other of header.parentNode.cells) other.ariaSort = null;
        header.ariaSort = sign > 0 ? "ascending" : "descending";
        const body = header.closest("table").tBodies[0];
        const rows = [...body.rows].map(row => {
          const cell = row.cells[header.cellIndex];
          const number = cell.dataset.value;
          return [row, header.className == "n" ? (number === undefined ? NaN : Number(number)) : cell.textContent];
        });
        rows.sort(([, a], [, b]) =>
          typeof a == "string" ? sign * a.localeCompare(b)
          : isNaN(a) || isNaN(b) ? isNaN(a) - isNaN(b) : sign * (a - b));
        body.append(...rows.map(([row]) => row));
      });
    }

    """

  /// What a content security policy knows the script by.
  static var hash: String {
    var fingerprint = Fingerprint()
    fingerprint.update(Data(sorting.utf8))
    return fingerprint.base64
  }
}
