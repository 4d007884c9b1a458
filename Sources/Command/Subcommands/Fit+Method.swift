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

  /// Says if a method kept fewer connections than were asked for, and why.
  func tell(ofMissing kept: [Int], asked: [Int]) {
    let all = (asked: asked.reduce(0, +), kept: kept.reduce(0, +))
    guard all.kept < all.asked else { return }
    func text(_ counts: [Int]) -> String { counts.map(String.init).joined(separator: "+") }
    printToStandardError(
      "note: asked for \(text(asked)) connections, kept \(text(kept)): a node that loses its last connection to "
        + "the next layer is removed, and its others with it")
  }
}
