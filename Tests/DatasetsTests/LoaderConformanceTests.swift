import DatasetTesting
import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

struct LoaderConformanceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func cardsAndComputedDatasetsConform() async throws {
    let file = try folder.write(Fixtures.flowersData, to: "flowers.data")
    let flowers = DelimitedLoader(card: try Fixtures.card())
    #expect(await LoaderConformance(flowers, files: [file]).violations() == [])
    let noisy = NoisyLoader(base: flowers, noise: try NoiseColumns(times: 2))
    #expect(await LoaderConformance(noisy, files: [file]).violations() == [])
    let computed = try DatasetRegistry.builtIn().loaders.filter(\.isComputed)
    #expect(computed.count >= 13)
    for loader in computed {
      #expect(await LoaderConformance(loader, files: []).violations() == [], "\(loader.card.name)")
    }
  }

  @Test(.realData)
  func datasetsFromFilesConform() async throws {
    let registry = try DatasetRegistry.builtIn()
    for name in [
      "segmentation", "multiple-features", "madelon", "semeion", "splice", "hayes-roth", "musk",
      "gas-drift",
    ] {
      let loader = try registry.loader(named: name)
      let locator = DatasetLocator(
        dataFolder: RealData.folder, cacheFolder: folder.url, offline: true)
      let files = try await locator.files(of: loader) { _ in }
      #expect(await LoaderConformance(loader, files: files).violations() == [], "\(name)")
    }
  }

  /// A loader that does nearly everything wrong.
  struct Careless: DatasetLoader {
    let card: DatasetCard
    let count = Counter()

    final class Counter: @unchecked Sendable {
      var loads = 0
    }

    func load(from files: [URL]) throws(InputError) -> Dataset {
      count.loads += 1
      return Dataset(
        name: "roses", title: "", features: Matrix(rows: 2, columns: 1, values: [1, .nan]),
        labels: [0, 0], featureNames: ["load \(count.loads)"], classNames: ["a", "b"],
        provenance: "")
    }
  }

  @Test func violationsAreFound() async throws {
    let file = try folder.write(Fixtures.flowersData, to: "flowers.data")
    let careless = Careless(card: try Fixtures.card())
    let violations = await LoaderConformance(careless, files: [file]).violations()
    for expected in [
      "the name is 'roses', not 'flowers'", "2 rows, not 6",
      "the features differ from the card's", "the classes differ from the card's",
      "two loads differ",
      "no row is of class 'b'", "row 2 has no finite number in 'load 1', and no rule fills it",
      "flowers.data, empty: no error", "flowers.data, cut in half: no error",
      "flowers.data, overwritten: no error", "a missing file: no error",
      "a cancelled load does not end with a CancellationError",
    ] {
      #expect(violations.contains(expected), "\(expected)")
    }
    #expect(violations.count == 12)
  }
}
