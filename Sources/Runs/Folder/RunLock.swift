import Foundation
import Inputs

/// Prevents a second process from writing to the same run. The lock is released when the process ends, in
/// whatever way; its file is removed, unless the process was killed.
struct RunLock: ~Copyable {
  private let url: URL
  private let descriptor: Int32

  /// Takes the lock at `url`, a file that is created if necessary.
  /// - Throws: ``InputError`` that names the process that holds the lock.
  init(_ url: URL) throws(InputError) {
    self.url = url
    descriptor = try Self.openLocked(url)
    // Overwrites the last holder's name and then truncates the file, so that it is never empty.
    let holder = Array("process \(getpid()) on \(ProcessInfo.processInfo.hostName)".utf8)
    let count = pwrite(descriptor, holder, holder.count, 0)
    if count == holder.count { ftruncate(descriptor, off_t(count)) }
  }

  /// A descriptor of the file with its lock.
  private static func openLocked(_ url: URL) throws(InputError) -> Int32 {
    for _ in 0..<1000 {
      let descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        throw InputError(
          .usage, code: .unwritable, file: url.path, expected: "a folder that can be written",
          hint: "check its permissions, or choose another folder", remedies: [.output])
      }
      let isLocked: Bool
      do throws(SystemError) {
        isLocked = try Descriptor(descriptor).lock()
      } catch {
        close(descriptor)
        throw unlockable(url, error)
      }
      // A holder that ends removes the file: whoever had opened it before holds nothing, and the next one to come would
      // lock another file.
      if isLocked, isThere(descriptor, url) { return descriptor }
      close(descriptor)
      guard !isLocked, let holder = holder(url) else { continue }
      throw InputError(
        .usage, code: .busy, file: url.deletingLastPathComponent().path,
        expected: "a run that no other process is writing to", found: holder,
        hint: "wait for it, or choose another folder", remedies: [.output])
    }
    throw unlockable(url, nil)
  }

  /// The error that nobody can lock the file, for the reason in `cause`.
  static func unlockable(_ url: URL, _ cause: SystemError?) -> InputError {
    InputError(
      .usage, code: .unwritable, file: url.path, expected: "a folder whose files can be locked",
      found: cause?.description, hint: "choose another folder", remedies: [.output])
  }

  /// Whether the open file is the one at `url`. Over a network the number of its links is newer than its name.
  private static func isThere(_ descriptor: Int32, _ url: URL) -> Bool {
    var (own, other) = (stat(), stat())
    guard fstat(descriptor, &own) == 0, stat(url.path, &other) == 0 else { return false }
    return own.st_nlink > 0 && own.st_dev == other.st_dev && own.st_ino == other.st_ino
  }

  /// The lock's holder, as the file names it; nil if there is no file any more. A holder that has just taken the lock may
  /// not have written its name yet.
  private static func holder(_ url: URL) -> String? {
    for _ in 0..<tries {
      guard FileManager.default.fileExists(atPath: url.path) else { return nil }
      if let text = try? String(contentsOf: url, encoding: .utf8), !text.isEmpty { return text }
      usleep(pause)
    }
    return "another process, which has not written its name"
  }

  private static let tries = 20
  /// In microseconds.
  private static let pause: UInt32 = 10_000

  deinit {
    // While the lock is held, so that no other process has taken it on the same file.
    unlink(url.path)
    close(descriptor)
  }
}
