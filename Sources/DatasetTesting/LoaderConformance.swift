public import Datasets
public import Foundation
import Inputs
import Tabular

/// Checks that a ``DatasetLoader`` does what every loader must do: shapes, ranges, determinism, located errors
/// and cancellation. For tests of your own loaders; it needs no test library.
///
/// ```swift
/// let violations = await LoaderConformance(MyLoader(), files: [file]).violations()
/// #expect(violations.isEmpty)
/// ```
public struct LoaderConformance: Sendable {
  private let loader: any DatasetLoader
  private let files: [URL]

  /// - Parameter files: one correct file for each of the card's files; empty for a loader that computes its
  ///   rows.
  public init(_ loader: any DatasetLoader, files: [URL]) {
    self.loader = loader
    self.files = files
  }

  /// The loader's violations, one line each; empty if it conforms.
  /// - Complexity: loads the table about five times, mostly from damaged copies of its files, which it writes
  ///   to a temporary folder.
  public func violations() async -> [String] {
    var violations: [String] = []
    do {
      let dataset = try loader.load(from: files)
      violations += shapes(of: dataset) + ranges(of: dataset)
      let again = try loader.load(from: files)
      if !Self.isSame(dataset, again) { violations.append("two loads differ") }
    } catch {
      return ["correct files are refused: \(error)"]
    }
    if !files.isEmpty {
      violations += damage() + missing()
      if await !stopsWhenCancelled() {
        violations.append("a cancelled load does not end with a CancellationError")
      }
    }
    return violations
  }

  private func shapes(of dataset: Dataset) -> [String] {
    let card = loader.card
    var violations: [String] = []
    func require(_ holds: Bool, _ violation: String) {
      if !holds { violations.append(violation) }
    }
    require(dataset.name == card.name, "the name is '\(dataset.name)', not '\(card.name)'")
    require(
      card.expectedRows.map { dataset.rows + dataset.preparation.droppedRows == $0 } ?? true,
      "\(dataset.rows) rows, not \(card.expectedRows ?? 0)")
    require(dataset.featureNames == card.featureNames, "the features differ from the card's")
    require(dataset.classNames == card.classNames, "the classes differ from the card's")
    require(
      Set(dataset.featureNames).count == dataset.featureNames.count, "feature names are repeated")
    return violations
  }

  private func ranges(of dataset: Dataset) -> [String] {
    var violations: [String] = []
    let seen = Set(dataset.labels)
    for (index, name) in dataset.classNames.enumerated() where !seen.contains(index) {
      violations.append("no row is of class '\(name)'")
    }
    let filled = dataset.filledFeatures(from: 0..<dataset.rows)
    if let index = filled.values.firstIndex(where: { !$0.isFinite }) {
      violations.append(
        "row \(index / filled.columns + 1) has no finite number in "
          + "'\(dataset.featureNames[index % filled.columns])', and no rule fills it")
    }
    for column in dataset.columns where column.isOneHot {
      let isHot = (0..<dataset.rows).allSatisfy { row in
        let levels = column.features.map { dataset.features[row, $0] }
        return levels.allSatisfy(\.isNaN) || levels.allSatisfy { $0 == 0 || $0 == 1 }
      }
      if !isHot {
        violations.append("'\(column.name)' is one-hot, but has numbers other than 0 and 1")
      }
    }
    return violations
  }

  /// Checks the errors for each file in turn empty, cut in half, or overwritten.
  private func damage() -> [String] {
    var violations: [String] = []
    for (index, file) in files.enumerated() {
      guard let whole = try? Data(contentsOf: file) else { return ["\(file.path) cannot be read"] }
      let damages = [
        ("empty", Data()), ("cut in half", whole.prefix(whole.count / 2)),
        ("overwritten", Data(repeating: 0xFF, count: max(64, whole.count))),
      ]
      for (what, bytes) in damages {
        // If the card expects no number of rows, the first half is a valid table.
        if what == "cut in half", loader.card.expectedRows == nil { continue }
        violations += Self.inTemporaryFolder { folder in
          let damaged = folder.appendingPathComponent(file.lastPathComponent)
          try bytes.write(to: damaged)
          var files = files
          files[index] = damaged
          return violation(of: files, what: "\(file.lastPathComponent), \(what)")
        }
      }
    }
    return violations
  }

  private func missing() -> [String] {
    var files = files
    files[0] = files[0].appendingPathExtension("not-there")
    return violation(of: files, what: "a missing file")
  }

  /// The violation if `files` cause no error, or one that names no file.
  private func violation(of files: [URL], what: String) -> [String] {
    do {
      _ = try loader.load(from: files)
      return ["\(what): no error"]
    } catch {
      return (error as? InputError)?.file == nil
        ? ["\(what): the error names no file: \(error)"] : []
    }
  }

  private func stopsWhenCancelled() async -> Bool {
    await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      do {
        _ = try loader.load(from: files)
        return false
      } catch {
        return error is CancellationError
      }
    }.value
  }

  private static func isSame(_ a: Dataset, _ b: Dataset) -> Bool {
    a.labels == b.labels && a.featureNames == b.featureNames && a.columns == b.columns
      && a.features.values.map(\.bitPattern) == b.features.values.map(\.bitPattern)
  }

  private static func inTemporaryFolder(_ body: (URL) throws -> [String]) -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return try body(folder)
    } catch {
      return ["no temporary folder: \(error)"]
    }
  }
}
