import Foundation
import Inputs

/// Prevents a second process from writing to the same run. The lock is released when the process ends, in
/// whatever way.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock at `url`, a file that is created if necessary.
  /// - Throws: ``InputError`` that names the process that holds the lock.
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
        expected: "a run that no other process is writing to", found: Self.holder(url),
        hint: "wait for it, or choose another folder", remedies: [.output])
    }
    // Overwrites the last holder's name and then truncates the file, so that it is never empty.
    let holder = Array("process \(getpid()) on \(ProcessInfo.processInfo.hostName)".utf8)
    let count = pwrite(descriptor, holder, holder.count, 0)
    if count == holder.count { ftruncate(descriptor, off_t(count)) }
  }

  /// The lock's holder, as the file names it. A holder that has just taken the lock may not have written its
  /// name yet.
  private static func holder(_ url: URL) -> String {
    for _ in 0..<tries {
      if let text = try? String(contentsOf: url, encoding: .utf8), !text.isEmpty { return text }
      usleep(pause)
    }
    return "another process, which has not written its name"
  }

  private static let tries = 20
  /// In microseconds.
  private static let pause: UInt32 = 10_000

  deinit { close(descriptor) }
}
