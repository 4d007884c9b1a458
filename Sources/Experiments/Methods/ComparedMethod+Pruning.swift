package import Pruning

// What PruneBench's own methods take of the protocol's pruning; of another's nothing is known.
extension ComparedMethod {
  /// Whether a sub-network is trained a second time, as a control.
  package var isControl: Bool { MethodCatalogue.standard[trainedBy] is SubnetworkControl }

  /// μ of its annealing; nil for a method that does not anneal.
  package func annealingRate(under pruning: ProtocolFile.Pruning) -> Double? {
    guard hasOption("annealing-rate") else { return nil }
    if case .number(let own)? = options?["annealing-rate"] { return own }
    return pruning.annealingRate
  }

  /// How it normalises hidden nodes; nil for a method that never does.
  package func normalization(under pruning: ProtocolFile.Pruning) -> Normalization? {
    guard hasOption("normalization") else { return nil }
    return options?["normalization"].flatMap { Normalization(rawValue: "\($0)") }
      ?? pruning.normalization
  }

  private func hasOption(_ key: String) -> Bool {
    // A control has those of the method that it is of.
    var options = MethodOptions((self.options ?? [:]).filter { $0.key == "of" })
    _ = try? MethodCatalogue.standard[trainedBy]?.configured(by: &options)
    return options.known.contains(key)
  }
}
