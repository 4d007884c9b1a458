import Foundation
import Inputs

/// What a path leads to, after following links.
enum FileKind: String {
  case nothing
  case file = "a plain file"
  case folder = "a folder"
  /// Reading it may block forever.
  case other = "a pipe, a socket or a device"

  init(at url: URL) {
    let path = url.resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    switch attributes?[.type] as? FileAttributeType {
    case nil: self = .nothing
    case .typeRegular: self = .file
    case .typeDirectory: self = .folder
    // A link that remains after following links leads nowhere.
    case .typeSymbolicLink: self = .nothing
    default: self = .other
    }
  }

  /// Throws an error unless `url` is a plain file that can be read.
  /// - Parameter name: its name in the error; by default its path.
  static func requireFile(_ url: URL, as name: String? = nil) throws(InputError) {
    let name = name ?? url.relativePath
    switch FileKind(at: url) {
    case .file:
      guard FileManager.default.isReadableFile(atPath: url.path) else { throw .unreadable(name) }
    case .nothing: throw .unreadable(name)
    case let kind:
      throw InputError(
        code: .unreadable, file: name, expected: FileKind.file.rawValue, found: kind.rawValue)
    }
  }
}
