package import Foundation

/// An open file of the system, to be written to.
///
/// Not a `FileHandle`: its failures are Foundation's, and some of them traps.
package struct Descriptor: Hashable, Sendable {
  package let number: Int32

  package init(_ number: Int32) { self.number = number }

  package static let standardOutput = Descriptor(STDOUT_FILENO)
  package static let standardError = Descriptor(STDERR_FILENO)

  /// Opens the file at `path`; programs that are started later do not have it.
  package init(
    opening path: String, _ flags: Int32, permissions: mode_t = 0o666
  ) throws(SystemError) {
    number = open(path, flags | O_CLOEXEC, permissions)
    guard number >= 0 else { throw .last }
  }

  /// Whether so many more files can be open at a time.
  package static func canOpen(_ count: Int) -> Bool {
    var opened: [Descriptor] = []
    defer { for file in opened { try? file.close() } }
    while opened.count < count {
      guard let file = try? Descriptor(opening: "/dev/null", O_RDONLY) else { return false }
      opened.append(file)
    }
    return true
  }

  /// Writes all of `bytes`, waiting where the other end is not ready.
  package func write(_ bytes: Data) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(number, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var wanted = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        guard poll(&wanted, 1, -1) >= 0 || errno == EINTR else { throw .last }
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  /// The same file once more: closing one leaves the other open.
  package func duplicate() throws(SystemError) -> Descriptor {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw .last }
    return Descriptor(copy)
  }

  /// What the system knows of the file.
  package func status() throws(SystemError) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw .last }
    return status
  }

  /// Locks the file as long as it is open, unless another has locked it.
  /// - Returns: whether the lock is taken.
  /// - Throws: ``SystemError`` if the file cannot be locked at all, as on some file systems.
  package func lock() throws(SystemError) -> Bool {
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      guard errno == EINTR else { throw .last }
    }
    return true
  }

  /// Brings a plain file to the disk.
  package func synchronize() throws(SystemError) {
    guard fsync(number) == 0 else { throw .last }
  }

  /// Closes the file: some systems say only now that there was no room.
  package func close() throws(SystemError) {
    guard systemClose(number) == 0 || errno == EINTR else { throw .last }
  }
}

/// The system's calls, which methods of these names would hide.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}

private func systemClose(_ file: Int32) -> Int32 { close(file) }
