/// What a network costs to keep and to run.
public struct NetworkSize: Codable, Hashable, Sendable {
  /// Features, the nodes of each hidden layer, classes, as far as they are left.
  public let widths: [Int]
  /// The connections that are left in each layer, from the input side.
  public let connections: [Int]

  /// - Precondition: the widths have one number more than the connections.
  public init(widths: [Int], connections: [Int]) {
    precondition(widths.count == connections.count + 1)
    self.widths = widths
    self.connections = connections
  }

  /// The size of `network`. Features and nodes without any connection do not count.
  public init(of network: Network) {
    var widths = [network.layers[0].inputsInUse]
    for (layer, next) in zip(network.layers, network.layers.dropFirst()) {
      widths.append(layer.outputsInUse(before: next))
    }
    self.init(widths: widths + [network.classes], connections: network.connectionsByLayer)
  }

  /// Weights that are left, and a bias for each node and class.
  public var parameters: Int { connections.reduce(0, +) + widths.dropFirst().reduce(0, +) }

  /// The multiply-adds of a prediction that skips removed connections.
  public var sparseMultiplyAdds: Int { connections.reduce(0, +) }

  /// The multiply-adds of a prediction that multiplies by zeros, too.
  public var denseMultiplyAdds: Int { zip(widths, widths.dropFirst()).map { $0 * $1 }.reduce(0, +) }

  /// The bytes of a file that holds every weight between the nodes that are left, in single precision, and the biases.
  public var denseBytes: Int { 4 * (denseMultiplyAdds + widths.dropFirst().reduce(0, +)) }

  /// The bytes of a file that holds the weights that are left, each with the number of its input in two bytes, or four
  /// where there are more than 65,536, where each node's begin, and the biases (compressed sparse columns).
  public var sparseBytes: Int {
    zip(connections, zip(widths, widths.dropFirst())).reduce(0) { sum, layer in
      let (count, (inputs, outputs)) = layer
      return sum + count * (4 + (inputs > 65_536 ? 4 : 2)) + 4 * (outputs + 1) + 4 * outputs
    }
  }
}

extension Layer {
  /// The inputs with at least one connection.
  fileprivate var inputsInUse: Int {
    guard let mask else { return inputs }
    return (0..<inputs).count { input in
      mask[input * outputs..<(input + 1) * outputs].contains(true)
    }
  }

  /// The outputs with a connection here or in the next layer.
  fileprivate func outputsInUse(before next: Layer) -> Int {
    (0..<outputs).count { output in
      (0..<inputs).contains { isKept($0, output) }
        || (0..<next.outputs).contains { next.isKept(output, $0) }
    }
  }
}
