extension Network {
  /// A network of weights that were trained before, which uses the given columns of a dataset.
  ///
  /// A weight of 0 is a connection that was removed. What the hidden nodes were numbered before any
  /// pruning is not known: they are numbered anew.
  /// - Precondition: one feature for each input of the first layer, ascending.
  package init(features: [Int], layers: [Layer]) {
    precondition(features.count == layers[0].inputs, "Network: a feature for each input")
    self.init(layers: layers)
    self.features = features
  }
}

extension Layer {
  /// A layer of weights, `[inputs, outputs]`, and biases, `[outputs]`, that were trained before; a
  /// weight of 0 is a connection that was removed.
  /// - Precondition: the counts agree.
  package init(trained weights: [Float], biases: [Float], inputs: Int) {
    self.init(inputs: inputs, outputs: biases.count, weights: weights, biases: biases)
    if weights.contains(0) { mask = weights.map { $0 != 0 } }
  }
}
