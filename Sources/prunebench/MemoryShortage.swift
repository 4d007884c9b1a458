import Foundation

/// Ends the process with exit code 71 and a word about it where memory is short and Swift, which cannot
/// hand such a failure on, stops the process by a trap.
///
/// It is watched for only where the process has a limit of its own, as by `ulimit -v`: without one the
/// system ends a process that takes too much by SIGKILL, which nobody can answer.
enum MemoryShortage {
  /// Call it once, before anything large is allocated.
  static func watch() {
    #if canImport(Glibc)
      guard limit() != nil else { return }
      for signal in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS] {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in MemoryShortage.answer() }
        // A trap that has another reason comes again when the handler returns, and is then not answered.
        action.sa_flags = Int32(bitPattern: SA_RESETHAND)
        sigaction(signal, &action, nil)
      }
    #endif
  }

  #if canImport(Glibc)
    /// Called by a signal, so that it must not allocate: there may be no memory, or a lock on it.
    private static func answer() {
      // What could not be had is often as large as all that there is, as when an array grows.
      guard let limit = limit(), limit < 2 * pages() * UInt(getpagesize()) + reserve else { return }
      let text: StaticString = """
        prunebench: not enough memory within the limit that the process has (ulimit -v); fewer --jobs, \
        smaller networks or fewer rows need less. What a run has finished is kept.

        """
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      _exit(71)
    }

    /// So little is nothing: thread stacks and the heaps of threads take as much.
    private static var reserve: UInt { 128 << 20 }

    /// The bytes of address space that the process may have; nil if there is no limit.
    private static func limit() -> UInt? {
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
        limit.rlim_cur != ~0
      else { return nil }
      return limit.rlim_cur
    }

    /// The pages of address space that the process has: the first number of this file.
    private static func pages() -> UInt {
      let path: StaticString = "/proc/self/statm"
      let file = open(
        UnsafeRawPointer(path.utf8Start).assumingMemoryBound(to: CChar.self), O_RDONLY)
      defer { close(file) }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
        var pages: UInt = 0
        let count = read(file, buffer.baseAddress, buffer.count)
        var index = 0
        while index < count, buffer[index] >= 0x30, buffer[index] <= 0x39 {
          pages = 10 * pages + UInt(buffer[index] - 0x30)
          index += 1
        }
        return pages
      }
    }
  #endif
}
