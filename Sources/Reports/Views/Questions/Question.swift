import Experiments
import Pruning

/// A question that was decided on before a run, about its methods over its datasets. All its comparisons are corrected
/// together.
package struct Question: Hashable, Sendable {
  /// What is compared.
  enum Kind: Hashable, Sendable {
    /// Each method with each of these, at the same share of connections, by test accuracy.
    case methods(minus: [MethodName])
    /// Each method with itself, with so many hidden nodes and with others, by validation accuracy.
    case widths(Int, minus: Int)
    /// Whether each method's difference to each of these grows from one number of noise columns to the next, each given
    /// as a multiple of the dataset's own.
    case noise([Int], minus: [MethodName])
  }

  /// What is asked, as a heading.
  let title: String
  /// The methods that are compared.
  let methods: [MethodName]
  let kind: Kind
  /// The shares of connections that pruned methods keep, one comparison each; without one, what validation chose.
  let keep: [Level?]
  /// Whether it was decided on before the run.
  let isPlanned: Bool
  /// Whether it only shows differences, and decides nothing.
  let isReference: Bool
}
