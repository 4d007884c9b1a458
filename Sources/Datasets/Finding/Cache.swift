import Foundation
import Inputs

/// The folder in which downloaded datasets are kept, each in a folder of its name.
///
/// A dataset enters it whole or not at all. On its way it is in a folder whose name begins with a dot, which
/// is locked: one that nobody has locked was left by a process that was killed.
struct Cache {
  let folder: URL

  /// Where the files of `card` are, if they are.
  func folder(of card: DatasetCard) -> URL { folder.file(at: card.name) }

  /// Runs `fill` on an empty folder beside the card's own, which then takes its place.
  ///
  /// If `fill` throws, the cache is left as it was. If the process is killed, folders whose names
  /// begin with a dot may stay: see ``recover()``.
  func replaceFolder(
    of card: DatasetCard, fill: (_ temporary: URL) async throws(InputError) -> Void
  ) async throws(InputError) {
    // Folders that were made for nothing go again; rmdir spares one that holds anything.
    let made = try makeFolder()
    defer { made.forEach { rmdir($0.path) } }
    let temporary = folder.file(at: ".\(card.name).new.\(UUID().uuidString)")
    let use = try begin(temporary)
    // It is not there any more if all went well.
    defer { withExtendedLifetime(use) { try? FileManager.default.removeItem(at: temporary) } }
    try await fill(temporary)
    try put(temporary, inPlaceOf: folder(of: card))
  }

  /// Puts back folders that a killed process had moved out of the way, and removes what killed processes left.
  func recover() {
    let manager = FileManager.default
    guard let lock = lock() else { return }
    withExtendedLifetime(lock) {
      for name in (try? manager.contentsOfDirectory(atPath: folder.path)) ?? [] {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0].isEmpty, UUID(uuidString: parts[3]) != nil else {
          continue
        }
        let left = folder.file(at: name)
        let target = folder.file(at: parts[1])
        switch parts[2] {
        case "old" where !manager.fileExists(atPath: target.path):
          try? manager.moveItem(at: left, to: target)
        case "old": try? manager.removeItem(at: left)
        case "new" where FolderLock(left) != nil: try? manager.removeItem(at: left)
        default: break
        }
      }
    }
  }

  /// Held for moments only: while folders get their names.
  private func lock() -> FolderLock? { FolderLock(folder, patience: 10) }

  /// Makes the cache's folder.
  /// - Returns: The folders that were not there, the innermost first.
  private func makeFolder() throws(InputError) -> [URL] {
    var missing: [URL] = []
    var next = folder.absoluteURL
    while next.pathComponents.count > 1, !FileManager.default.fileExists(atPath: next.path) {
      missing.append(next)
      next = next.deletingLastPathComponent()
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      missing.forEach { rmdir($0.path) }
      throw .unwritable(folder, error)
    }
    return missing
  }

  private func begin(_ temporary: URL) throws(InputError) -> FolderLock? {
    let lock = lock()
    return try withExtendedLifetime(lock) { () throws(InputError) in
      do {
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
      } catch {
        throw .unwritable(folder, error)
      }
      return FolderLock(temporary)
    }
  }

  private func put(_ temporary: URL, inPlaceOf target: URL) throws(InputError) {
    let manager = FileManager.default
    let previous = folder.file(at: ".\(target.lastPathComponent).old.\(UUID().uuidString)")
    let lock = lock()
    try withExtendedLifetime(lock) { () throws(InputError) in
      // A folder cannot be renamed onto one that is not empty: move that out of the way first.
      let hasPrevious = manager.fileExists(atPath: target.path)
      do {
        if hasPrevious { try manager.moveItem(at: target, to: previous) }
        try manager.moveItem(at: temporary, to: target)
      } catch {
        if hasPrevious { try? manager.moveItem(at: previous, to: target) }
        throw .unwritable(folder, error)
      }
      try? manager.removeItem(at: previous)
    }
  }
}
