public import Training

/// For every connection of a network whether it is there.
public struct ConnectionMask: Hashable, Sendable {
  /// For each layer from the input side `[inputs, outputs]`, row-major.
  public var layers: [[Bool]]

  /// - Parameter layers: for each layer from the input side `[inputs, outputs]`, row-major.
  public init(layers: [[Bool]]) { self.layers = layers }

  /// How many connections each layer has.
  public var connectionsByLayer: [Int] { layers.map { $0.count(where: \.self) } }

  /// How many connections there are in all.
  public var connections: Int { connectionsByLayer.reduce(0, +) }
}

extension Network {
  /// Which connections are there.
  public var mask: ConnectionMask {
    ConnectionMask(
      layers: layers.map { $0.mask ?? Array(repeating: true, count: $0.inputs * $0.outputs) })
  }

  /// Removes the connections that are not in `mask`, and adds those of it that are not there. What is removed or
  /// added has weight 0 and moments 0.
  /// - Precondition: the mask has a place for each weight of this network.
  public mutating func connect(as mask: ConnectionMask) {
    precondition(mask.layers.count == layers.count, "Network: a mask for each layer")
    for (index, kept) in mask.layers.enumerated() { layers[index].connect(as: kept) }
  }

  /// The network with the connections of `mask`, as ``connect(as:)`` has it.
  public func connected(as mask: ConnectionMask) -> Network {
    var result = self
    result.connect(as: mask)
    return result
  }
}

extension Layer {
  fileprivate mutating func connect(as kept: [Bool]) {
    precondition(kept.count == inputs * outputs, "Layer: a place for each weight")
    let before = mask
    for index in kept.indices where !kept[index] || before.map({ !$0[index] }) ?? false {
      weights.remove(at: index)
    }
    mask = kept.allSatisfy(\.self) ? nil : kept
  }
}
