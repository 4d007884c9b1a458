/// What a method that anneals may have of its own, in place of the protocol's.
struct AnnealingOptions: Hashable, Sendable {
  /// How hidden nodes are normalised; nil for what the protocol says.
  var normalization: Normalization?
  /// μ; nil for what the protocol says.
  var rate: Double?

  /// - Parameter normalizes: whether there is a choice of the normalisation.
  func configured(
    by options: inout MethodOptions, normalizes: Bool = true
  ) throws(OptionError) -> AnnealingOptions {
    var result = self
    if normalizes {
      result.normalization = try options.optionalChoice("normalization", default: normalization)
    }
    result.rate = try options.optionalNumber(
      "annealing-rate", in: 0...Double.greatestFiniteMagnitude, default: rate)
    return result
  }
}

extension MethodStart {
  /// The same with what a method has of its own.
  func with(_ options: AnnealingOptions) -> MethodStart {
    var result = self
    result.normalization = options.normalization ?? normalization
    result.annealing = AnnealingSchedule(
      epochs: annealing.epochs, rate: options.rate ?? annealing.rate)
    return result
  }
}
