import Datasets
import Foundation
import Synchronization

/// A progress handler that writes a line for each further tenth of a download, or for each further
/// ten megabytes where the length is not known.
func transferLines(_ name: String, isQuiet: Bool) -> Fetcher.ProgressHandler {
  if isQuiet { return { _ in } }
  let shown = Mutex(0)
  return { progress in
    switch progress {
    case .unpacking: printToStandardError("\(name): unpacking")
    case .downloading(let bytes, let total):
      let step = max(1_000_000, (total ?? 100_000_000) / 10)
      let isNew = shown.withLock { last in
        guard bytes / step > last else { return false }
        last = bytes / step
        return true
      }
      let whole = total.map { " of \($0 / 1_000_000)" } ?? ""
      if isNew { printToStandardError("\(name): \(bytes / 1_000_000)\(whole) MB") }
    }
  }
}
