import Foundation
import Inputs

@testable import Experiments

let allMethods = "[\(StudyMethod.allCases.map(\.rawValue).joined(separator: ", "))]"

/// A study of every method that runs in well under a second.
func tinyStudy(
  methods: String = allMethods, search: Bool = false, extra: String = ""
) throws -> StudyFile {
  try StudyFile(
    parsing: tinyText(methods: methods, search: search, extra: extra), file: "tiny.yaml",
    scale: .full)
}

func tinyText(
  methods: String = allMethods, search: Bool = false, extra: String = ""
) -> String {
  """
  study: tiny
  title: A tiny study
  figure: table
  methods: \(methods)
  batch: 16
  draws: 2
  initialisations: 2
  hidden: [12]
  l2: \(search ? "[0.001, 0.01]" : "[0.001]")
  pretraining-epochs: \(search ? "[2, 4]" : "[4]")
  annealing-rate: \(search ? "[2, 20]" : "[20]")
  hidden-epochs: 4
  hidden-connections: 8
  hidden-units: \(search ? "[connections, nodes]" : "[connections]")
  input-epochs: 4
  input-connections: 12
  features: \(search ? "[2, 3]" : "[2]")
  features-at: 12
  test: 40
  \(search ? "validation: 40\nsearch-draws: 1\nevaluate-every: 2" : "")
  problems:
    - {k: 2, p: 4, n: 60}
  \(extra)
  """
}

extension StudyRecord {
  /// The record without what tells of time.
  var timeless: StudyRecord {
    StudyRecord(key: key, result: result, failure: failure, seconds: 0)
  }
}
