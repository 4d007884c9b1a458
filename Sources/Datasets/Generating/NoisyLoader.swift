import Foundation
import Tabular

/// Loads another dataset, and adds noise columns to it.
struct NoisyLoader: DatasetLoader {
  let base: any DatasetLoader
  let noise: NoiseColumns

  var card: DatasetCard { noise.card(of: base.card) }
  var source: DatasetCard { base.source }
  var isComputed: Bool { base.isComputed }

  func load(from files: [URL]) throws -> Dataset { try noise.added(to: base.load(from: files)) }
}
