import Foundation

/// The processor time of a thread: what a fit takes, whatever else the machine is doing.
package struct ProcessorTime {
  private let start: Double

  package init() { start = Self.seconds }

  /// Seconds since the value was made.
  /// - Precondition: called on the thread that made it.
  package var elapsed: Double { Self.seconds - start }

  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
