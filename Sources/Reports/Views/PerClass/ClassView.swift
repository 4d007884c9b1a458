import Experiments
import Statistics

/// The scores of each class of a dataset, and which classes are taken for which.
struct ClassView {
  /// Tables of more classes would fill pages; ``Report/classesCSV`` has them all.
  private static let mostClasses = 30
  /// A confusion matrix of more classes does not fit.
  private static let mostConfused = 12
  /// More methods do not fit side by side.
  private static let mostMethods = 4

  private let names: [String]
  private let rows: [Int]
  /// Every method that predicted something.
  let methods: [MethodClasses]
  /// Those that are shown.
  private let shown: [MethodClasses]
  /// Those that are shown in detail: the dense network that the others are compared with, and the best that is pruned.
  private let focus: [MethodClasses]

  /// Nil in runs that did not keep the names of the classes, and before the first refit.
  init?(_ summary: Summary, under protocolFile: ProtocolFile) {
    guard let names = summary.dataset.classNames, let rows = summary.dataset.classRows else {
      return nil
    }
    self.names = names
    self.rows = rows
    methods = summary.entries.compactMap {
      MethodClasses(
        $0, of: summary.dataset, under: protocolFile.splits)
    }
    guard !methods.isEmpty else { return nil }
    let best = summary.entries.filter { $0.method.isPruned }
      .max { ($0.accuracy?.mean ?? 0) < ($1.accuracy?.mean ?? 0) }
    let control = protocolFile.methods.control
    let focus = methods.filter { $0.method == control || $0.method == best?.method }
    self.focus = focus.isEmpty ? Array(methods.prefix(1)) : focus
    shown = methods.count > Self.mostMethods ? self.focus : methods
  }

  /// Those whose confusion matrix is shown; none of too many classes.
  var confused: [MethodClasses] { names.count <= Self.mostConfused ? focus : [] }

  /// The section of a report.
  var section: Section {
    guard names.count <= Self.mostClasses else {
      return Section(heading: "Classes", blocks: [.paragraph(lowest)])
    }
    var blocks: [Block] = [.paragraph(explanation), .table(f1Table), .table(scoreTable)]
    if !confused.isEmpty {
      blocks.append(
        .paragraph(
          """
          Which classes are taken for which: the rows of the test sets of all refits by their true class, from top to \
          bottom, and by the predicted one, from left to right.
          """))
      blocks += confused.flatMap { method in
        [
          .paragraph("\(strong: "\(name: method.method.title)")"), .table(confusionTable(method)),
        ]
      }
    }
    return Section(heading: "Classes", blocks: blocks)
  }

  private var explanation: InlineText {
    """
    The scores of each class in the test sets, at the epoch that counts: means over the refits of all splits. Precision is \
    the share of the rows predicted as a class that are of it, recall the share of the rows of a class that are \
    found, F1 their harmonic mean, and AUC the area under the ROC curve of a class against all others (0.5 is \
    chance). A score counts the refits that have it: no network may name a class, or no test row be of it; \
    "none" stands where no refit has one.\(shownText) \(code: "classes.csv") and \(code: "confusion.csv") have \
    every method.
    """
  }

  /// Which of many methods are shown.
  private var shownText: InlineText {
    shown.count < methods.count
      ? " Shown are the dense network and the pruned method with the highest test accuracy." : ""
  }

  /// In place of tables of many classes.
  private var lowest: InlineText {
    let texts = focus.map { method -> InlineText in
      let known = names.indices.compactMap { label in
        method.scores[label].f1.map { (label: label, f1: $0.mean) }
      }
      let worst = known.sorted { ($0.f1, $0.label) < ($1.f1, $1.label) }.prefix(5)
      let list = worst.map {
        "\(name: names[$0.label]) (\(percent: $0.f1, decimals: 1) %)" as InlineText
      }
      return "\(name: method.method.title): \(list.joined(separator: ", "))"
    }
    return """
      Of \(count: names.count, "class") those with the lowest F1 score in the test sets, the mean over the refits of all \
      splits. \(texts.joined(separator: "; ")). \(code: "classes.csv") has precision, recall, F1 and AUC of every class.
      """
  }

  private var f1Table: Table {
    Table(
      "class-f1",
      columns: [Table.Column("class", "class"), rowsColumn]
        + shown.map { Table.Column($0.method.id, "F1 % of \(name: $0.method.title)") },
      rows: names.indices.map { label in
        [.name(names[label]), .grouped(rows[label])]
          + shown.map { .optional($0.scores[label].f1?.percent) }
      })
  }

  private var scoreTable: Table {
    let columns = focus.flatMap { method in
      let (id, title) = (method.method.id, method.method.title)
      return [
        Table.Column("\(id)-precision", "precision % of \(name: title)", alignment: .trailing),
        Table.Column("\(id)-recall", "recall % of \(name: title)", alignment: .trailing),
        Table.Column("\(id)-auc", "AUC of \(name: title)", alignment: .trailing),
      ]
    }
    return Table(
      "class-scores", columns: [Table.Column("class", "class")] + columns,
      rows: names.indices.map { label in
        [.name(names[label])]
          + focus.flatMap { method -> [Cell] in
            let scores = method.scores[label]
            return [
              .optional(scores.precision.map { .number($0.mean, .percent()) }),
              .optional(scores.recall.map { .number($0.mean, .percent()) }),
              .optional(scores.area.map { .number($0.mean, NumberStyle(decimals: 4)) }),
            ]
          }
      })
  }

  private func confusionTable(_ method: MethodClasses) -> Table {
    Table(
      "confusion",
      columns: [Table.Column("class", "true class")]
        + names.indices.map {
          Table.Column("\($0)", "\(name: names[$0])", alignment: .trailing)
        },
      rows: names.indices.map { label in
        [.name(names[label])] + method.confusion.counts[label].map { .grouped($0) }
      })
  }

  private var rowsColumn: Table.Column {
    Table.Column("rows", "rows in the dataset", alignment: .trailing)
  }
}
