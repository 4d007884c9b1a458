import Training

extension ConnectionScores {
  /// SynFlow's scores `∂R/∂|w| · |w|` of the connections of `mask`, where `R = 1ᵀ |W_L| … |W_1| 1` is the flow from all
  /// features to all classes, biases left out (Tanaka et al., arXiv:2006.05467, section 6); 0 for the others.
  ///
  /// They are divided by the largest, which changes no order and keeps them in single precision.
  init(flowThrough network: Network, _ mask: ConnectionMask) {
    let flows = Self.flows(through: network, mask)
    let largest = flows.joined().max() ?? 0
    layers = flows.map { $0.map { largest > 0 ? Float($0 / largest) : 0 } }
  }

  /// The scores in double precision, not divided: those of a layer add up to R.
  static func flows(through network: Network, _ mask: ConnectionMask) -> [[Double]] {
    let weights = zip(network.layers, mask.layers).map { layer, kept in
      zip(layer.weightValues, kept).map { $1 ? Double($0.magnitude) : 0 }
    }
    // What flows into each node from the features, and from it to the classes.
    var reaching = [Array(repeating: 1.0, count: network.layers[0].inputs)]
    for (layer, values) in zip(network.layers, weights) {
      var sums = Array(repeating: 0.0, count: layer.outputs)
      for (input, flow) in reaching[reaching.count - 1].enumerated() {
        for output in 0..<layer.outputs {
          sums[output] += flow * values[input * layer.outputs + output]
        }
      }
      reaching.append(sums)
    }
    var leaving = Array(repeating: 1.0, count: network.classes)
    var scores = weights
    for (index, layer) in network.layers.enumerated().reversed() {
      var sums = Array(repeating: 0.0, count: layer.inputs)
      for input in 0..<layer.inputs {
        for output in 0..<layer.outputs {
          let place = input * layer.outputs + output
          let flow = weights[index][place] * leaving[output]
          sums[input] += flow
          scores[index][place] = reaching[index][input] * flow
        }
      }
      leaving = sums
    }
    return scores
  }
}
