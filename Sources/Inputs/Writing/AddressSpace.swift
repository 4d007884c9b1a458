import Foundation

/// The memory that the process may have, where it has a limit of its own, as by `ulimit -v`. Nothing here
/// allocates, so that the handler of a signal may ask.
package enum AddressSpace {
  /// The most bytes of addresses; nil without a limit.
  package static var limit: Int? {
    #if canImport(Glibc)
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
        limit.rlim_cur <= Int.max
      else { return nil }
      return Int(limit.rlim_cur)
    #else
      return nil
    #endif
  }

  /// The bytes of addresses that the process has now; 0 where the system does not say.
  package static var used: Int {
    let path: StaticString = "/proc/self/statm"
    let file = open(
      UnsafeRawPointer(path.utf8Start).assumingMemoryBound(to: CChar.self), O_RDONLY)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      // The pages are the first number of the file.
      var pages = 0
      var index = 0
      while index < count, buffer[index] >= 0x30, buffer[index] <= 0x39 {
        pages = 10 * pages + Int(buffer[index] - 0x30)
        index += 1
      }
      return pages * Int(getpagesize())
    }
  }
}
