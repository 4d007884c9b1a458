import Experiments
import Inputs
import Statistics

/// The numbers of a report as macros of LaTeX, so that a text can have them without copying.
///
/// A macro is called `\PB`, the dataset, the method and the measure, of letters alone: `\PBCarNNCPNAAccuracy`. Digits are
/// spelled, and a letter tells apart names that would be the same.
struct NumberMacros {
  private var lines: [String] = []
  private var taken: Set<String> = []

  init(of report: Report) {
    add(["Datasets"], "\(report.summaries.count)", "datasets")
    add(["Seed"], "\(report.protocolFile.seed)", "seed of the run")
    for summary in report.summaries { add(summary, under: report.protocolFile) }
  }

  /// The content of `numbers.tex`.
  var text: String {
    """
    % The numbers of the report: \\PB, then dataset, method and measure. Accuracies and differences are in percent and
    % points; Deviation is the standard deviation, Low and High are the ends of the 95 % interval.
    \(lines.joined(separator: "\n"))

    """
  }

  private mutating func add(_ summary: Summary, under protocolFile: ProtocolFile) {
    let dataset = summary.dataset
    let (name, title) = (dataset.name, dataset.title)
    add([name, "Rows"], "\(dataset.rows)", "\(title): rows")
    add([name, "Features"], "\(dataset.features)", "\(title): features")
    add([name, "Classes"], "\(dataset.classes)", "\(title): classes")
    let control = protocolFile.methods.control
    for entry in summary.entries {
      let difference = control.flatMap {
        entry.method == $0
          ? nil : Difference(summary, of: entry.method.name, from: $0.name, under: protocolFile)
      }
      let measures: [(name: String, value: Double?, decimals: Int, meaning: String)] =
        scaled(entry.accuracy, "Accuracy", "test accuracy %", by: 100, 2)
        + scaled(entry.balancedAccuracy, "BalancedAccuracy", "balanced accuracy %", by: 100, 2)
        + scaled(entry.macroF1, "MacroF", "macro-F1 %", by: 100, 2)
        + scaled(entry.logLoss, "LogLoss", "log loss", by: 1, 3)
        + [
          ("Connections", mean(entry, on: dataset, \.nominal), 0, "connections"),
          ("Effective", mean(entry, on: dataset, \.effective), 0, "effective connections"),
          ("Failures", Double(entry.failures), 0, "failed refits"),
          ("Fits", Double(entry.effort.fits), 0, "fits"),
          ("Seconds", entry.effort.seconds, 1, "seconds of CPU time"),
          (
            "Difference", difference.map { 100 * $0.mean }, 2,
            "points minus \(control?.title ?? "")"
          ),
          (
            "DifferenceLow", difference.map { 100 * $0.interval.lowerBound }, 2, "its interval from"
          ),
          ("DifferenceHigh", difference.map { 100 * $0.interval.upperBound }, 2, "its interval to"),
        ]
      for measure in measures {
        guard let value = measure.value, value.isFinite else { continue }
        add(
          [name, entry.method.title, measure.name], Formatting.fixed(value, measure.decimals),
          "\(title), \(entry.method.title): \(measure.meaning)")
      }
    }
  }

  private func scaled(
    _ estimate: Estimate?, _ name: String, _ meaning: String, by scale: Double, _ decimals: Int
  ) -> [(name: String, value: Double?, decimals: Int, meaning: String)] {
    [
      (name, (estimate?.mean).map { scale * $0 }, decimals, meaning),
      (
        "\(name)Deviation", (estimate?.spread.deviation).map { scale * $0 }, decimals,
        "\(meaning), deviation"
      ),
      (
        "\(name)Low", (estimate?.interval?.lowerBound).map { scale * $0 }, decimals,
        "\(meaning), low"
      ),
      (
        "\(name)High", (estimate?.interval?.upperBound).map { scale * $0 }, decimals,
        "\(meaning), high"
      ),
    ]
  }

  private func mean(
    _ entry: Summary.Entry, on dataset: DatasetSummary, _ count: (ConnectionCount) -> Int
  ) -> Double? {
    let counts = entry.connections(on: dataset).map { count($0.count) }
    return counts.isEmpty ? nil : Double(counts.reduce(0, +)) / Double(counts.count)
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
    lines.append("\\newcommand{\\\(unique)}{\(value)} % \(LaTeXText.comment(meaning))")
  }

  /// `B` to `Z`, then `BB` and so on.
  private static func letters(number: Int) -> String {
    let alphabet = Array("BCDEFGHIJKLMNOPQRSTUVWXYZ")
    return number <= alphabet.count
      ? String(alphabet[number - 1])
      : letters(number: (number - 1) / alphabet.count)
        + String(alphabet[(number - 1) % alphabet.count])
  }

  /// The letters of `text`, words with capitals, digits spelled: `XorKThree` of `xor:k=3`.
  static func letters(of text: String) -> String {
    let digits = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
    var result = ""
    var begins = true
    for character in text {
      if let digit = character.isASCII ? character.wholeNumberValue : nil {
        result += digits[digit]
        begins = true
      } else if character.isASCII, character.isLetter {
        result += begins ? character.uppercased() : String(character)
        begins = false
      } else {
        begins = true
      }
    }
    return result
  }
}
