import Pruning

/// Entries of a file of references.
enum BibTeX {
  static func entry(_ paper: Paper) -> String {
    let (kind, venue): (String, [(String, String)]) =
      switch paper.venue {
      case .journal(let name, let volume, let pages):
        ("article", [("journal", name), ("volume", volume), ("pages", pages)])
      case .proceedings(let name): ("inproceedings", [("booktitle", name)])
      case .book(let publisher): ("book", [("publisher", publisher)])
      case .unpublished(let note): ("misc", [("note", note)])
      }
    return entry(
      kind, paper.key,
      [("author", paper.authors), ("title", paper.title)] + venue + [("year", "\(paper.year)")]
        + (paper.doi.map { [("doi", $0)] } ?? []))
  }

  static func entry(_ kind: String, _ key: String, _ fields: [(name: String, value: String)])
    -> String
  {
    let lines = fields.map { "  \($0.name) = {\($0.value)},\n" }
    return "@\(kind){\(key),\n\(lines.joined())}\n"
  }
}
