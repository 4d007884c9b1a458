import Experiments
import Inputs

/// The numbers of `summary.csv` and the means of `classes.csv` as macros of LaTeX, so that a text can have them without copying.
///
/// A macro is called `\PB`, the dataset, the method and the column, of letters alone: `\PBCarNNCPNAAccuracy`. Digits are
/// spelled, and letters tell apart names that would be the same.
struct NumberMacros {
  private var lines: [String] = []
  private var taken: Set<String> = []

  init(of report: Report) {
    add(["Datasets"], "\(report.summaries.count)", "datasets")
    add(["Seed"], "\(report.protocolFile.seed)", "seed of the run")
    for dataset in report.summaries.map(\.dataset) {
      for (name, count) in [
        ("rows", dataset.rows), ("features", dataset.features), ("classes", dataset.classes),
      ] {
        add([dataset.name, name], "\(count)", "\(dataset.title): \(name)")
      }
    }
    for row in report.summaryRows {
      let cells = Dictionary(uniqueKeysWithValues: zip(Report.summaryColumns, row))
      guard let dataset = cells["dataset"], let method = cells["title"] else { continue }
      for column in Report.summaryColumns {
        guard let number = cells[column].flatMap({ Double($0) }), number.isFinite,
          let text = Self.text(number, of: column)
        else { continue }
        let measure = column.replacing("prediction_seconds", with: "prediction_microseconds")
        add([dataset, method, measure], text, "\(dataset), \(method): \(measure)")
      }
    }
    for score in report.classScores {
      let name = score.dataset.classNames?[score.label] ?? "\(score.label)"
      let mean = score.estimate.mean
      add(
        [score.dataset.name, score.method.title, "class", name, score.name],
        score.name == "auc" ? Formatting.fixed(mean, 4) : Formatting.fixed(100 * mean, 2),
        "\(score.dataset.name), \(score.method.title): \(score.name) of class \(name)")
    }
  }

  /// The content of `numbers.tex`.
  var text: String {
    """
    % The numbers of summary.csv: \\PB, then dataset, method and column. Shares are in percent and differences in points;
    % sd is the standard deviation, low and high are the ends of the 95 % interval. The means of classes.csv: \\PB, then
    % dataset, method, Class, the class's name and the score.
    \(lines.joined(separator: "\n"))

    """
  }

  /// A number as it reads in a text; nil of a column without numbers.
  private static func text(_ number: Double, of column: String) -> String? {
    switch column {
    case "dataset", "method", "title", "protocol", "settings", "levels", "control", "over",
      "verdict":
      nil
    case "p": Formatting.pValue(number).replacing("<", with: "\\ensuremath{<}")
    case "splits", "refits", "failed_refits", "collapsed_refits", "collapsed_search_fits",
      "connections", "effective_connections", "dense_connections", "tried", "fits",
      "epoch_least", "epoch_most":
      Formatting.fixed(number, 0)
    case "prediction_seconds_per_row": Formatting.fixed(1e6 * number, 2)
    case "training_seconds", "cpu_seconds": Formatting.fixed(number, 2)
    case _ where column.hasPrefix("log_loss"): Formatting.fixed(number, 3)
    case "p_worse", "p_equal", "p_better": Formatting.fixed(number, 2)
    default: Formatting.fixed(100 * number, 2)
    }
  }

  private mutating func add(_ parts: [String], _ number: String, _ meaning: String) {
    let name = "PB" + parts.map(Self.letters).joined()
    var unique = name
    var place = 0
    while !taken.insert(unique).inserted {
      place += 1
      unique = name + Self.letters(number: place)
    }
    // A hyphen would be none of mathematics.
    let value = number.hasPrefix("-") ? "\\ensuremath{\(number)}" : number
    lines.append("\\newcommand{\\\(unique)}{\(value)} % \(LaTeXText.plain(meaning))")
  }

  /// `B` to `Z`, then `BB` and so on.
  private static func letters(number: Int) -> String {
    let alphabet = Array("BCDEFGHIJKLMNOPQRSTUVWXYZ")
    let last = String(alphabet[(number - 1) % alphabet.count])
    return number <= alphabet.count ? last : letters(number: (number - 1) / alphabet.count) + last
  }

  /// The letters of `text`, words with capitals, digits spelled: `XorKThree` of `xor:k=3`.
  static func letters(of text: String) -> String {
    let digits = [
      "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
    ]
    var result = ""
    var begins = true
    for character in text {
      let isLetter = character.isASCII && character.isLetter
      if character.isASCII, let digit = character.wholeNumberValue {
        result += digits[digit]
      } else if isLetter {
        result += begins ? character.uppercased() : String(character)
      }
      begins = !isLetter
    }
    return result
  }
}
