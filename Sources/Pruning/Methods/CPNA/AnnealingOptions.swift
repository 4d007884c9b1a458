/// What a method that anneals may have of its own, in place of the protocol's. What is not chosen is not part of a run's
/// description, so that runs of before there were options keep their names: changing one of these defaults raises
/// `Version.engine`.
struct AnnealingOptions: Hashable, Sendable {
  /// How hidden nodes are normalised; nil for what the protocol says.
  var normalization: Normalization?
  /// μ; nil for what the protocol says.
  var rate: Double?
  /// What becomes of Adam's moments at normalisation; nil for ``Moments/rescaled``.
  var moments: Moments?
  /// Whether layers end with exactly their targets; nil for ``Counts/atMost``.
  var counts: Counts?

  /// What a layer ends with.
  enum Counts: String, CaseIterable, Hashable, Sendable {
    /// Exactly its target.
    case exact
    /// As in the paper its target, or fewer where nodes that vanished took more connections along.
    case atMost = "at-most"
  }

  /// - Parameters:
  ///   - normalizes: whether there is a choice of the normalisation.
  ///   - hasCounts: whether there is one of the counts.
  func configured(
    by options: inout MethodOptions, normalizes: Bool = true, counts hasCounts: Bool = true
  ) throws(OptionError) -> AnnealingOptions {
    var result = self
    if normalizes {
      result.normalization = try options.optionalChoice("normalization", default: normalization)
      result.moments = try options.optionalChoice("moments", default: moments)
    }
    result.rate = try options.optionalNumber(
      "annealing-rate", in: 0...Double.greatestFiniteMagnitude, default: rate,
      words: ["at-once": AnnealingSchedule.atOnce])
    if hasCounts { result.counts = try options.optionalChoice("counts", default: counts) }
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
