import Foundation
public import Inputs

/// The datasets that can be loaded by name.
public struct DatasetRegistry: Sendable {
  /// The loaders, in the order in which they are listed.
  public private(set) var loaders: [any DatasetLoader]

  /// A registry without any dataset.
  public init() { loaders = [] }

  /// The datasets whose cards are part of the library: UCI's, the paper's five first, then the synthetic ones.
  /// - Throws: ``InputError`` if one of these cards is wrong, which would be a bug.
  public static func builtIn() throws(InputError) -> DatasetRegistry { try standard.get() }

  /// Read once, since a suite asks for many datasets.
  private static let standard = Result { () throws(InputError) in try read() }

  private static func read() throws(InputError) -> DatasetRegistry {
    let cards: [(file: String, bytes: [UInt8])] = [
      ("car", PackageResources.car_yaml),
      ("segmentation", PackageResources.segmentation_yaml),
      ("optdigits", PackageResources.optdigits_yaml),
      ("multiple-features", PackageResources.multiple_features_yaml),
      ("isolet", PackageResources.isolet_yaml),
      ("tic-tac-toe", PackageResources.tic_tac_toe_yaml),
      ("balance-scale", PackageResources.balance_scale_yaml),
      ("monks-1", PackageResources.monks_1_yaml), ("monks-2", PackageResources.monks_2_yaml),
      ("monks-3", PackageResources.monks_3_yaml), ("nursery", PackageResources.nursery_yaml),
      ("waveform-uci", PackageResources.waveform_uci_yaml),
      ("xor", PackageResources.xor_yaml), ("clusters", PackageResources.clusters_yaml),
      ("waveform", PackageResources.waveform_yaml), ("led", PackageResources.led_yaml),
      ("twonorm", PackageResources.twonorm_yaml), ("ringnorm", PackageResources.ringnorm_yaml),
    ]
    var registry = DatasetRegistry()
    for (name, bytes) in cards + UCICards.files {
      let text = String(decoding: bytes, as: UTF8.self)
      registry = try registry.adding(
        Self.loader(for: DatasetCard(parsing: text, file: "data/\(name).yaml")))
    }
    return registry
  }

  /// This registry with one more dataset.
  /// - Throws: ``InputError`` (usage) if there is already a dataset of that name.
  public func adding(_ loader: any DatasetLoader) throws(InputError) -> DatasetRegistry {
    guard !names.contains(loader.card.name) else {
      throw InputError(
        .usage, code: .duplicate, expected: "a dataset name that is not taken",
        found: loader.card.name)
    }
    var registry = self
    registry.loaders.append(loader)
    return registry
  }

  /// The names of all datasets.
  public var names: [String] { loaders.map(\.card.name) }

  /// The cards of all datasets.
  public var cards: [DatasetCard] { loaders.map(\.card) }

  /// The card of the dataset `name`; see ``loader(named:)``.
  public func card(named name: String) throws(InputError) -> DatasetCard {
    try loader(named: name).card
  }

  /// The dataset `name`: one of ``names``, a user's card (`path/to/card.yaml`), a synthetic dataset with
  /// parameters (`xor:k=4,p=20,n=1000,seed=7`), or any of them with noise columns (`car+noise=4`).
  /// - Throws: ``InputError`` that suggests the nearest name if there is no such dataset, or says what is wrong
  ///   with the card.
  public func loader(named name: String) throws(InputError) -> any DatasetLoader {
    if let loader = loaders.first(where: { $0.card.name == name }) { return loader }
    if Suite.isNamed(by: name) {
      throw InputError(
        .usage, expected: "one dataset", found: name,
        hint: "a suite is several: name one of its datasets")
    }
    if let (base, noise) = try NoiseColumns.split(name) {
      return NoisyLoader(base: try loader(named: base), noise: noise)
    }
    if let colon = name.firstIndex(of: ":"),
      let card = cards.first(where: { $0.name == name[..<colon] }), let generator = card.generator,
      generator.randomTable != nil
    {
      return Self.loader(for: card.with(try generator.named(name)))
    }
    if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      let file = URL(fileURLWithPath: name)
      guard !Suite.recognises(file) else {
        throw InputError(
          .usage, code: .mismatch, file: file.relativePath, expected: "a card", found: "a suite",
          hint: "name it '\(Suite.prefixed(name))'")
      }
      return Self.loader(for: try DatasetCard(contentsOf: file))
    }
    let nearest = nearestWord(to: name, in: names)
    let known = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
    throw InputError(
      .usage, code: .unknownName,
      expected: "a dataset (\(known)) or a card's path",
      found: name, hint: nearest.map { "did you mean '\($0)'?" })
  }

  /// The loader for the dataset of a card: by its generator if it has one, otherwise from its files.
  public static func loader(for card: DatasetCard) -> any DatasetLoader {
    if let generator = card.generator {
      GeneratedLoader(card: card, generator: generator)
    } else {
      DelimitedLoader(card: card)
    }
  }
}
