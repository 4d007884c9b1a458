import Experiments
import Foundation
import Inputs
import Runs

extension [Report] {
  /// The datasets of runs that can be compared: those of the first.
  /// - Throws: ``InputError`` if there is no run, or one has other datasets than the first.
  func comparableDatasets() throws(InputError) -> [DatasetSummary] {
    guard let first else {
      throw InputError(
        .usage, code: .missing, expected: "runs of comparisons", found: "none",
        hint: "name the folders of one run or more")
    }
    let datasets = first.description.datasets
    let expected = datasets.map(\.fingerprint)
    for run in self where run.description.datasets.map(\.fingerprint) != expected {
      throw InputError(
        .usage, code: .mismatch,
        expected: "runs on the same datasets: \(datasets.map(\.name).joined(separator: ", "))",
        found: run.description.datasets.map(\.name).joined(separator: ", "),
        hint: "run all protocols on the same datasets, in the same order")
    }
    return datasets
  }

  /// The same runs, each under a name of its own: that of its protocol; where several have that, with their methods
  /// behind it; and where those are the same too, that of the run.
  /// - Throws: ``InputError`` if one run is there twice.
  func namedApart() throws(InputError) -> [Report] {
    var named = self
    func isShared(_ report: Report) -> Bool { named.count { $0.name == report.name } > 1 }
    for rename in [Report.nameWithMethods, Report.runName] {
      let shared = named.indices.filter { isShared(named[$0]) }
      for index in shared { named[index].name = try rename(self[index])() }
    }
    if let twice = named.first(where: isShared) {
      throw InputError(
        .usage, code: .duplicate, expected: "different runs",
        found: "two of '\(twice.description.protocolFile.name)'",
        hint: "name each run once")
    }
    return named
  }

  /// - Throws: ``InputError`` if `url` is the folder of one of the runs, whose own files would be written over.
  func requireOtherFolder(than url: URL) throws(InputError) {
    let path = url.resolvingSymlinksInPath().standardizedFileURL.path
    for run in self
    where run.source.url.resolvingSymlinksInPath().standardizedFileURL.path == path {
      throw InputError(
        .usage, expected: "another folder than those of the runs", found: url.path,
        hint: "the report of several runs has a folder of its own")
    }
  }
}

extension Report {
  /// `quick (dense, cpna)`.
  fileprivate func nameWithMethods() -> String {
    let methods = description.protocolFile.methods.map(\.name.rawValue).joined(separator: ", ")
    return "\(description.protocolFile.name) (\(methods))"
  }

  /// `quick-0123456789`.
  fileprivate func runName() throws(InputError) -> String { try description.name }
}
