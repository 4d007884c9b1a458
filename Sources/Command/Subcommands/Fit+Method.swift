import Experiments
import Inputs
import Pruning
import Training

extension Fit {
  /// What --method and --keep ask for.
  func methodFit(for architecture: Architecture) throws(InputError) -> MethodFit? {
    guard let method else { return nil }
    let label = "--method \(method)"
    let trained = try Additions.current.methods.method(parsing: method, label: label)
    guard trained.isPruned == (keep != nil) else {
      throw InputError(
        .usage, file: label,
        expected: trained.isPruned
          ? "--keep with a method that prunes" : "no --keep with a method that does not prune",
        found: keep.map { "--keep \($0)" } ?? "none")
    }
    if let largest = trained.largestNetwork {
      guard architecture.parameters <= largest else {
        throw InputError(
          .usage, file: label, expected: "a network of at most \(largest) weights and biases",
          found: "\(architecture.parameters)")
      }
    }
    return MethodFit(
      trained,
      targets: try keep.map { (keep) throws(InputError) in
        try KeptConnections(keep, of: architecture).targets
      } ?? architecture.connectionsByLayer,
      annealing: AnnealingSchedule(epochs: pruningEpochs, rate: annealingRate),
      normalization: normalization)
  }
}
