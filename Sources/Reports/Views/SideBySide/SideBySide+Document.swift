package import Experiments
import Inputs
import Runs
import Statistics

extension SideBySide {
  /// The methods that any run has, in the order of the table that has the most of them.
  var methods: [ComparedMethod] {
    let tables = runs.flatMap(\.summaries).map { $0.entries.map(\.method) }
    let fullest = tables.max { $0.count < $1.count } ?? []
    return ([fullest] + tables).joined().reduce(into: [ComparedMethod]()) { known, method in
      if !known.contains(method) { known.append(method) }
    }
  }

  /// The content of `README.md`.
  var markdown: String { MarkdownWriter().write(document) }

  /// The content of `DATASET.md`.
  func markdown(of dataset: DatasetSummary) -> String {
    MarkdownWriter().write(document(of: dataset))
  }

  /// All datasets: the scores, how long it took, how the methods rank, and where fits collapse.
  package var document: Document {
    let titles = runs.map(\.title).joined(separator: " and ")
    let files = datasets.map { dataset -> InlineText in
      "\(link: "\(name: dataset.title)", to: "\(fileNames[dataset.name]).md")"
    }.joined(separator: ", ")
    let verdicts = self.verdicts
    var blocks: [Block] = verdicts.isEmpty ? [] : [.list(verdicts)]
    blocks += [
      .paragraph(
        """
        \(words: Formatting.counted(datasets.count, "dataset")) under \(titles). Written by \
        \(code: "prunebench report RUN ... --side-by-side DIR") from the runs' journals.
        """),
      methods.isEmpty ? .paragraph(Summary.noRefits) : .table(table),
      .paragraph(
        """
        Test accuracy in percent, mean ± standard deviation over refits, with the 95 % interval of the mean in square \
        brackets and the connections in round ones. Where a protocol has one split, the interval is for other initial \
        weights\(words: hasPapers ? ", as is the paper's ±" : ""); where it has several, it is for other splits. Each \
        dataset has a page: \(files).\(claimsLink)
        """),
    ]
    blocks += sizeMismatches.map { mismatch in
      .paragraph(
        "\(strong: mismatch). Ranks and tests that compare the two say nothing about pruning.")
    }
    let overviews = runs.map { run -> InlineText in
      "\(link: run.codeName, to: "\(folderNames[run.name])/report.md"): \(run.overview)"
    }
    let parts = [
      Section(heading: "How long it took", blocks: [.table(durations), .list(overviews)]),
      ranks, collapses,
    ]
    return Document(
      title: title,
      blocks: blocks + (parts + [halving].compactMap { $0 }).map { .section($0) })
  }

  /// Whether a dataset is one of the paper's.
  private var hasPapers: Bool { datasets.contains { PaperTable3($0) != nil } }

  private var title: InlineText {
    if datasets.allSatisfy({ PaperTable3($0) != nil }) {
      return "The paper's Table 3"
    }
    let names = runs.map(\.codeName).joined(separator: " and ")
    return "\(names) on \(words: Formatting.counted(datasets.count, "dataset"))"
  }

  private var claimsLink: InlineText {
    hasPapers
      ? """
       The claims of the paper's section 4.2, checked against these runs: \(link: "claims.md", to: "claims.md").
      """ : ""
  }

  /// What each run says, over the datasets or of the one that there is.
  private var verdicts: [InlineText] {
    runs.flatMap { run in
      let lines =
        run.summaries.count > 1 && run.missingFits == 0
        ? run.comparison.summary : run.sentences(run.verdicts)
      return lines.map { "\(run.codeName): \($0)" as InlineText }
    }
  }

  /// For each dataset what each run found, and the paper.
  private var table: Table {
    var table = Table(
      "scores",
      columns: [Table.Column("dataset", ""), Table.Column("source", "")] + methodColumns)
    for dataset in datasets {
      for (run, summary) in summaries(of: dataset) {
        let cells = methods.map { method -> Cell in
          guard let entry = summary.entry(method.name), let accuracy = entry.accuracy else {
            return .missing("none")
          }
          let connections = Cell.optional(entry.nominal(on: dataset))
          return "\(accuracy.percent) (\(connections.text))"
        }
        table.append(
          [.name(dataset.title), "\(run.rowTitle), \(words: run.countedAccuracy)"] + cells)
      }
      if let paper = PaperTable3(dataset) {
        table.append([.name(dataset.title), "the paper"] + cells(paper))
      }
    }
    return table
  }

