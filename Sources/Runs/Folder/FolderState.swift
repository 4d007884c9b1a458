package import Foundation
package import Inputs

/// What tells whether the files that a run's progress follows from have changed: of each its place on the disk, its length
/// and when it was last written to.
package struct FolderState: Codable, Hashable, Sendable {
  private struct File: Codable, Hashable {
    let name: String
    let device: UInt64
    let inode: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
  }

  private let files: [File]

  /// The files of `folder` as they are now.
  /// - Throws: ``InputError`` if the journal cannot be read.
  package init(of folder: RunFolder) throws(InputError) {
    let journal = try JournalFolder(folder.journalFolder).names.sorted().map {
      folder.journalFolder.appendingPathComponent($0)
    }
    files = ([folder.descriptionFile, folder.environmentFile] + journal).compactMap { url in
      var status = stat()
      guard stat(url.path, &status) == 0 else { return nil }
      #if canImport(Darwin)
        let written = status.st_mtimespec
      #else
        let written = status.st_mtim
      #endif
      return File(
        name: url.lastPathComponent, device: UInt64(status.st_dev), inode: UInt64(status.st_ino),
        size: Int64(status.st_size), seconds: Int(written.tv_sec),
        nanoseconds: Int(written.tv_nsec))
    }
  }

  /// Whether the last change was some time before `date`: two changes at once could not be told apart.
  package func isSettled(at date: Date) -> Bool {
    files.allSatisfy { Double($0.seconds) < date.timeIntervalSince1970 - 2 }
  }
}
