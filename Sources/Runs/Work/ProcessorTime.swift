import Foundation

/// The CPU time of a thread. It measures a fit independently of what else the machine is doing.
package struct ProcessorTime {
  private let start: Double

  package init() { start = Self.seconds }

  /// The seconds of CPU time since the value was created.
  /// - Precondition: called on the thread that created the value.
  package var elapsed: Double { Self.seconds - start }

  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