  private var methodColumns: [Table.Column] {
    methods.map { Table.Column($0.id, "\(name: $0.title)") }
  }

  private func cells(_ paper: PaperTable3) -> [Cell] {
    methods.map { method in paper[method.name].map { .text($0.text) } ?? .missing("") }
  }

  /// Where NN(equivalent) is not as large as the name says.
  private var sizeMismatches: [InlineText] {
    runs.flatMap { run in
      run.summaries.compactMap { summary in
        summary.sizeMismatch(.equivalent).map {
          "\(run.codeName), \(name: summary.dataset.title): \($0)"
        }
      }
    }
  }

  /// Forecast and actual CPU time of each run and dataset.
  private var durations: Table {
    var table = Table(
      "durations",
      columns: [
        Table.Column("protocol", "run"), Table.Column("dataset", "dataset"),
        Table.Column("forecast", "forecast"), Table.Column("duration", "took"),
        Table.Column("difference", "difference"),
      ])
    for run in runs {
      for summary in run.summaries {
        let part = run.forecast?.parts.first { $0.dataset == summary.dataset.name }
        let difference = part.map {
          Cell.quantity(
            .number(
              summary.seconds / $0.seconds - 1, .percentWithSign(decimals: 0, isSigned: true)))
        }
        table.append([
          .name(run.name), .name(summary.dataset.title),
          .optional(part.map { .duration(seconds: $0.seconds) }),
          .quantity(.duration(seconds: summary.seconds)),
          run.missingFits > 0 ? "unfinished" : difference ?? .missing(""),
        ])
      }
    }
    return table
  }

  /// One dataset under each protocol: its scores, how the methods differ, and the pictures.
  package func document(of dataset: DatasetSummary) -> Document {
    let parts = summaries(of: dataset).map { run, summary -> Block in
      let differences = run.differences(summary)
      let folder = "\(folderNames[run.name])/figures"
      return .section(
        Section(
          heading: run.codeName,
          blocks: run.part(run.verdict(on: summary))
            + (differences.isEmpty ? [] : [.list(differences)])
            + run.figures(summary).map { .figure($0.reference(in: folder)) }))
    }
    return Document(
      title: "\(name: dataset.title)",
      blocks: [
        .paragraph(
          """
          \(count: dataset.rows, "row"), \(words: counted(dataset.features, "feature")), \
          \(words: counted(dataset.classes, "class")). \
          \(link: "All datasets", to: "README.md").
          """),
        methods.isEmpty ? .paragraph(Summary.noRefits) : .table(table(of: dataset)),
      ] + parts)
  }

  /// Connections, accuracies and scores of one dataset, a column a method.
  private func table(of dataset: DatasetSummary) -> Table {
    var table = Table("dataset", columns: [Table.Column("measure", "")] + methodColumns)
    for (run, summary) in summaries(of: dataset) {
      func row(_ title: InlineText, _ cell: (Summary.Entry) -> Quantity?) {
        table.append(
          ["\(run.rowTitle): \(title)"]
            + methods.map { .optional(summary.entry($0.name).flatMap(cell)) })
      }
      let counted = run.countedAccuracy
      row("connections, nominal") { $0.nominal(on: dataset) }
      row("connections, effective") { $0.effective(on: dataset) }
      row("test accuracy %, \(ComparisonTable.bestEpoch)") { $0.bestEpoch?.percent }
      if run.description.protocolFile.choice.epoch != .test {
        row("test accuracy %, \(words: counted)") { $0.chosenEpoch?.percent }
        row("points that the best epoch adds") { entry in
          entry.bestEpoch.flatMap { best in
            entry.chosenEpoch.map {
              .number(best.mean - $0.mean, .percent(isSigned: true))
            }
          }
        }
      }
      row("balanced accuracy %, \(words: counted)") { $0.balancedAccuracy?.percent }
      row("macro-F1 %, \(words: counted)") { $0.macroF1?.percent }
    }
    if let paper = PaperTable3(dataset) {
      table.append(["the paper"] + cells(paper))
    }
    return table
  }
}
