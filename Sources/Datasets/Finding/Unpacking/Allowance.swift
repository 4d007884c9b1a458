import Inputs

/// Limits on unpacking an archive, including the archives inside it. A small file can unpack to more than a
/// disk holds.
final class Allowance {
  private let bytes: Int
  private let entries: Int
  private var bytesLeft: Int
  private var entriesLeft: Int

  /// - Parameters:
  ///   - bytes: the most bytes that the archive may unpack to, including skipped entries.
  ///   - entries: the most files, folders and links.
  init(bytes: Int, entries: Int = 100_000) {
    self.bytes = bytes
    self.entries = entries
    bytesLeft = bytes
    entriesLeft = entries
  }

  func take(bytes count: Int, from archive: String) throws(InputError) {
    bytesLeft -= count
    guard bytesLeft >= 0 else {
      throw InputError(
        code: .outOfRange, file: archive,
        expected: "an archive that unpacks to at most \(bytes) bytes",
        found: "more", hint: Self.hint, remedies: [.dataFolder])
    }
  }

  func takeEntry(from archive: String) throws(InputError) {
    entriesLeft -= 1
    guard entriesLeft >= 0 else {
      throw InputError(
        code: .outOfRange, file: archive, expected: "an archive of at most \(entries) entries",
        found: "more",
        hint: Self.hint, remedies: [.dataFolder])
    }
  }

  static let hint = "if you trust it, unpack it yourself and name its folder"
}
