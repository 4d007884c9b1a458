package import Foundation

/// Folders in which PruneBench writes files.
package enum OutputFolder {
  /// Creates a folder with those that it is in, if need be.
  /// - Throws: ``InputError`` if it cannot be created.
  package static func create(_ folder: URL) throws(InputError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(folder: folder.path, error)
    }
  }
}
