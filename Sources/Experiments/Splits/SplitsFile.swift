package import Foundation
package import Inputs

/// The splits that a protocol takes from a file: what `run.yaml` says of them, and, once they are read, the splits.
///
/// A run keeps a copy of the file in its folder, and its name depends on what the file says, not on where it was.
package struct SplitsFile: Codable, Sendable {
  /// What the file has of one dataset.
  package struct Part: Codable, Hashable, Sendable {
    /// Nil in a file without names of datasets.
    package let dataset: String?
    package let splits: Int
    /// The mean share of the rows that a split tests on.
    package let testShare: Double
  }

  /// What a run calls its copy.
  static let name = "splits.csv"

  /// SHA-256 of what the file says; empty until it is read.
  package private(set) var fingerprint = ""
  /// Whether folds are the file's, too.
  package private(set) var hasFolds = false
  package private(set) var parts: [Part] = []
  /// Where the file is.
  private(set) var path = Self.name
  /// What it says; nil until it is read.
  private(set) var table: SplitsTable?
  /// What is wrong with the protocol if the file has folds.
  private var errorIfFolded: InputError?

  enum CodingKeys: CodingKey {
    case fingerprint, hasFolds, parts
  }

  /// A file that is not read yet.
  init(path: String, errorIfFolded: InputError?) {
    self.path = path
    self.errorIfFolded = errorIfFolded
  }

  /// The file, read: the one at `path`, by default where the protocol says that it is.
  /// - Throws: ``InputError`` at what is wrong in the file, or if it is not the one that a run had.
  package func read(at path: URL? = nil) throws(InputError) -> SplitsFile {
    guard table == nil else { return self }
    let url = path ?? URL(fileURLWithPath: self.path)
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw InputError(
        code: .unreadable, file: url.relativePath,
        expected: fingerprint.isEmpty
          ? "a file of splits, as 'prunebench export' writes it"
          : "the splits of the run, with the fingerprint \(fingerprint.prefix(12))",
        hint: fingerprint.isEmpty
          ? "there is no such file"
          : "the file is gone: put it back, or carry the run on with the file that it was begun with"
      )
    }
    let table = try SplitsTable(url)
    var result = self
    var own = Fingerprint()
    own.update(Data(table.text.utf8))
    result.fingerprint = own.hexadecimal
    guard fingerprint.isEmpty || fingerprint == result.fingerprint else {
      throw InputError(
        code: .mismatch, file: url.relativePath,
        expected: "the splits of the run, with the fingerprint \(fingerprint.prefix(12))",
        found: String(result.fingerprint.prefix(12)),
        hint: "the file was changed since: put back the file as it was")
    }
    result.hasFolds = !table.columns.repeats.isEmpty
    if result.hasFolds, let errorIfFolded { throw errorIfFolded }
    result.errorIfFolded = nil
    result.parts = table.parts.map { part in
      let shares = part.splits.map { rows in
        Double(rows.count { $0.isTest }) / Double(rows.count)
      }
      return Part(
        dataset: part.dataset, splits: shares.count,
        testShare: shares.reduce(0, +) / Double(shares.count))
    }
    result.table = table
    return result
  }

  /// What the file has of a dataset.
  func part(of dataset: String) -> Part? {
    parts.first {
      $0.dataset == nil || $0.dataset == dataset || $0.dataset == CSVField.spelled(dataset)
    }
  }

  /// Whether all that is said of the file can be; of one that is not read nothing is.
  var isValid: Bool {
    parts.isEmpty == fingerprint.isEmpty
      && parts.allSatisfy {
        ProtocolFile.counts.contains($0.splits) && $0.testShare >= 0 && $0.testShare < 1
      }
  }
}

extension SplitsFile: Hashable {
  // Where a file is, and whether it was read, decides nothing.
  package static func == (a: SplitsFile, b: SplitsFile) -> Bool { a.fingerprint == b.fingerprint }
  package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
