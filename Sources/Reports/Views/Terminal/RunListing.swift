import Experiments
import Foundation
package import Inputs
package import Runs

/// A run in a list of runs: what it compares, and how far it is.
package struct RunListing: Encodable, Sendable {
  /// The name of its folder.
  let name: String
  /// The name of its protocol or study; nil of a run that was planned only.
  var `protocol`: String?
  var datasets: [String] = []
  var methods: [String] = []
  var fits = 0
  var expected = 0
  /// When the last fit ended; nil if that is not known.
  var last: String?

  package static let columns = [
    Table.Column("name", "name"), Table.Column("protocol", "protocol"),
    Table.Column("datasets", "datasets"), Table.Column("methods", "methods"),
    Table.Column("fits", "fits", alignment: .trailing),
    Table.Column("expected", "of", alignment: .trailing), Table.Column("last", "last fit"),
  ]

  package var cells: [Cell] {
    [
      .name(name), self.protocol.map { .name($0) } ?? .words("planned only"),
      .name(datasets.joined(separator: " ")), .name(methods.joined(separator: " ")),
      .grouped(fits), .grouped(expected), .words(last ?? ""),
    ]
  }
}

extension RunListing {
  /// Reads the run in `folder`.
  /// - Throws: ``InputError`` if it is not the folder of a run, or damaged.
  package init(of folder: RunFolder) throws(InputError) {
    self.init(name: folder.url.lastPathComponent)
    guard !folder.isPlanned else { return }
    if try folder.holds(StudyDescription.self) {
      let run = try StoredRun<StudyDescription>(folder)
      let study = run.description.study
      self.protocol = study.study
      datasets = study.cases.map(\.problem.name)
      methods = study.methods.map(\.rawValue)
      (fits, expected) = (run.records.count, study.expectedFits)
    } else {
      let run = try StoredRun<RunDescription>(folder)
      let description = run.description
      self.protocol = description.protocolFile.name
      datasets = description.datasets.map(\.name)
      methods = description.protocolFile.methods.map(\.name.rawValue)
      (fits, expected) = (run.records.count, description.expectedFits)
      last = run.records.map(\.finished).max()?.formatted(.iso8601)
    }
  }

  /// The same runs with days in place of times, and their lists of datasets and methods cut, so that the lines of their
  /// table are so much shorter, as far as that goes: the longer lists first.
  package static func cutting(_ excess: Int, from listings: [RunListing]) -> [RunListing] {
    guard excess > 0 else { return listings }
    func width(_ list: (RunListing) -> [String]) -> Int {
      listings.map { list($0).joined(separator: " ").count }.max() ?? 0
    }
    let (datasets, methods) = (width(\.datasets), width(\.methods))
    let day = 10
    let saved = listings.compactMap { $0.last.map { $0.count - day } }.max() ?? 0
    let left = max(0, datasets + methods - max(0, excess - saved))
    let longer = max(left / 2, left - min(datasets, methods))
    let (forDatasets, forMethods) =
      datasets >= methods ? (longer, left - longer) : (left - longer, longer)
    return listings.map { listing in
      var result = listing
      result.datasets = cut(listing.datasets, to: forDatasets)
      result.methods = cut(listing.methods, to: forMethods)
      result.last = listing.last.map { String($0.prefix(day)) }
      return result
    }
  }

  /// As many of `names` as have room, and how many more there are.
  private static func cut(_ names: [String], to width: Int) -> [String] {
    guard names.joined(separator: " ").count > width else { return names }
    for count in names.indices.reversed() {
      let shown = names.prefix(count) + ["+\(names.count - count)"]
      if shown.joined(separator: " ").count <= width { return Array(shown) }
    }
    return ["+\(names.count)"]
  }
}
