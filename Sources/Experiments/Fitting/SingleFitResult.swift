import Foundation
package import Pruning
import Training

/// What one network came to, as `prunebench fit` prints it.
package struct SingleFitResult: Codable, Hashable, Sendable {
  /// How well a network does on some rows.
  package struct Scores: Codable, Hashable, Sendable {
    /// The mean cross-entropy.
    package let loss: Double
    /// The share of the rows that are classified correctly.
    package let accuracy: Double
    /// The area under the ROC curve; nil unless there are rows of two classes.
    package let auc: Double?
  }

  /// One epoch of the curve.
  package struct Epoch: Codable, Hashable, Sendable {
    /// `pretraining`, `pruning`, `training` or `control`.
    package let phase: String
    /// The connections left in all layers.
    package let connections: Int
    /// On the rows trained on, after the epoch.
    package let training: Scores
    /// On those held out; nil if there are none.
    package let test: Scores?
    /// The nodes left in all hidden layers.
    package let hiddenNodes: Int
    /// The largest magnitude of a hidden node's bias: where training diverges, this grows first.
    package let largestBias: Float
  }

  /// The dataset's short name.
  package let dataset: String
  /// The network before any pruning: `21x64+64x4 = 1600`.
  package let architecture: String
  /// The seed of split, weights and minibatches.
  package let seed: UInt64
  /// Adam's learning rate.
  package let learningRate: Double
  /// The share of the last epochs over which it fell to 0; nil if it stayed.
  package let rateDecay: Double?
  /// The coefficient of the L2 penalty.
  package let l2: Double
  /// Samples a minibatch.
  package let batch: Int
  /// The method of a comparison that trained it, if one did.
  package let method: String?
  /// What the sub-network was trained again from; nil if it is as pruning left it.
  package let control: SubnetworkStart?
  /// Epochs of pretraining and pruning.
  package let epochs: Int
  /// The connections left in each layer, from the input side.
  package let connections: [Int]
  /// Those on a path from a feature to a class.
  package let effectiveConnections: Int
  /// The names of the features left.
  package let features: [String]
  /// The nodes left in each hidden layer.
  package let hiddenNodes: [Int]
  /// The rows trained on.
  package let trainingRows: Int
  /// The rows held out.
  package let testRows: Int
  /// On the rows trained on, after the last epoch.
  package let training: Scores
  /// On those held out; nil if there are none.
  package let test: Scores?
  /// The time that the fit took.
  package let seconds: Double

  /// The result as JSON with sorted keys.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // A diverged network has no result, so every number is finite.
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// A curve as comma-separated values, a row an epoch; what there is none of is empty.
  package static func csv(_ curve: [Epoch]) -> String {
    var text =
      "epoch,phase,connections,training_loss,test_loss,training_accuracy,test_accuracy,"
      + "training_auc,test_auc,hidden_nodes,largest_bias\n"
    for (index, epoch) in curve.enumerated() {
      func cell(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
      let aucs = [epoch.training.auc, epoch.test?.auc].map(cell)
      text +=
        "\(index + 1),\(epoch.phase),\(epoch.connections),\(epoch.training.loss),"
        + "\(cell(epoch.test?.loss)),\(epoch.training.accuracy),\(cell(epoch.test?.accuracy)),"
        + aucs.joined(separator: ",") + ",\(epoch.hiddenNodes),\(epoch.largestBias)\n"
    }
    return text
  }
}
