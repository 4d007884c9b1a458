import Experiments
import Statistics

/// The test accuracies of methods by the noise columns of each dataset: what their differences are made of.
struct NoiseScores {
  /// A dataset with so many noise columns.
  private struct Row {
    let title: String
    let times: Int
    /// That of always naming the commonest class.
    let trivial: Double?
    /// One for each method; nil without a score.
    let accuracies: [Estimate?]
  }

  private let methods: [MethodAtLevel]
  private let rows: [[Row]]

  /// - Parameter methods: those that are compared; each is shown once.
  init(_ methods: [MethodAtLevel], times: [Int], on datasets: [[Summary]]) {
    let methods = methods.reduce(into: [MethodAtLevel]()) { known, method in
      if !known.contains(method) { known.append(method) }
    }
    self.methods = methods
    rows = datasets.map { versions in
      times.compactMap { times in
        NoiseVersion.of(versions, times: times).map { version in
          Row(
            title: versions.first?.dataset.title ?? "", times: times,
            trivial: TrivialClassifier(version)?.accuracy.mean,
            accuracies: methods.map { $0.accuracy(on: version) })
        }
      }
    }
  }

  /// Where differences say little: a sentence for each method that is at the ceiling or learned nothing on some dataset.
  var limits: [InlineText] {
    let all = rows.flatMap { $0 }
    return methods.indices.compactMap { place -> InlineText? in
      let ceiling = all.count { row in
        row.accuracies[place].map { $0.mean > 1 - Difference.rope } ?? false
      }
      let floor = all.count { row in
        row.accuracies[place].map { $0.mean <= row.trivial ?? -1 } ?? false
      }
      let parts: [InlineText] = [
        ceiling > 0 ? "above \(percent: 1 - Difference.rope, decimals: 1) % on \(ceiling)" : "",
        floor > 0 ? "no better than always naming the commonest class on \(floor)" : "",
      ].filter { !$0.isEmpty }
      guard !parts.isEmpty else { return nil }
      return """
        \(title(place)) is \(parts.joined(separator: " and ")) of \(all.count) datasets: differences say little there.
        """
    }
  }

  private func title(_ place: Int) -> InlineText {
    let level = methods[place].level.map { " at \($0.text)" } ?? ""
    return "\(name: methods[place].method.title)\(words: level)"
  }

  var table: Table {
    var table = Table(
      "noise-accuracies",
      columns: [
        Table.Column("dataset", "dataset"), Table.Column("noise", "noise", alignment: .trailing),
        Table.Column("trivial", "commonest class"),
      ] + methods.indices.map { Table.Column("accuracy-\($0)", title($0)) })
    for row in rows.flatMap({ $0 }) {
      table.append(
        [
          .name(row.title), .words("\(row.times)×"),
          .optional(row.trivial.map { .number($0, .percent()) }),
        ] + row.accuracies.map { .optional($0.map { .number($0.mean, .percent()) }) })
    }
    return table
  }

  /// The accuracies: a panel for each dataset, a curve for each method.
  /// - Parameter name: that of its files.
  func figure(named name: String) -> Figure? {
    guard rows.contains(where: { $0.count > 1 }) else { return nil }
    let panels = rows.compactMap { versions -> Figure.Panel? in
      guard let first = versions.first else { return nil }
      let curves = methods.indices.map { place in
        Figure.Curve(
          label: title(place).plain(), colour: place, hasPoints: true,
          points: versions.compactMap { version in
            version.accuracies[place].map {
              Figure.Point(x: Double(1 + version.times), y: 100 * $0.mean)
            }
          })
      }
      return Figure.Panel(
        title: first.title,
        x: Figure.Axis(
          label: "columns, by those without noise", isLogarithmic: true, notation: .ratio,
          ticks: versions.map { Double(1 + $0.times) }),
        y: Figure.Axis(label: "test accuracy %"), curves: curves)
    }
    var figure = Figure(name: name, columns: min(3, panels.count), panels: panels)
    figure.title = "Test accuracy with more and more noise columns"
    return figure
  }
}
