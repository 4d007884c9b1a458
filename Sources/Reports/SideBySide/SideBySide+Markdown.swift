import Experiments
import Inputs
import Runs
import Statistics

extension SideBySide {
  /// The content of `README.md`: all sets.
  var markdown: String {
    var text = """
      # The paper's Table 3

      \(datasets.count) sets under \(runs.map(\.title).joined(separator: " and ")). Written by \
      `prunebench report RUN ... --side-by-side DIR` from the runs' journals.


      """
    text += table.text
    text += """

      Accuracy in percent, mean ± standard deviation over retrainings; connections in brackets. The \
      95 % interval of the mean tells of other initial weights where a protocol has one split, as \
      the paper's ± does, and of other splits where it has several. More on each set: \
      \(datasets.map { MarkdownText.link($0.title, to: "\(fileNames[$0.name]).md") }.joined(separator: ", ")). The claims of \
      section 4.2, held against these runs: [claims.md](claims.md).

      """
    for (run, title, mismatch) in sizeMismatches {
      text +=
        "\n**\(run), \(title): \(mismatch)**; ranks and tests that compare the two do not tell of pruning.\n"
    }
    text += "\n## How long it took\n\n" + durations.text
    for run in runs {
      text += "\n- [\(run.codeName)](\(folderNames[run.name])/report.md): \(run.overview)"
    }
    text += "\n\n" + ranksMarkdown + "\n" + collapsesMarkdown
    let halving = halvingMarkdown
    return halving.isEmpty ? text : text + "\n" + halving
  }

  /// For each set what each run found, and the paper.
  private var table: MarkdownTable {
    var table = MarkdownTable(header: ["", ""] + Method.allCases.map(\.title))
    for dataset in datasets {
      for (run, summary) in summaries(of: dataset) {
        let cells = Method.allCases.map { method -> String in
          guard let entry = summary.entry(method), let accuracy = entry.accuracy else {
            return "none"
          }
          return "\(accuracy.percent) (\(entry.nominal(on: dataset)))"
        }
        table.rows.append(
          [MarkdownText.plain(dataset.title), "\(run.rowTitle), \(run.countedAccuracy)"] + cells)
      }
      if let paper = PaperTable3(dataset: dataset.name) {
        table.rows.append(
          [MarkdownText.plain(dataset.title), "the paper"] + Method.allCases.map { paper[$0].text })
      }
    }
    return table
  }

  /// Where NN(equivalent) is not as large as the name says.
  private var sizeMismatches: [(run: String, title: String, mismatch: String)] {
    runs.flatMap { run in
      run.summaries.compactMap { summary in
        summary.sizeMismatch(.equivalent).map {
          (run.codeName, MarkdownText.plain(summary.dataset.title), $0)
        }
      }
    }
  }

  /// Forecast and actual computing time of each run and set.
  private var durations: MarkdownTable {
    var table = MarkdownTable(header: ["run", "set", "forecast", "took", "difference"])
    for run in runs {
      for summary in run.summaries {
        let part = run.forecast?.parts.first { $0.dataset == summary.dataset.name }
        table.rows.append([
          MarkdownText.plain(run.name), MarkdownText.plain(summary.dataset.title),
          part.map { spelledDuration($0.seconds) } ?? "none",
          spelledDuration(summary.seconds),
          run.missingFits > 0
            ? "unfinished"
            : part.map { "\(signed(100 * (summary.seconds / $0.seconds - 1), 0)) %" } ?? "",
        ])
      }
    }
    return table
  }

  /// The content of `SET.md`.
  func markdown(of dataset: DatasetSummary) -> String {
    let found = summaries(of: dataset)
    var text = """
      # \(MarkdownText.plain(dataset.title))

      \(grouped(dataset.rows)) rows, \(dataset.features) features, \(dataset.classes) classes. \
      [All sets](README.md).


      """
    text += table(of: dataset).text
    for (run, summary) in found {
      text += "\n## \(run.codeName)\n\n"
      text += Claims(summary: summary, protocolFile: run.description.protocolFile).lines
        .map { $0 + "\n" }.joined()
      for (title, figure) in run.figures(summary) {
        let file = "\(folderNames[run.name])/figures/\(figure.name).svg"
        text += "\n\(MarkdownText.image(title, at: file))\n"
      }
    }
    return text
  }

