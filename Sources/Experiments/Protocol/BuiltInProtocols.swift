extension ProtocolFile {
  /// The names of the built-in protocols: those for anyone's comparisons, then those that the committed reports are
  /// made by.
  public static let builtInNames = [
    "quick", "strict", "recommended", "methods", "given", "study", "study-irrelevant", "paper",
    "wide-start", "plain", "dense", "frontier", "core", "narrow", "high-rate", "no-decay",
    "no-normalization", "strong-l2", "even-layers", "at-once", "bounded", "unbounded", "none",
  ]

  /// The texts of the built-in protocols by name.
  public static let builtIn: [String: String] = [
    "quick": PackageResources.quick_yaml,
    "strict": PackageResources.strict_yaml,
    "recommended": PackageResources.recommended_yaml,
    "methods": PackageResources.methods_yaml,
    "given": PackageResources.given_yaml,
    "study": PackageResources.study_yaml,
    "study-irrelevant": PackageResources.study_irrelevant_yaml,
    "paper": PackageResources.paper_yaml,
    "wide-start": PackageResources.wide_start_yaml,
    "plain": PackageResources.plain_yaml,
    "dense": PackageResources.dense_yaml,
    "frontier": PackageResources.frontier_yaml,
    "core": PackageResources.core_yaml,
    "narrow": PackageResources.narrow_yaml,
    "high-rate": PackageResources.high_rate_yaml,
    "no-decay": PackageResources.no_decay_yaml,
    "no-normalization": PackageResources.no_normalization_yaml,
    "strong-l2": PackageResources.strong_l2_yaml,
    "even-layers": PackageResources.even_layers_yaml,
    "at-once": PackageResources.at_once_yaml,
    "bounded": PackageResources.bounded_yaml,
    "unbounded": PackageResources.unbounded_yaml,
    "none": PackageResources.none_yaml,
  ].mapValues { String(decoding: $0, as: UTF8.self) }

  /// The fits of a dataset that has no number of splits of its own.
  public var fitsADataset: Int {
    let description = RunDescription(self, datasets: [])
    return description.stages.map { description.fitsASplit(of: $0, on: nil) }.reduce(0, +)
      * splits.count
  }
}
