import Inputs
import Pruning
import Training

/// What `--keep` says: `120+32` connections of the layers from the input side, `10%` of every layer's, or `5%+50%`.
struct KeptConnections {
  /// For each layer the connections to keep.
  let targets: [Int]

  /// - Throws: ``InputError`` if it is neither, or keeps nothing of a layer or more than there is.
  init(_ text: String, of architecture: Architecture) throws(InputError) {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    let layers = architecture.connectionsByLayer
    let shares = parts.compactMap { part -> Double? in
      guard part.hasSuffix("%"), let share = Double(part.dropLast()), share > 0, share <= 100
      else { return nil }
      return share / 100
    }
    let counts = parts.compactMap { Int($0) }
    if shares.count == parts.count, [1, layers.count].contains(shares.count) {
      targets = Density(shares).targets(for: architecture)
    } else if counts.count == parts.count, counts.count == layers.count,
      zip(counts, layers).allSatisfy({ (1...$1).contains($0) })
    {
      targets = counts
    } else {
      throw InputError(
        .usage,
        expected: "at most \(layers.map(String.init).joined(separator: "+")) connections, or one "
          + "share such as 10% or one of each layer, for --keep", found: text)
    }
  }
}
