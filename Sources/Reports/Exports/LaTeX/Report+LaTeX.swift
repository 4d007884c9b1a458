import Experiments
import Foundation
import Inputs
import Pruning
import Runs

extension Report {
  /// Writes `report.tex`, `numbers.tex`, which it reads, and `references.bib`.
  /// - Throws: ``InputError`` if the folder cannot be written.
  func writeLaTeX(to folder: RunFolder) throws(InputError) {
    for (name, text) in [
      ("report.tex", latex), ("numbers.tex", NumberMacros(of: self).text),
      ("references.bib", references),
    ] {
      try folder.write(text, to: folder.url.appendingPathComponent(name))
    }
  }

  /// The content of `report.tex`: what the report says, with how it was found as a section of its own.
  var latex: String {
    var document = document
    if case .section(let section)? = document.blocks.last, section.blocks == [.list(reading)] {
      document.blocks.removeLast()
    }
    let end = """

      \\section{Methods}

      \(methodsParagraph)

      \\bibliographystyle{plain}
      \\bibliography{references}

      """
    return LaTeXWriter(preamble: "\\input{numbers}\n", end: end).write(document)
  }

  /// What was compared, on which datasets, how settings were chosen, and which tests were used, with citations.
  private var methodsParagraph: String {
    let methods = protocolFile.methods.map { method in
      method.title.latex + Self.citation(method.papers.map(\.key))
    }
    let datasets = description.datasets.map { dataset in
      dataset.title.latex + Self.citation(dataset.citation == nil ? [] : [Self.key(of: dataset)])
    }
    let tests = statistics.map { $0.name + Self.citation($0.papers.map(\.key)) }
    let networks = "Networks are trained by Adam" + Self.citation([Paper.adam.key]) + "."
    return
      ([
        """
        The protocol \(LaTeXText.code(protocolFile.name)), run by PruneBench \(description.version.latex), compares \
        \(Self.list(methods)) on \(Self.list(datasets)).
        """, networks,
      ] + reading.map(\.latex) + (tests.isEmpty ? [] : ["Statistics: \(Self.list(tests))."]))
      .joined(separator: "\n")
  }

  private static func citation(_ keys: [String]) -> String {
    keys.isEmpty ? "" : "~\\cite{\(keys.joined(separator: ","))}"
  }

  /// `a, b and c`.
  private static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return "\(parts.dropLast().joined(separator: ", ")) and \(last)"
  }

  private static func key(of dataset: DatasetSummary) -> String {
    "data\(NumberMacros.letters(of: dataset.name))"
  }

  /// The content of `references.bib`: what the paragraph on methods cites.
  var references: String {
    let papers = [.adam] + protocolFile.methods.flatMap(\.papers) + statistics.flatMap(\.papers)
    let datasets = description.datasets.compactMap { dataset in
      dataset.citation.map {
        BibTeX.entry(
          "misc", Self.key(of: dataset),
          [("key", dataset.name.latex), ("title", "{\(dataset.title.latex)}"), ("note", $0.latex)])
      }
    }
    var known: Set<String> = []
    return (papers.map(BibTeX.entry) + datasets).filter { known.insert($0).inserted }
      .joined(separator: "\n")
  }
}

extension String {
  /// A text from outside as LaTeX has it.
  fileprivate var latex: String { LaTeXText.plain(self) }
}
