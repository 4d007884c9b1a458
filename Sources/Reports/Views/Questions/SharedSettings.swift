import Experiments
import Pruning

/// On how many splits a dense network that is chosen for its size is the best one itself. Where it is, a difference to the
/// one is the difference to the other, and no second answer.
struct SharedSettings {
  private let title: String
  private let best: String
  /// Of each dataset, how many splits share the setting, and how many splits there are.
  private let counts: [(shared: Int, all: Int)]

  /// Nil unless `method` takes the smallest network of those from which `control` takes the best.
  init?(
    _ method: ComparedMethod, of control: ComparedMethod?,
    in choices: @autoclosure () -> [[Choices]]
  ) {
    guard let control, method.choosesSmallest == true, method != control else { return nil }
    title = method.title
    best = control.title
    counts = choices().map { splits in
      let shared = splits.count { choice in
        choice.candidate(method.name).map(\.setting)
          == choice.candidate(control.name).map(\.setting)
      }
      return (shared, splits.count)
    }
  }

  var sentence: InlineText {
    let shared = counts.map(\.shared).reduce(0, +)
    let all = counts.map(\.all).reduce(0, +)
    let whole = counts.count { $0.shared == $0.all }
    return """
      \(name: title) has the setting of \(name: best) on \(shared) of \(all) splits, and on \(whole) of \
      \(count: counts.count, "dataset") on every split: there the two are the same network.
      """
  }
}
