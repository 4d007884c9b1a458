import Foundation
import Tabular
import TestSupport
import Pruning

@testable import Experiments

/// A protocol that runs in well under a second on the dataset below.
func tinyProtocol(
  name: String = "tiny", seed: Int = 1, scaling: String = "training", splits: Int = 1,
  epoch: String = "validation", density: String = "validation", searches: Bool = true,
  densities: String = "[[0.2, 0.4], 0.5]", search: String = "grid",
  grid: String = "{hidden: [6, 9], l2: [0.0001], batch: [8]}", training: String = "",
  pruning: String = "", choose: String = "", ownSplits: String = "", methods: String? = nil,
  catalogue: MethodCatalogue = .standard
) throws -> ProtocolFile {
  try ProtocolFile(
    parsing: """
      name: \(name)
      seed: \(seed)
      split: {test-share: 0.25, count: \(splits), stratified: true\(ownSplits)}
      scaling: \(scaling)
      validation: {repeats: 2, folds: 3, search: \(search)}
      grid: \(grid)
      training: {pretraining-epochs: 3, pruning-epochs: 6\(training)}
      pruning: {annealing-rate: 5, densities: \(densities)\(pruning)}
      choose: {epoch: \(epoch), density: \(density)\(choose)}
      retrains: 2
      equivalent: {search: \(searches)}
      \(methods.map { "methods: \($0)" } ?? "")
      """, file: "tiny.yaml", methods: catalogue)
}

/// Three classes in the plane, with two features that say nothing.
func clusters(
  name: String = "clusters", title: String = "Clusters", rows: Int = 60
) -> Dataset {
  var stream = RandomStream(seed: 5, name: name)
  let labels = (0..<rows).map { $0 % 3 }
  let centres: [(Float, Float)] = [(0, 1), (1, -1), (-1, -1)]
  let values = labels.flatMap { label in
    [
      centres[label].0 + stream.symmetricUniform(), centres[label].1 + stream.symmetricUniform(),
      stream.symmetricUniform(), 10 * stream.symmetricUniform(),
    ]
  }
  return Dataset(
    name: name, title: title, features: Matrix(rows: rows, columns: 4, values: values),
    labels: labels, featureNames: ["x", "y", "noise", "loud noise"],
    classNames: ["a", "b", "c"], provenance: "drawn at random")
}

extension FitRecord {
  /// The record without what tells of time.
  var timeless: FitRecord {
    FitRecord(
      key: key, outcome: outcome, seconds: 0, finished: Date(timeIntervalSince1970: 0))
  }
}

/// A folder with such files, by their paths in it.
func withFiles(
  _ files: [String: String], _ body: (URL) throws -> Void
) async throws {
  try await withTemporaryFolder { folder in
    for (name, text) in files {
      let url = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    try body(folder)
  }
}
