public import Tabular
public import Training

extension Network {
  /// The connections of `found` with this network's weights. If this is the initial state of the network from
  /// which `found` was pruned, that rewinds `found` to initialisation.
  /// - Precondition: `found` was pruned from a network of the same widths as this one.
  /// - Complexity: O(weights of `found`).
  public func subnetwork(of found: Network) -> Network {
    let all = [Array(0..<layers[0].inputs)] + layers.map { Array(0..<$0.outputs) }
    precondition(features == all[0] && hiddenNodes == Array(all[1..<layers.count]))
    let kept = [found.features] + found.hiddenNodes + [all[layers.count]]
    var result = self
    result.features = found.features
    result.hiddenNodes = found.hiddenNodes
    result.layers = layers.indices.map { index in
      layers[index].selecting(inputs: kept[index], outputs: kept[index + 1])
        .masked(as: found.layers[index])
    }
    return result
  }

  /// The connections of `found` with new random weights, drawn like those of a new network of its size.
  public init(connectedAs found: Network, using stream: inout RandomStream) {
    self = found
    layers = found.layers.map { layer in
      Layer(inputs: layer.inputs, outputs: layer.outputs, using: &stream).masked(as: layer)
    }
  }
}

extension Layer {
  /// The layer without the connections that are removed in `other`, which has the same shape.
  fileprivate func masked(as other: Layer) -> Layer {
    precondition(inputs == other.inputs && outputs == other.outputs)
    var result = self
    result.mask = other.mask
    for (index, isKept) in (other.mask ?? []).enumerated() where !isKept {
      result.weights.remove(at: index)
    }
    return result
  }
}
