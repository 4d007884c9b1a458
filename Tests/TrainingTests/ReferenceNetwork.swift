import Foundation

@testable import Training

/// The naive twin of the kernels: the same network, loss and Adam step as in a textbook, in double precision,
/// one sample at a time.
struct ReferenceNetwork {
  struct Layer {
    let inputs: Int
    let outputs: Int
    var weights: [Double]  // [inputs][outputs]
    var biases: [Double]
    var mask: [Bool]?
    var moments: [(first: Double, second: Double)]  // of the weights, then the biases

    init(_ layer: Training.Layer) {
      inputs = layer.inputs
      outputs = layer.outputs
      weights = layer.weightValues.map(Double.init)
      biases = layer.biasValues.map(Double.init)
      mask = layer.mask
      moments = Array(repeating: (0, 0), count: weights.count + biases.count)
    }
  }

  var layers: [Layer]
  var step = 0

  init(_ network: Network) { layers = network.layers.map(Layer.init) }

  /// The inputs of each layer, then the logits.
  func activations(_ x: [Double]) -> [[Double]] {
    var result = [x]
    for (index, layer) in layers.enumerated() {
      var output = layer.biases
      for i in 0..<layer.inputs {
        for o in 0..<layer.outputs {
          output[o] += result[index][i] * layer.weights[i * layer.outputs + o]
        }
      }
      result.append(index == layers.count - 1 ? output : output.map { max($0, 0) })
    }
    return result
  }

  static func loss(_ logits: [Double], label: Int) -> Double {
    let top = logits.max() ?? 0
    let sum = logits.map { exp($0 - top) }.reduce(0, +)
    return log(sum) - (logits[label] - top)
  }

  func meanLoss(_ samples: [[Double]], _ labels: [Int]) -> Double {
    let losses = zip(samples, labels).map { sample, label in
      Self.loss(activations(sample)[layers.count], label: label)
    }
    return losses.reduce(0, +) / Double(losses.count)
  }

  /// The gradient of the mean loss by each layer's weights, then biases.
  func gradient(_ samples: [[Double]], _ labels: [Int]) -> [[Double]] {
    var result = layers.map { Array(repeating: 0.0, count: $0.weights.count + $0.biases.count) }
    for (sample, label) in zip(samples, labels) {
      let outputs = activations(sample)
      let logits = outputs[layers.count]
      let top = logits.max() ?? 0
      let powers = logits.map { exp($0 - top) }
      let sum = powers.reduce(0, +)
      var delta = powers.enumerated().map { index, power in
        (power / sum - (index == label ? 1 : 0)) / Double(labels.count)
      }
      for (index, layer) in layers.enumerated().reversed() {
        var below = Array(repeating: 0.0, count: layer.inputs)
        for i in 0..<layer.inputs {
          for o in 0..<layer.outputs {
            result[index][i * layer.outputs + o] += outputs[index][i] * delta[o]
            below[i] += layer.weights[i * layer.outputs + o] * delta[o]
          }
        }
        for o in 0..<layer.outputs { result[index][layer.weights.count + o] += delta[o] }
        delta = zip(below, outputs[index]).map { $1 > 0 ? $0 : 0 }
      }
    }
    return result
  }

  /// One Adam step with coupled L2 (Kingma and Ba, Algorithm 1); returns the loss before it.
  mutating func train(
    _ samples: [[Double]], _ labels: [Int], _ hyperparameters: Hyperparameters
  ) -> Double {
    let loss = meanLoss(samples, labels)
    let gradients = gradient(samples, labels)
    step += 1
    let correction1 = 1 - pow(hyperparameters.beta1, step)
    let correction2 = 1 - pow(hyperparameters.beta2, step)
    for index in layers.indices {
      func update(_ value: inout Double, _ position: Int) {
        let g = gradients[index][position] + hyperparameters.l2 * value
        var (m, v) = layers[index].moments[position]
        m = hyperparameters.beta1 * m + (1 - hyperparameters.beta1) * g
        v = hyperparameters.beta2 * v + (1 - hyperparameters.beta2) * g * g
        layers[index].moments[position] = (m, v)
        let root = (v / correction2).squareRoot() + hyperparameters.epsilon
        value -= hyperparameters.learningRate * (m / correction1) / root
      }
      for position in layers[index].weights.indices
      where layers[index].mask?[position] ?? true {
        var value = layers[index].weights[position]
        update(&value, position)
        layers[index].weights[position] = value
      }
      for position in layers[index].biases.indices {
        var value = layers[index].biases[position]
        update(&value, layers[index].weights.count + position)
        layers[index].biases[position] = value
      }
    }
    return loss
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