  /// Connections, accuracies and scores of one set, a column a method.
  private func table(of dataset: DatasetSummary) -> MarkdownTable {
    var table = MarkdownTable(header: [""] + Method.allCases.map(\.title))
    for (run, summary) in summaries(of: dataset) {
      func row(_ title: String, _ cell: (Summary.Entry) -> String?) {
        table.rows.append(
          ["\(run.rowTitle): \(title)"]
            + Method.allCases.map { summary.entry($0).flatMap(cell) ?? "none" })
      }
      row("connections, nominal") { $0.nominal(on: dataset) }
      row("connections, effective") { $0.effective(on: dataset) }
      row("test accuracy %, best epoch (as the paper)") { $0.bestEpoch?.percent }
      if run.description.protocolFile.choice.epoch != .test {
        row("test accuracy %, \(run.countedAccuracy)") { $0.chosenEpoch?.percent }
        row("what the best epoch adds") { entry in
          entry.bestEpoch.flatMap { best in
            entry.chosenEpoch.map { signed(100 * (best.mean - $0.mean), 2) }
          }
        }
      }
      row("balanced accuracy %, \(run.countedAccuracy)") { $0.balancedAccuracy?.percent }
      row("macro-F1 %, \(run.countedAccuracy)") { $0.macroF1?.percent }
    }
    if let paper = PaperTable3(dataset: dataset.name) {
      table.rows.append(["the paper"] + Method.allCases.map { paper[$0].text })
    }
    return table
  }
}

extension Report {
  /// The protocol's name.
  var name: String { description.protocolFile.name }

  /// The protocol's name in Markdown.
  var codeName: String { MarkdownText.code(name) }

  /// `paper (the paper's protocol)`, in Markdown.
  var title: String { "\(codeName) (\(MarkdownText.plain(description.protocolFile.summary)))" }

  /// Fits that the run has not made yet.
  var missingFits: Int { description.expectedFits - records.count }

  /// What the protocol counts as accuracy: `epoch and sparsity level chosen on the test part`.
  var countedAccuracy: String {
    let protocolFile = description.protocolFile
    if protocolFile.isLeakFree { return "leak-free" }
    switch (protocolFile.choice.epoch, protocolFile.choice.density) {
    case (.test, .test): return "epoch and sparsity level chosen on the test part"
    case (.test, .validation): return "epoch chosen on the test part"
    case (.validation, .test), (.last, .test): return "sparsity level chosen on the test part"
    case (.validation, .validation), (.last, .validation): return "scaled by all rows"
    }
  }

  /// `strict`, with a mark while it is unfinished, in Markdown.
  var rowTitle: String { "\(codeName)\(missingFits > 0 ? ", **unfinished**" : "")" }
}

extension Summary.Entry {
  /// The connections on each split that has some.
  func connections(on dataset: DatasetSummary) -> [(split: Int, count: ConnectionCount)] {
    splits.compactMap { split in
      ConnectionCount(method, split.candidate, split.results, on: dataset)
        .map { (split.split, $0) }
    }
  }

  /// The connections that are left; of several splits their mean.
  func nominal(on dataset: DatasetSummary) -> String {
    mean(connections(on: dataset).map(\.count.nominal))
  }

  /// Those on a path from a feature to a class.
  func effective(on dataset: DatasetSummary) -> String {
    mean(connections(on: dataset).map(\.count.effective))
  }

  private func mean(_ counts: [Int]) -> String {
    guard let mean = MeanAndDeviation(counts.map(Double.init)) else { return "none" }
    return fixed(mean.mean, 0)
  }
}
