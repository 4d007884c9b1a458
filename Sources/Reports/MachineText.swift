import Experiments
import Inputs
import Runs

/// The machine that a run was begun on, for a report: `2 of 4 cores of NAME (avx2), SYSTEM`.
func machineText(_ environment: Environment?) -> String {
  guard let environment else { return "a machine that `environment.json` no longer tells of" }
  let processor = MarkdownText.plain(environment.processor)
  return "\(environment.workers) of \(environment.cores) cores of \(processor) "
    + "(\(MarkdownText.plain(environment.instructionSet))), \(MarkdownText.plain(environment.system))"
}
