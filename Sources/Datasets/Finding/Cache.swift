import Foundation
import Inputs

/// The folder of downloaded datasets, each in a folder of its own name.
///
/// A dataset is added completely or not at all. Meanwhile it is in a locked folder whose name begins with a
/// dot. Such a folder without a lock was left by a killed process.
struct Cache {
  let folder: URL

  /// The folder for the files of `card`, which need not exist.
  func folder(of card: DatasetCard) -> URL { folder.file(at: card.name) }

  /// Runs `fill` on an empty folder, which then replaces the card's folder.
  ///
  /// If `fill` throws, the cache is left unchanged. If the process is killed, folders whose names begin with a
  /// dot may be left; see ``recover()``.
  func replaceFolder(
    of card: DatasetCard, fill: (_ temporary: URL) async throws(InputError) -> Void
  ) async throws(InputError) {
    // Removes folders that were created in vain; rmdir does not remove a folder with content.
    let made = try makeFolder()
    defer { made.forEach { rmdir($0.path) } }
    let temporary = folder.file(at: ".\(card.name).new.\(UUID().uuidString)")
    let use = try begin(temporary)
    // After success the temporary folder no longer exists.
    defer { withExtendedLifetime(use) { try? FileManager.default.removeItem(at: temporary) } }
    try await fill(temporary)
    try put(temporary, inPlaceOf: folder(of: card))
  }

  /// Restores folders that a killed process had moved aside, and removes what killed processes left.
  func recover() {
    let manager = FileManager.default
    guard let lock = lock() else { return }
    withExtendedLifetime(lock) {
      for name in (try? manager.contentsOfDirectory(atPath: folder.path)) ?? [] {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        // The dataset's name, between the first point and the kind, may have points, too.
        guard parts.count >= 4, parts[0].isEmpty, !parts[1].isEmpty,
          UUID(uuidString: parts[parts.count - 1]) != nil
        else { continue }
        let left = folder.file(at: name)
        let target = folder.file(at: parts[1..<(parts.count - 2)].joined(separator: "."))
        switch parts[parts.count - 2] {
        case "old" where !manager.fileExists(atPath: target.path):
          try? manager.moveItem(at: left, to: target)
        case "old": try? manager.removeItem(at: left)
        case "new" where FolderLock(left) != nil: try? manager.removeItem(at: left)
        default: break
        }
      }
    }
  }

  /// Locks the cache; held only briefly, while folders are renamed.
  private func lock() -> FolderLock? { FolderLock(folder, patience: 10) }

  /// Creates the cache's folder.
  /// - Returns: the folders that were created, the innermost first.
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
      // A folder cannot be renamed to one that is not empty, so that one is moved aside first.
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
