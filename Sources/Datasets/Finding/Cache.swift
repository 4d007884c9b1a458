import Foundation
import Inputs

/// The folder in which downloaded datasets are kept, each in a folder of its name.
///
/// A dataset enters it whole or not at all.
struct Cache {
  let folder: URL

  /// Where the files of `card` are, if they are.
  func folder(of card: DatasetCard) -> URL { folder.file(at: card.name) }

  /// Runs `fill` on an empty folder beside the card's own, which then takes its place.
  ///
  /// If `fill` throws, the cache is left as it was. So it is if the process is killed, but for a
  /// folder whose name begins with a dot.
  func replaceFolder(
    of card: DatasetCard, fill: (_ temporary: URL) async throws(InputError) -> Void
  ) async throws(InputError) {
    let target = folder(of: card)
    let temporary = folder.file(at: ".\(card.name).\(UUID().uuidString)")
    let previous = folder.file(at: ".\(card.name).\(UUID().uuidString)")
    let isNew = !FileManager.default.fileExists(atPath: folder.path)
    do {
      try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    } catch {
      throw unwritable
    }
    // Whatever happens below, no folder with a dot stays behind.
    defer {
      try? FileManager.default.removeItem(at: temporary)
      try? FileManager.default.removeItem(at: previous)
      // A cache folder that was made for nothing goes again; rmdir spares one that holds anything.
      if isNew { rmdir(folder.path) }
    }
    try await fill(temporary)

    // A folder cannot be renamed onto one that is not empty: move that out of the way first.
    let hadPrevious = FileManager.default.fileExists(atPath: target.path)
    do {
      if hadPrevious { try FileManager.default.moveItem(at: target, to: previous) }
      try FileManager.default.moveItem(at: temporary, to: target)
    } catch {
      if hadPrevious { try? FileManager.default.moveItem(at: previous, to: target) }
      throw unwritable
    }
  }

  private var unwritable: InputError {
    InputError(
      .usage, file: folder.relativePath, expected: "a cache folder that can be written",
      hint: "set XDG_CACHE_HOME to a folder of yours")
  }
}
