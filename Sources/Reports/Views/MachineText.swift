import Experiments
import Inputs
import Runs

/// The machine that a run was begun on, for a report: `2 of 4 cores of NAME (avx2), SYSTEM`.
func machineText(_ environment: Environment?) -> InlineText {
  guard let environment else {
    return "an unknown machine (there is no \(code: "environment.json"))"
  }
  let others = environment.others?.count ?? 0
  return """
    \(environment.workers) of \(words: counted(environment.cores, "core")) of \(name: environment.processor) \
    (\(name: environment.instructionSet)), \(name: environment.system)\
    \(words: others > 0 ? ", and carried on also by \(counted(others, "other machine"))" : "")
    """
}

/// What a report begins with while `missing` fits are missing; empty where none is.
func unfinished(_ missing: Int) -> InlineText {
  guard missing > 0 else { return "" }
  return
    "\(strong: "Unfinished: \(count: missing, "fit") \(words: missing == 1 ? "is" : "are") missing.") "
}
