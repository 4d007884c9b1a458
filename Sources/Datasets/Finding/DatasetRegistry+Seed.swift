extension DatasetRegistry {
  /// The name of a synthetic dataset whose rows a seed draws, as `xor:k=3` becomes `xor:k=3,seed=7`; a name that has a
  /// seed, and that of any other dataset, as it is.
  package static func seeded(_ name: String, by seed: UInt64) -> String {
    let noise = NoiseColumns.mark(in: name)
    let rows = name[..<(noise?.lowerBound ?? name.endIndex)]
    let base = rows.prefix { $0 != ":" }
    guard RandomTables.keys.contains(String(base)), !rows.contains("seed=") else { return name }
    return "\(rows)\(base == rows ? ":" : ",")seed=\(seed)\(name[rows.endIndex...])"
  }
}
