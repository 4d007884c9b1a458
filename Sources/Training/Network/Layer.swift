package import Tabular

/// One fully connected layer: a weight for each pair of input and output, a bias for each output.
public struct Layer: Hashable, Sendable {
  /// The nodes or features that feed the layer.
  public let inputs: Int
  /// The nodes of the layer.
  public let outputs: Int
  /// `[inputs, outputs]`, row-major.
  package var weights: Parameters
  /// `[outputs]`.
  package var biases: Parameters
  /// For each weight, whether its connection is kept; nil while none has been removed.
  package var mask: [Bool]?

  init(inputs: Int, outputs: Int, weights: [Float], biases: [Float]) {
    precondition(weights.count == inputs * outputs && biases.count == outputs)
    self.inputs = inputs
    self.outputs = outputs
    self.weights = Parameters(values: weights)
    self.biases = Parameters(values: biases)
  }

  /// A layer with weights and biases drawn uniformly from ±1/sqrt(inputs).
  package init(inputs: Int, outputs: Int, using stream: inout RandomStream) {
    let bound = 1 / Float(inputs).squareRoot()
    func draw(_ count: Int) -> [Float] {
      (0..<count).map { _ in bound * stream.symmetricUniform() }
    }
    self.init(
      inputs: inputs, outputs: outputs, weights: draw(inputs * outputs), biases: draw(outputs))
  }

  /// The weights, `[inputs, outputs]`, row-major; a removed connection's is exactly 0.
  public var weightValues: [Float] { weights.values }
  /// The biases, `[outputs]`.
  public var biasValues: [Float] { biases.values }

  /// Whether the connection from `input` to `output` is kept.
  public func isKept(_ input: Int, _ output: Int) -> Bool {
    mask?[input * outputs + output] ?? true
  }

  /// The number of connections that are kept.
  public var connections: Int {
    mask.map { $0.count { $0 } } ?? inputs * outputs
  }

  /// The layer restricted to the given inputs and outputs.
  package func selecting(inputs keptInputs: [Int], outputs keptOutputs: [Int]) -> Layer {
    let indices = keptInputs.flatMap { input in keptOutputs.map { input * outputs + $0 } }
    return Layer(
      inputs: keptInputs.count, outputs: keptOutputs.count, weights: weights.selecting(indices),
      biases: biases.selecting(keptOutputs), mask: mask.map { mask in indices.map { mask[$0] } })
  }

  private init(
    inputs: Int, outputs: Int, weights: Parameters, biases: Parameters, mask: [Bool]?
  ) {
    self.inputs = inputs
    self.outputs = outputs
    self.weights = weights
    self.biases = biases
    self.mask = mask
  }
}
