import Experiments
import Foundation
import Inputs
import Reports
import Runs

/// Progress on standard error: a bar with an ETA on a terminal, now and then a line elsewhere.
struct ProgressDisplay {
  private enum Style {
    case none
    case bar
    case lines
  }

  private let style: Style
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant
  private var stage = ""
  /// What was not shown yet.
  private var unshown: RunProgress?

  init(isQuiet: Bool) {
    let isTerminal = isatty(STDERR_FILENO) != 0 && DataOptions.hasCursor
    style = isQuiet ? .none : isTerminal ? .bar : .lines
    start = clock.now
    shown = start
  }

  mutating func begin(_ title: String) {
    if style != .none { printToStandardError(title) }
  }

  mutating func show(_ progress: RunProgress) {
    unshown = progress
    let now = clock.now
    switch style {
    case .none: return
    case .bar:
      guard now - shown > .milliseconds(100) || progress.finishedFits == progress.totalFits else {
        return
      }
      // Cut to the line: a wrapped one could not be drawn over.
      let text = "\(bar(progress)) \(line(progress))".prefix(terminalWidth - 1)
      StandardError.write("\r\u{1B}[K\(text)")
    case .lines:
      guard now - shown > .seconds(10) || progress.stage != stage else { return }
      printToStandardError(line(progress))
    }
    shown = now
    unshown = nil
    stage = progress.stage
  }

  /// Clears the bar, or prints the last line.
  func end() {
    switch style {
    case .none: return
    case .bar: StandardError.write("\r\u{1B}[K")
    case .lines: if let unshown { printToStandardError(line(unshown)) }
    }
  }

  private func line(_ progress: RunProgress) -> String {
    let elapsed = (clock.now - start) / .seconds(1)
    let fits = "\(progress.finishedFits) of \(counted(progress.totalFits, "fit")), "
    guard progress.finishedFits < progress.totalFits else {
      return fits + "done in \(spelledDuration(elapsed))"
    }
    let left = progress.workDone > 0 ? elapsed * progress.workLeft / progress.workDone : 0
    return fits + "\(TerminalText.line(progress.stage)), about \(spelledDuration(left)) left"
  }

  private func bar(_ progress: RunProgress) -> String {
    let width = 24
    let total = progress.workDone + progress.workLeft
    let filled = total > 0 ? Int(Double(width) * progress.workDone / total) : width
    return "["
      + String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled) + "]"
  }

  private var terminalWidth: Int { terminalColumns(of: STDERR_FILENO) ?? 80 }
}
