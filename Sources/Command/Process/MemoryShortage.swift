import Foundation
import Inputs

/// Ends the process with exit code 71 and a message where memory is short. Swift cannot throw an error there: it
/// stops the process by a trap.
///
/// This watches only where the process has a limit of its own, as by `ulimit -v`. Without one the system ends a
/// process that takes too much by SIGKILL, which cannot be handled.
enum MemoryShortage {
  /// Call it once, before anything is allocated and any thread is started.
  static func watch() {
    #if canImport(Glibc)
      guard let limit = AddressSpace.limit else { return }
      // Dispatch waits for ever for a thread that it cannot start, and then nothing ends the process.
      guard limit >= AddressSpace.used + least else { end() }
      shareOneHeap()
      for signal in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS] {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { MemoryShortage.answer($0) }
        sigaction(signal, &action, nil)
      }
    #endif
  }

  #if canImport(Glibc)
    /// Called by a signal, so that it must not allocate: there may be no memory, or a lock on it.
    private static func answer(_ number: Int32) {
      // What could not be had is often as large as all that there is, as when an array grows.
      guard let limit = AddressSpace.limit, limit < 2 * AddressSpace.used + reserve else {
        // The trap has another reason: it comes again when the handler returns, and is then not answered.
        // Not before: two threads may trap at the same time.
        signal(number, SIG_DFL)
        return
      }
      end()
    }

    /// Lets all threads share a heap: a heap for each reserves 64 MB of address space, of which little is used.
    private static func shareOneHeap() {
      // `mallopt` is not in Swift's Glibc; another C library has none.
      guard let mallopt = dlsym(nil, "mallopt") else { return }
      typealias Function = @convention(c) (_ parameter: CInt, _ value: CInt) -> CInt
      let arenaMaximum: CInt = -8
      _ = unsafeBitCast(mallopt, to: Function.self)(arenaMaximum, 1)
    }

    private static func end() -> Never {
      let text: StaticString = """
        prunebench: not enough memory within the limit that the process has (ulimit -v); fewer --jobs, \
        smaller networks or fewer rows need less. What a run has finished is kept.

        """
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      _exit(71)
    }

    /// What the threads of the shortest command take: a stack each, and a heap.
    private static var least: Int { 64 << 20 }

    /// So little is nothing: thread stacks and the heaps of threads take as much.
    private static var reserve: Int { 128 << 20 }
  #endif
}
