import Inputs

extension DatasetCard.Generator {
  /// `car-decision-model`, or `xor:` with its parameters.
  init(_ value: YAMLValue) throws(InputError) {
    guard value.isMapping else {
      guard try value.string() == "car-decision-model" else {
        throw value.error(expected: "car-decision-model, or a mapping with the key 'xor'")
      }
      self = .carDecisionModel
      return
    }
    let parameters = try value.mapping(of: ["xor"]).required("xor")
    let xor = try parameters.mapping(of: ["k", "dimensions", "rows", "seed"])
    do {
      self = .xor(
        try XOR(
          k: xor.required("k").integer(in: 1...Int.max),
          dimensions: xor.required("dimensions").integer(in: 1...Int.max),
          rows: xor.required("rows").integer(in: 1...Int.max),
          seed: UInt64(xor.required("seed").integer(in: 0...Int.max))))
    } catch let error where error.file == nil {
      // XOR itself does not know where its parameters were written.
      throw parameters.error(expected: error.expected, hint: error.hint)
    }
  }
}
