extension Network {
  /// The number of connections on a path from a feature to a class. The others do nothing that a bias could not
  /// do (nominal and effective counts: arXiv:2107.02306).
  /// - Complexity: O(connections of the dense network).
  public var effectiveConnections: Int { livePaths.connections }

  /// The dataset's columns with a path to a class, ascending: the others do not change any prediction.
  /// - Complexity: O(connections of the dense network).
  public var effectiveFeatures: [Int] { livePaths.inputs.map { features[$0] } }

  /// What is on a path from a feature to a class: how many connections, and which inputs of the first layer.
  private var livePaths: (connections: Int, inputs: [Int]) {
    // reached[l]: the inputs of layer l that a feature reaches.
    var reached = [Array(repeating: true, count: layers[0].inputs)]
    for (index, layer) in layers.enumerated() {
      reached.append(
        (0..<layer.outputs).map { output in
          (0..<layer.inputs).contains { layer.isKept($0, output) && reached[index][$0] }
        })
    }
    var reaching = Array(repeating: true, count: classes)
    var count = 0
    for (index, layer) in layers.enumerated().reversed() {
      var inputsReaching = Array(repeating: false, count: layer.inputs)
      for input in 0..<layer.inputs {
        for output in 0..<layer.outputs where layer.isKept(input, output) && reaching[output] {
          inputsReaching[input] = true
          if reached[index][input] { count += 1 }
        }
      }
      reaching = inputsReaching
    }
    return (count, reaching.indices.filter { reaching[$0] })
  }
}
