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
        .usage, file: url.path, expected: "a folder that can be written",
        hint: "check its permissions, or choose another --out")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      // The descriptor is closed by deinit, which runs for a whole value even if init throws.
      let holder = (try? String(contentsOf: url, encoding: .utf8)) ?? "another process"
      throw InputError(
        .usage, file: url.deletingLastPathComponent().path,
        expected: "a run that no other process works on", found: holder,
        hint: "wait for it, or choose another --out")
    }
    let holder = Array("process \(getpid())".utf8)
    ftruncate(descriptor, 0)
    _ = write(descriptor, holder, holder.count)
  }

  deinit { close(descriptor) }
}
