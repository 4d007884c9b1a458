import Foundation
import Inputs
import Tabular

/// Loads a dataset whose card has a generator: computes the rows, unless files are given.
struct GeneratedLoader: DatasetLoader {
  let card: DatasetCard
  let generator: DatasetCard.Generator

  var isComputed: Bool { true }

  func load(from files: [URL]) throws -> Dataset {
    guard files.isEmpty else { return try DelimitedLoader(card: card).load(from: files) }
    switch generator {
    case .rules(let rules):
      var table = TableBuilder(card: card)
      for (index, fields) in rules.rows.enumerated() {
        let ends = fields.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.utf8.count) }
        try table.append(
          DelimitedRow(
            file: rules.origin, line: index + 1, isUnterminated: false,
            bytes: fields.flatMap(\.utf8), ends: ends))
      }
      return try table.dataset(provenance: "computed from \(rules.origin)")
    case .random(let random):
      let samples = random.samples()
      return Dataset(
        name: card.name, title: card.title, features: samples.features, labels: samples.labels,
        featureNames: card.featureNames, classNames: card.classNames,
        provenance: "drawn at random (\(random.name))")
    }
  }
}
