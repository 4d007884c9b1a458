public import Tabular

extension ConnectionMask {
  /// `counts[layer]` connections of each layer, every choice equally likely.
  /// - Parameters:
  ///   - widths: features, the nodes of each hidden layer, classes.
  ///   - stream: draws the connections, layer by layer.
  /// - Precondition: no more than the dense layer has.
  public init(random counts: [Int], widths: [Int], using stream: inout RandomStream) {
    layers = counts.indices.map { layer in
      var places = Array(0..<widths[layer] * widths[layer + 1])
      precondition((0...places.count).contains(counts[layer]))
      stream.shuffle(&places)
      var kept = Array(repeating: false, count: places.count)
      for place in places.prefix(counts[layer]) { kept[place] = true }
      return kept
    }
  }

  /// As many connections in each layer, at other places: every choice equally likely.
  public func shuffled(using stream: inout RandomStream) -> ConnectionMask {
    ConnectionMask(
      layers: layers.map { layer in
        var layer = layer
        stream.shuffle(&layer)
        return layer
      })
  }
}
