import Foundation

/// A folder that this process has for itself, as long as this value lives. It goes with the process, however
/// that ends.
final class FolderLock {
  private let descriptor: Int32

  /// Takes the lock.
  /// - Parameter patience: How long to wait for another process, in seconds.
  /// - Returns: Nil if the folder is not there, another process has it, or its disk knows no locks.
  init?(_ folder: URL, patience: Double = 0) {
    let end = ContinuousClock.now + .seconds(patience)
    while true {
      let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        if Self.leads(folder, to: descriptor) {
          self.descriptor = descriptor
          return
        }
        // It was removed, or another has its name, since it was opened.
        close(descriptor)
        continue
      }
      let isTaken = errno == EWOULDBLOCK
      close(descriptor)
      guard isTaken, ContinuousClock.now < end else { return nil }
      usleep(20_000)
    }
  }

  private static func leads(_ folder: URL, to descriptor: Int32) -> Bool {
    var opened = stat()
    var named = stat()
    return fstat(descriptor, &opened) == 0 && stat(folder.path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  deinit { close(descriptor) }
}
