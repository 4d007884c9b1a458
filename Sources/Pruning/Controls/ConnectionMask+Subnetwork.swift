import Training

extension ConnectionMask {
  /// The connections of `found`, at the places that they have in the network that it was pruned from.
  /// - Parameter widths: of that network: features, the nodes of each hidden layer, classes.
  init(of found: Network, in widths: [Int]) {
    let nodes = [found.features] + found.hiddenNodes + [Array(0..<found.classes)]
    layers = found.layers.enumerated().map { index, layer in
      var kept = Array(repeating: false, count: widths[index] * widths[index + 1])
      for (input, from) in nodes[index].enumerated() {
        for (output, to) in nodes[index + 1].enumerated() where layer.isKept(input, output) {
          kept[from * widths[index + 1] + to] = true
        }
      }
      return kept
    }
  }
}
