import Inputs

/// The page around its content.
struct HTMLPage {
  let title: InlineText
  /// The sections that the table of contents lists.
  let contents: [HTMLContent.Entry]
  /// HTML.
  let content: String
  /// Whether a table can be sorted, which takes the script.
  let isSortable: Bool

  var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="PruneBench">
    <title>\(title.isEmpty ? "Report" : title.htmlAttribute)</title>
    <style>
    \(HTMLStyle.sheet)
    </style>
    </head>
    <body>
    <a class="skip" href="#content">Skip to the report</a>
    \(heading)\(navigation)<main id="content" tabindex="-1">
    \(content)</main>
    \(isSortable ? "<script>\(HTMLScript.sorting)</script>\n" : "")</body>
    </html>

    """
  }

  /// Nothing is loaded, and no script runs but the page's own.
  private var policy: String {
    let script = isSortable ? "script-src 'sha256-\(HTMLScript.hash)'; " : ""
    return
      "default-src 'none'; style-src 'unsafe-inline'; \(script)base-uri 'none'; form-action 'none'"
  }

  private var heading: String {
    title.isEmpty ? "" : "<header><h1>\(title.html)</h1></header>\n"
  }

  private var navigation: String {
    guard !contents.isEmpty else { return "" }
    let items = contents.map { "<li><a href=\"#\($0.id)\">\($0.heading.html)</a></li>\n" }
    return """
      <nav aria-label="Contents">
      <ol>
      \(items.joined())</ol>
      </nav>

      """
  }
}
