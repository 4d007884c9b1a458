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
    stage = progress.stage
  }

  /// Clears the bar.
  func end() {
    if style == .bar { StandardError.write("\r\u{1B}[K") }
  }

  private func line(_ progress: RunProgress) -> String {
    let elapsed = (clock.now - start) / .seconds(1)
    let left = progress.workDone > 0 ? elapsed * progress.workLeft / progress.workDone : 0
    return "\(progress.finishedFits) of \(counted(progress.totalFits, "fit")), "
      + "\(TerminalText.line(progress.stage)), about \(spelledDuration(left)) left"
  }

  private func bar(_ progress: RunProgress) -> String {
    let width = 24
    let total = progress.workDone + progress.workLeft
    let filled = total > 0 ? Int(Double(width) * progress.workDone / total) : width
    return "["
      + String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled) + "]"
  }

  private var terminalWidth: Int { columns(of: STDERR_FILENO) ?? 80 }
}
