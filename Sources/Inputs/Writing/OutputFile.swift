package import Foundation

/// A file that is written piece by piece, and appears under its name when it is whole.
///
/// What is there already and is no plain file stays what it is: a device, a FIFO and the file that standard output or
/// standard error goes to are written through, and of a link the file that it leads to is made anew.
package final class OutputFile {
  /// What becomes of a link that has the file's name.
  package enum Links: Sendable {
    /// It is followed: the user named it.
    case followed
    /// It is refused, like a device or a FIFO: the folder may come from somebody else, and lead anywhere.
    case refused
  }

  private let path: String
  private let descriptor: Descriptor
  /// Where the pieces are until all are there, and where they go then; nil if they are written through.
  private let partial: (path: String, name: String)?
  private var isClosed = false
  private var hasItsName = false

  /// - Throws: ``InputError`` if there can be no file at `path`.
  package init(_ path: String, links: Links = .followed) throws(InputError) {
    self.path = path
    do throws(SystemError) {
      switch try Place(of: path, links) {
      case .plain(let name, let existing):
        let folder = URL(fileURLWithPath: name).deletingLastPathComponent()
        let partial = folder.appendingPathComponent(".prunebench-\(UUID().uuidString.prefix(8))")
          .path
        descriptor = try Descriptor(opening: partial, O_WRONLY | O_CREAT | O_EXCL)
        self.partial = (partial, name)
        if let existing {
          // As far as is allowed: the file stays its owner's.
          _ = fchown(descriptor.number, existing.st_uid, existing.st_gid)
          _ = fchmod(descriptor.number, existing.st_mode & 0o777)
        }
      case .stream(let stream):
        descriptor = try stream.duplicate()
        partial = nil
      case .special:
        guard links == .followed else { throw SystemError(code: ELOOP) }
        descriptor = try Self.opened(path)
        partial = nil
      }
    } catch {
      throw links == .refused && error.code == ELOOP
        ? InputError(
          .usage, code: .unwritable, file: path, expected: "a plain file, or none",
          found: "a link or a device",
          hint: "remove it: the folder may be another's, and what is in it lead anywhere")
        : .unwritable(path, error)
    }
  }

  /// Adds a piece.
  package func write(_ bytes: Data) throws(InputError) {
    do throws(SystemError) {
      try descriptor.write(bytes)
    } catch {
      throw .unwritable(path, error)
    }
  }

  /// Opens a device or a FIFO. Of a FIFO nobody reads yet a reader is waited for, unless the task is cancelled.
  private static func opened(_ path: String) throws(SystemError) -> Descriptor {
    while true {
      do throws(SystemError) {
        return try Descriptor(opening: path, O_WRONLY | O_NOCTTY | O_NONBLOCK)
      } catch {
        var status = stat()
        guard error.code == ENXIO, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO,
          !Task.isCancelled
        else { throw error }
        usleep(20_000)
      }
    }
  }

  /// Says that all pieces are there, and gives the file its name.
  package func finish() throws(InputError) {
    do throws(SystemError) {
      if partial != nil { try descriptor.synchronize() }
      isClosed = true
      try descriptor.close()
      if let partial, rename(partial.path, partial.name) != 0 { throw SystemError.last }
      hasItsName = true
    } catch {
      throw .unwritable(path, error)
    }
  }

  deinit {
    if !isClosed { try? descriptor.close() }
    if let partial, !hasItsName { unlink(partial.path) }
  }

  /// Writes the file at `path` whole or not at all.
  package static func write(
    _ content: Data, to path: String, links: Links = .followed
  ) throws(InputError) {
    let file = try OutputFile(path, links: links)
    try file.write(content)
    try file.finish()
  }

  /// Throws before any work is done if there can be no file at `path`.
  package static func check(_ path: String) throws(InputError) {
    do throws(SystemError) {
      let isWritable =
        switch try Place(of: path, .followed) {
        case .plain(let name, _):
          access(URL(fileURLWithPath: name).deletingLastPathComponent().path, W_OK | X_OK) == 0
        case .stream, .special: access(path, W_OK) == 0
        }
      guard isWritable else { throw SystemError.last }
    } catch {
      throw .unwritable(path, error)
    }
  }
}

extension OutputFile {
  /// What there is at a path.
  private enum Place {
    /// A plain file or none, after all links; with what is known of one that is there.
    case plain(name: String, existing: stat?)
    /// The plain file that standard output or standard error goes to: a new one in its place would take what
    /// goes there from then on out of sight.
    case stream(Descriptor)
    /// A device, a FIFO and the like.
    case special

    init(of path: String, _ links: Links) throws(SystemError) {
      var status = stat()
      guard (links == .followed ? stat(path, &status) : lstat(path, &status)) == 0 else {
        guard errno == ENOENT, !path.isEmpty else { throw .last }
        guard !path.hasSuffix("/") else { throw SystemError(code: EISDIR) }
        self = .plain(name: try Self.end(of: path), existing: nil)
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: throw SystemError(code: EISDIR)
      case S_IFREG:
        let stream = [Descriptor.standardOutput, .standardError].first { stream in
          (try? stream.status()).map {
            $0.st_dev == status.st_dev && $0.st_ino == status.st_ino
          } ?? false
        }
        if let stream, links == .followed {
          self = .stream(stream)
        } else {
          self = .plain(name: try Self.end(of: path), existing: status)
        }
      default:
        self = .special
      }
    }

    /// The path that the links at `path` lead to, whether there is a file or not.
    private static func end(of path: String) throws(SystemError) -> String {
      var place = URL(fileURLWithPath: path)
      // As many as Linux follows.
      for _ in 0..<40 {
        guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: place.path)
        else { return place.path }
        place =
          URL(fileURLWithPath: next, relativeTo: place.deletingLastPathComponent()).absoluteURL
      }
      throw SystemError(code: ELOOP)
    }
  }
}
