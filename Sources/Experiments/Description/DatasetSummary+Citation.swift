import Datasets

extension DatasetSummary {
  /// How to cite the dataset; nil of one that the library has no card of, or a card without a citation.
  package var citation: String? {
    // `car+noise=4` is made of `car`.
    let origin = String(name.prefix { $0 != "+" })
    guard let card = try? DatasetRegistry.builtIn().card(named: origin),
      title.hasPrefix(card.title)
    else { return nil }
    return card.source.citation
  }
}
