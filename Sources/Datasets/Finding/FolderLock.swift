import Foundation
import Inputs

/// Locks a folder for this process, as long as this value lives. The lock ends with the process, in whatever
/// way that ends.
final class FolderLock {
  private let descriptor: Int32

  /// Takes the lock.
  /// - Parameter patience: how long to wait for another process, in seconds.
  /// - Returns: nil if the folder does not exist, another process has locked it, or its disk does not support
  ///   locks.
  init?(_ folder: URL, patience: Double = 0) {
    let end = ContinuousClock.now + .seconds(patience)
    while true {
      let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      let isLocked = try? Descriptor(descriptor).lock()
      if isLocked == true {
        if Self.leads(folder, to: descriptor) {
          self.descriptor = descriptor
          return
        }
        // Since it was opened, the folder was removed, or another got its name.
        close(descriptor)
        continue
      }
      close(descriptor)
      guard isLocked == false, ContinuousClock.now < end else { return nil }
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
