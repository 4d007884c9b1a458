import Inputs

extension DatasetCard.Generator {
  /// `car-decision-model`, or `xor:` or `clusters:` with its parameters.
  init(_ value: YAMLValue) throws(InputError) {
    guard value.isMapping else {
      guard try value.string() == "car-decision-model" else {
        throw value.error(
          expected: "car-decision-model, or a mapping with the key 'xor' or 'clusters'")
      }
      self = .carDecisionModel
      return
    }
    let generators = try value.mapping(of: ["xor", "clusters"])
    if let parameters = generators.optional("clusters") {
      if let other = generators.optional("xor") { throw other.error(expected: "one generator") }
      self = try Self.checked(parameters) { () throws(InputError) in
        .clusters(try Clusters(parameters))
      }
    } else {
      let parameters = try generators.required("xor")
      self = try Self.checked(parameters) { () throws(InputError) in .xor(try XOR(parameters)) }
    }
  }

  /// Adds the place of the parameters to a generator's errors, since the generator does not know it.
  private static func checked(
    _ parameters: YAMLValue, _ generator: () throws(InputError) -> Self
  ) throws(InputError) -> Self {
    do {
      return try generator()
    } catch let error where error.file == nil {
      throw parameters.error(expected: error.expected, hint: error.hint)
    }
  }
}

extension XOR {
  fileprivate init(_ parameters: YAMLValue) throws(InputError) {
    let xor = try parameters.mapping(of: ["k", "dimensions", "rows", "seed", "label-noise"])
    try self.init(
      k: xor.required("k").integer(in: 1...Int.max),
      dimensions: xor.required("dimensions").integer(in: 1...Int.max),
      rows: xor.required("rows").integer(in: 1...Int.max),
      seed: UInt64(xor.required("seed").integer(in: 0...Int.max)),
      labelNoise: xor.optional("label-noise")?.number(in: 0...1) ?? 0)
  }
}

extension Clusters {
  fileprivate init(_ parameters: YAMLValue) throws(InputError) {
    let clusters = try parameters.mapping(of: [
      "classes", "informative", "dimensions", "rows", "seed",
    ])
    try self.init(
      classes: clusters.required("classes").integer(in: 2...Int.max),
      informative: clusters.required("informative").integer(in: 1...Int.max),
      dimensions: clusters.required("dimensions").integer(in: 1...Int.max),
      rows: clusters.required("rows").integer(in: 1...Int.max),
      seed: UInt64(clusters.required("seed").integer(in: 0...Int.max)))
  }
}
