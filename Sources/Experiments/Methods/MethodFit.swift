package import Pruning

/// How a method of a comparison makes one network.
package struct MethodFit: Sendable {
  /// The method, with its options.
  package let method: any Method
  /// The connections that it keeps in each layer; all of them for one that does not prune.
  package let targets: [Int]
  /// The epochs after the pretraining, and how fast connections are removed in them.
  package let annealing: AnnealingSchedule
  /// How hidden nodes are normalised, for methods that do so.
  package let normalization: Normalization

  /// - Precondition: a target for each layer.
  package init(
    _ method: any Method, targets: [Int], annealing: AnnealingSchedule, normalization: Normalization
  ) {
    self.method = method
    self.targets = targets
    self.annealing = annealing
    self.normalization = normalization
  }

  /// What a curve calls its epochs.
  var phase: String { method.isPruned ? "pruning" : "training" }
}
