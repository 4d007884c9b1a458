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
  /// If `fill` throws, the cache is left as it was. If the process is killed, folders whose names
  /// begin with a dot may stay: the next call mends that (see ``recover(_:)``).
  func replaceFolder(
    of card: DatasetCard, fill: (_ temporary: URL) async throws(InputError) -> Void
  ) async throws(InputError) {
    let target = folder(of: card)
    recover(card)
    let temporary = folder.file(at: ".\(card.name).new.\(UUID().uuidString)")
    let previous = folder.file(at: ".\(card.name).old.\(UUID().uuidString)")
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

  /// Puts back a folder that a killed process had moved out of the way, and removes what killed
  /// processes left: folders with a dot that nobody has touched for an hour.
  private func recover(_ card: DatasetCard) {
    let manager = FileManager.default
    let target = folder(of: card)
    let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names.sorted() where name.hasPrefix(".\(card.name).") {
      let left = folder.file(at: name)
      if name.hasPrefix(".\(card.name).old."), !manager.fileExists(atPath: target.path) {
        try? manager.moveItem(at: left, to: target)
        continue
      }
      let attributes = try? manager.attributesOfItem(atPath: left.path)
      let changed = attributes?[.modificationDate] as? Date ?? .distantPast
      if changed.timeIntervalSinceNow < -3600 { try? manager.removeItem(at: left) }
    }
  }

  private var unwritable: InputError {
    InputError(
      .usage, file: folder.relativePath, expected: "a cache folder that can be written",
      hint: "set XDG_CACHE_HOME to a folder of yours")
  }
}
