public import Tabular

/// A fully connected network with ReLU hidden layers and one output for each class:
/// `W_L σ(… σ(W_1 x + b_1) …) + b_L` (paper, equation 1).
public struct Network: Hashable, Sendable {
  /// The dataset's columns that feed the first layer, ascending. Pruning can drop some.
  public package(set) var features: [Int]
  /// For each hidden layer the remaining nodes, by their numbers before any pruning.
  public package(set) var hiddenNodes: [[Int]]
  /// The layers, at least one; each has as many inputs as the one before has outputs.
  public package(set) var layers: [Layer]

  /// A network with random weights, uniform in ±1/sqrt(fan-in), drawn layer by layer.
  public init(_ architecture: Architecture, using stream: inout RandomStream) {
    self.init(
      layers: zip(architecture.widths, architecture.widths.dropFirst())
        .map { Layer(inputs: $0, outputs: $1, using: &stream) })
  }

  init(layers: [Layer]) {
    features = Array(0..<layers[0].inputs)
    hiddenNodes = layers.dropLast().map { Array(0..<$0.outputs) }
    self.layers = layers
  }

  /// The outputs of the last layer.
  public var classes: Int { layers[layers.count - 1].outputs }

  /// `[inputs, hidden…, classes]`, as they are at present.
  var widths: [Int] { [layers[0].inputs] + layers.map(\.outputs) }

  /// The number of connections kept in each layer, from the input side.
  public var connectionsByLayer: [Int] { layers.map(\.connections) }
}
