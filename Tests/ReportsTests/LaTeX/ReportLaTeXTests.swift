import Foundation
import Pruning
import Runs
import Testing

@testable import Experiments
@testable import Reports

struct ReportLaTeXTests {
  /// Each number of the report has a macro of its own.
  @Test func numbersAreMacros() async throws {
    let report = try await MethodReportTests().report(
      "[dense, cpna, equivalent]", datasets: ["one", "one+noise=1"], splits: 3)
    let lines = NumberMacros(of: report).text.split(separator: "\n").filter { $0.hasPrefix("\\") }
    let names = lines.map { $0.dropFirst("\\newcommand{\\".count).prefix { $0 != "}" } }
    #expect(Set(names).count == names.count && names.count > 40)
    #expect(names.allSatisfy { $0.hasPrefix("PB") && $0.allSatisfy { $0.isASCII && $0.isLetter } })
    let summary = report.summaries[0]
    let entry = try #require(summary.entry(.cpna))
    let accuracy = try #require(entry.accuracy)
    let macro = "\\newcommand{\\PBOneNNCPNAAccuracy}{\(Formatting.fixed(100 * accuracy.mean, 2))}"
    #expect(lines.contains { $0.hasPrefix(macro) }, "\(macro)")
    let difference = try #require(
      Difference(summary, of: .cpna, from: .dense, under: report.protocolFile))
    let points = Formatting.fixed(100 * difference.mean, 2)
    let value = points.hasPrefix("-") ? "\\ensuremath{\(points)}" : points
    #expect(lines.contains { $0.hasPrefix("\\newcommand{\\PBOneNNCPNADifference}{\(value)}") })
  }

  /// So has each score of a class.
  @Test func scoresOfClassesAreMacros() async throws {
    let report = try await MethodReportTests().report("[dense, cpna]", datasets: ["one"], splits: 3)
    let scores = report.classScores
    let text = NumberMacros(of: report).text
    #expect(scores.count > 10)
    for score in scores where score.name == "f1" {
      let label = NumberMacros.letters(of: score.dataset.classNames?[score.label] ?? "")
      let method = NumberMacros.letters(of: score.method.title)
      let mean = Formatting.fixed(100 * score.estimate.mean, 2)
      #expect(text.contains("\\newcommand{\\PBOne\(method)Class\(label)FOne}{\(mean)}"))
    }
  }

  @Test(arguments: [
    ("xor:k=3", "XorKThree"), ("NN(best)", "NNBest"), ("monks-1", "MonksOne"), ("é中", ""),
    ("a\\b{}", "AB"),
  ])
  func letters(text: String, letters: String) {
    #expect(NumberMacros.letters(of: text) == letters)
  }

  /// What is cited has an entry, and what has an entry is cited.
  @Test(arguments: [(1, ["car"]), (3, ["one", "two", "car"])])
  func whatIsCitedHasAnEntry(splits: Int, datasets: [String]) async throws {
    let report = try await MethodReportTests().report(
      "[dense, cpna, nodes]", datasets: datasets, splits: splits)
    let cited = report.latex.matches(of: /\\cite\{([^}]*)\}/).flatMap {
      $0.output.1.split(separator: ",").map(String.init)
    }
    let entries = report.references.matches(of: /@[a-z]+\{([^,]*),/).map { String($0.output.1) }
    #expect(Set(entries) == Set(cited) && Set(entries).count == entries.count)
    #expect(cited.contains("cpna2020") && cited.contains("nadeau2003inference") == (splits > 1))
    #expect(cited.contains("wilcoxon1945ranking") == (datasets.count > 1))
    #expect(report.latex.contains("\\section{Methods}") && !report.latex.contains("How to read"))
  }

  /// Methods name the papers that describe them.
  @Test func methodsHavePapers() {
    let without = MethodCatalogue.standard.methods.filter(\.papers.isEmpty).map(\.identifier)
    #expect(without == ["dense", "random"])
    let papers = Set(MethodCatalogue.standard.methods.flatMap(\.papers))
    #expect(Set(papers.map(\.key)).count == papers.count)
    #expect(
      papers.allSatisfy { $0.key.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) } })
  }

  @Test func filesAreWrittenTogether() async throws {
    try await ReportTests().withRun { folder in
      try Report(of: folder).write(to: folder, as: [.latex])
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      #expect(Set(files).isSuperset(of: ["report.tex", "numbers.tex", "references.bib"]))
      #expect(!files.contains("report.md"))
    }
  }
}
