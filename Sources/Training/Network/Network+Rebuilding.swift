extension Network {
  /// A network made of already trained layers, which uses the given columns of a dataset.
  ///
  /// A weight of 0 is a removed connection. The hidden nodes' numbers before pruning are unknown, so they are
  /// numbered from 0.
  /// - Precondition: one feature for each input of the first layer, ascending.
  package init(features: [Int], layers: [Layer]) {
    precondition(features.count == layers[0].inputs, "Network: a feature for each input")
    self.init(layers: layers)
    self.features = features
  }
}

extension Layer {
  /// A layer made of already trained weights, `[inputs, outputs]`, and biases, `[outputs]`. A weight of 0 is a
  /// removed connection.
  /// - Precondition: the counts agree.
  package init(trained weights: [Float], biases: [Float], inputs: Int) {
    self.init(inputs: inputs, outputs: biases.count, weights: weights, biases: biases)
    if weights.contains(0) { mask = weights.map { $0 != 0 } }
  }
}
