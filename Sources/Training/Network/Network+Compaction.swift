extension Network {
  /// Removes hidden nodes without an outgoing connection, with all their incoming ones, and then features
  /// without a connection (paper, section 3.1).
  ///
  /// The network's function stays the same. The arrays shrink, so that the rest trains faster. A network
  /// without any connected feature keeps its first one.
  /// - Returns: whether anything was removed.
  @discardableResult
  package mutating func compact() -> Bool {
    var hasChanged = false
    for index in layers.indices.dropFirst().reversed() {
      let kept = layers[index].connectedInputs
      guard kept.count < layers[index].inputs else { continue }
      layers[index] = layers[index].selecting(
        inputs: kept, outputs: Array(0..<layers[index].outputs))
      layers[index - 1] = layers[index - 1].selecting(
        inputs: Array(0..<layers[index - 1].inputs), outputs: kept)
      hiddenNodes[index - 1] = kept.map { hiddenNodes[index - 1][$0] }
      hasChanged = true
    }
    let kept = layers[0].connectedInputs
    guard kept.count < layers[0].inputs else { return hasChanged }
    layers[0] = layers[0].selecting(inputs: kept, outputs: Array(0..<layers[0].outputs))
    features = kept.map { features[$0] }
    return true
  }
}

extension Layer {
  /// The inputs with at least one connection, ascending; the first input if there is none, since
  /// a layer has at least one.
  package var connectedInputs: [Int] {
    guard let mask else { return Array(0..<inputs) }
    let connected = (0..<inputs).filter { input in
      mask[input * outputs..<(input + 1) * outputs].contains(true)
    }
    return connected.isEmpty ? [0] : connected
  }
}
