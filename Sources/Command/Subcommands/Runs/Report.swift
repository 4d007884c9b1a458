public import ArgumentParser
import Experiments
import Foundation
import Inputs
public import Reports
import Runs

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Regenerate the reports of runs from their journals.",
    usage: "prunebench report <run> ... [<options>]",
    discussion: """
      Writes report.md, report.html, results.csv and the other files of a run, byte for byte: they \
      depend on run.yaml, environment.json, the journal and, where there is one, forecast.json alone. \
      An unfinished run has a report, too, which says so. report.html is one page with its pictures, \
      which needs no network. --format latex writes report.tex, whose tables take the package booktabs, \
      numbers.tex with every number as a macro, and references.bib.

      --claims writes the paper's claims that the studies among the runs test into one file. \
      --side-by-side compares runs of several protocols on the same datasets: it writes a report for \
      each dataset, one for all, the paper's claims, and packed copies of the runs. --recipe compares \
      the pruned networks of the first run with its dense ones and with those of the other runs, split \
      by split: the effect of a recipe, and of each of its ingredients. --dense-search compares them \
      with NN(best) of one more run, too, whose grid is wider.

      --questions asks the runs what a file of questions says, best written before the run: each has a \
      title, methods, those that they are compared with ('minus'), and shares of connections ('keep'). In place of \
      'minus', 'widths: [128, 32]' compares numbers of hidden nodes by validation; 'noise: [0, 1, 4]' \
      beside it asks whether the difference grows with noise columns. All comparisons of a question, over \
      the datasets, are corrected together.

      --external compares one run with other programs' predictions for the test rows of its splits, \
      and writes that report and results.csv, with their test accuracies, into the folder that --out \
      names; the run's own stays as it is. Such a \
      file is CSV with the columns dataset, split, row and class, and, if there are probabilities, \
      one column p:CLASS for each class; in any order. Rows and splits count from 0, as in the \
      splits.csv of 'prunebench export'. Each test row of a dataset has one prediction in each split; \
      whole datasets may be left out. The run's datasets are loaded again, and must not have changed: \
      as the run's command line named them, or, if files of your own have moved, as --dataset does.

      EXAMPLES:
        prunebench report runs/quick-0123456789
        prunebench report runs/figure* runs/table1* --claims claims.md
        prunebench report runs/paper runs/strict --side-by-side reports/uci
        prunebench report runs/wide-start runs/plain --recipe recipe
        prunebench report runs/study --questions questions.yaml --pages
        prunebench report runs/quick-0123456789 --external forest=rf.csv -o out
        prunebench report wine --external svm=svm.csv -o out --dataset wine.yaml
      """)

  @Argument(help: ArgumentHelp("The run folders.", valueName: "run"))
  var folders: [String]

  @Option(help: ArgumentHelp("Where to write the claims.", valueName: "file"))
  var claims: String?

  @Option(
    name: .customLong("side-by-side"),
    help: ArgumentHelp("Where to write the comparison of the protocols.", valueName: "dir"))
  var sideBySide: String?

  @Option(
    help: ArgumentHelp(
      "Where to write the comparison of the first run with the others.", valueName: "dir"))
  var recipe: String?

  @Option(
    name: .customLong("dense-search"),
    help: ArgumentHelp(
      "A run with whose NN(best) the recipe is compared, too.", valueName: "run"))
  var denseSearch: String?

  @Option(
    help: ArgumentHelp("What is asked of each run, a file.", valueName: "file"))
  var questions: String?

  @Flag(help: "Each dataset on a page of its own, which report.md links to.")
  var pages = false

  @Option(
    help: ArgumentHelp(
      "Of the report, in place of markdown and html. May be given several times.",
      valueName: "format"))
  var format: [ReportFormat] = []

  @OptionGroup var external: ExternalOptions

  func validate() throws {
    for (option, path) in [
      ("--side-by-side", sideBySide), ("--recipe", recipe), ("--claims", claims),
    ] where path?.isEmpty == true {
      throw ValidationError(
        "'\(option)' needs the name of a \(option == "--claims" ? "file" : "folder").")
    }
    if denseSearch != nil, recipe == nil {
      throw ValidationError("'--dense-search' goes with '--recipe'.")
    }
    guard external.isAsked else { return }
    if folders.count > 1 || claims != nil || sideBySide != nil || recipe != nil {
      throw ValidationError("'--external' compares one run, and goes with no other comparison.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      if external.isAsked { return try await compareWithExternals() }
      var studies: [StudyReport] = []
      var comparisons: [Reports.Report] = []
      for folder in folders.map({ RunFolder(URL(fileURLWithPath: $0)) }) {
        // 'report runs/*' names those that 'plan' made, too.
        if folder.isPlanned, folders.count > 1 {
          tellOfRun([
            "\(folder.url.relativePath) is left out: its run was planned, and has not begun"
          ])
          continue
        }
        if try folder.holds(StudyDescription.self) {
          guard questions == nil, !pages else {
            throw ValidationError(
              "'--questions' and '--pages' go with runs of a protocol: \(TerminalText.line(folder.url.relativePath)) is one of a study file."
            )
          }
          let report = try StudyReport(of: folder)
          tellOfRun(report.notes)
          try report.write(to: folder, as: formats)
          try finish(report.text(width: DataOptions.terminalWidth), folder.reportFile)
          studies.append(report)
        } else {
          var report = try Reports.Report(of: folder)
          report.hasPages = pages
          report = report.asking(try asked(report))
          tellOfRun(report.notes)
          try report.write(to: folder, as: formats)
          try finish(report.text(width: DataOptions.terminalWidth), folder.reportFile)
          comparisons.append(report)
        }
      }
      if let claims {
        try OutputFile.write(
          Data(ClaimsDocument(studies, besides: comparisons).markdown.utf8), to: claims)
      }
      if let sideBySide {
        let folder = URL(fileURLWithPath: sideBySide)
        let report = try SideBySide(comparisons)
        try report.write(to: folder, as: formats)
        try finish(nil, folder.appendingPathComponent("README.md"))
      }
      if let recipe {
        let denseSearch = try denseSearch.map {
          try Reports.Report(of: RunFolder(URL(fileURLWithPath: $0)))
        }
        let folder = URL(fileURLWithPath: recipe)
        let report = try RecipeComparison(comparisons, denseSearch: denseSearch)
        try report.write(to: folder, as: formats)
        try finish(nil, folder.appendingPathComponent("README.md"))
      }
    }
  }

  private func compareWithExternals() async throws {
    let run = RunFolder(URL(fileURLWithPath: folders[0]))
    let report = try Reports.Report(of: run)
    tellOfRun(report.notes)
    var compared = try report.comparing(try await external.methods(of: report.description, in: run))
    // Questions may be about the predictions, too.
    compared.hasPages = pages
    compared = compared.asking(try asked(compared))
    let folder = RunFolder(URL(fileURLWithPath: external.out ?? ""))
    try compared.write(beside: folder, as: formats)
    try finish(compared.text(width: DataOptions.terminalWidth), folder.reportFile)
  }

  /// The questions to a run.
  private func asked(_ report: Reports.Report) throws(InputError) -> [Question] {
    try questions.map { path throws(InputError) in
      try [Question](contentsOf: path, under: report.description.protocolFile)
    } ?? []
  }

  /// Those that are asked for, or the usual ones.
  private var formats: [ReportFormat] { format.isEmpty ? ReportFormat.standard : format }

  /// Prints a report's tables, and where it is: of the usual formats the first, else all that were asked for.
  private func finish(_ tables: String?, _ file: URL) throws {
    if let tables { try printToStandardOutput(tables) }
    let path = TerminalText.line(file.deletingPathExtension().relativePath)
    for format in format.isEmpty ? [.markdown] : format {
      try printToStandardOutput("\(path).\(format.ending)")
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}
