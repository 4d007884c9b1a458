import Foundation
import Inputs

/// Keeps a second process from writing to the same run. Released when the process ends, however.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock at `url`, a file that is created if need be.
  /// - Throws: ``InputError`` that names the process that has it.
  init(_ url: URL) throws(InputError) {
    descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw InputError(
        .usage, code: .unwritable, file: url.path, expected: "a folder that can be written",
        hint: "check its permissions, or choose another folder", remedies: [.output])
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      // The descriptor is closed by deinit, which runs for a whole value even if init throws.
      throw InputError(
        .usage, code: .busy, file: url.deletingLastPathComponent().path,
        expected: "a run that no other process works on", found: Self.holder(url),
        hint: "wait for it, or choose another folder", remedies: [.output])
    }
    // Written over what the last holder left, and then cut: the file is never empty again.
    let holder = Array("process \(getpid()) on \(ProcessInfo.processInfo.hostName)".utf8)
    let count = pwrite(descriptor, holder, holder.count, 0)
    if count == holder.count { ftruncate(descriptor, off_t(count)) }
  }

  /// Who has the lock, as its file says. Its holder may have taken it just now, and not have said so yet.
  private static func holder(_ url: URL) -> String {
    for _ in 0..<tries {
      if let text = try? String(contentsOf: url, encoding: .utf8), !text.isEmpty { return text }
      usleep(pause)
    }
    return "another process, which does not say which it is"
  }

  private static let tries = 20
  /// In microseconds.
  private static let pause: UInt32 = 10_000

  deinit { close(descriptor) }
}
