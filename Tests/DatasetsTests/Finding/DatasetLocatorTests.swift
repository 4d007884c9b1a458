import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

struct DatasetLocatorTests {
  private let data: TemporaryFolder
  private let cache: TemporaryFolder
  private let registry: DatasetRegistry

  init() throws {
    data = try TemporaryFolder()
    cache = try TemporaryFolder()
    registry = try DatasetRegistry.builtIn().adding(DelimitedLoader(card: Fixtures.card()))
  }

  private func locator(hasDataFolder: Bool = true) -> DatasetLocator {
    DatasetLocator(
      dataFolder: hasDataFolder ? data.url : nil, cacheFolder: cache.url, offline: true)
  }

  private func availability(_ name: String, _ locator: DatasetLocator) throws -> String {
    try locator.availability(of: registry.loader(named: name)).rawValue
  }

  @Test func dataFolderThenCacheThenComputed() async throws {
    let locator = locator()
    #expect(try availability("flowers", locator) == "not here")
    #expect(try availability("car", locator) == "computed")
    #expect(try availability("xor", locator) == "computed")
    #expect(try availability("xor:k=2,p=3", locator) == "computed")

    try cache.write(Fixtures.flowersData, to: "flowers/flowers.data")
    #expect(try availability("flowers", locator) == "cache")
    try data.write(
      Fixtures.flowersData.replacingOccurrences(of: "1.5", with: "99"), to: "a/b/flowers.data")
    #expect(try availability("flowers", locator) == "data folder")
    #expect(try await locator.dataset(named: "flowers", in: registry).features[0, 0] == 99)

    let onlyCache = self.locator(hasDataFolder: false)
    #expect(try await onlyCache.dataset(named: "flowers", in: registry).features[0, 0] == 1.5)
    #expect(try await onlyCache.dataset(named: "car", in: registry).rows == 1728)
  }

  /// Of several at a time it is said what is said of each.
  @Test func severalAreLookedForAtOnce() throws {
    try data.write(Fixtures.flowersData, to: "a/flowers.data")
    try cache.write("x", to: "segmentation/segmentation.data")
    for hasDataFolder in [true, false] {
      let locator = locator(hasDataFolder: hasDataFolder)
      let loaders = try registry.names.map { try registry.loader(named: $0) }
      let all = try locator.availabilities(of: loaders)
      #expect(try all == loaders.map { try locator.availability(of: $0) })
      #expect(all.contains(.dataFolder) == hasDataFolder && all.contains(.absent))
    }
  }

  @Test func carIsReadWhereItIsFound() async throws {
    let text = CarDecisionModel.rows().map { $0.joined(separator: ",") + "\n" }.joined()
    try data.write(text, to: "uci/car.data")
    #expect(try availability("car", locator()) == "data folder")
    #expect(try await locator().dataset(named: "car", in: registry).provenance == "car.data")
  }

  @Test func packedFilesAreFoundUnderTheirOtherNames() async throws {
    let packed = try Packing.compressed(Array(Fixtures.flowersData.utf8))
    try data.write(packed, to: "flowers.data.Z")
    #expect(
      try await locator().dataset(named: "flowers", in: registry).provenance == "flowers.data.Z")
    try data.write(Fixtures.flowersData, to: "deeper/flowers.data")
    #expect(try await locator().dataset(named: "flowers", in: registry).rows == 6)
  }

  @Test(arguments: [
    ("a.data", ["a.data", "a.data.gz", "a.data.Z"]), ("a.Z", ["a.Z", "a", "a.gz"]),
    ("a.gz", ["a.gz", "a", "a.Z"]), (".Z", [".Z", ".Z.gz", ".Z.Z"]),
  ])
  func variants(name: String, names: [String]) { #expect(FileVariants.names(of: name) == names) }

  /// A folder with all files is preferred to folders with one file each.
  @Test func filesOfOneFolderStayTogether() async throws {
    let text = Fixtures.flowers.replacingOccurrences(
      of: "- name: flowers.data", with: "- name: one\n  - name: two")
    let registry = try DatasetRegistry().adding(DelimitedLoader(card: Fixtures.card(text)))
    let lines = Fixtures.flowersData.split(separator: "\n").map { $0 + "\n" }
    try data.write(lines[..<2].joined(), to: "b/one")
    try data.write(lines[2...].joined(), to: "b/two")
    try data.write("not this one\n", to: "a/one")
    #expect(try await locator().dataset(named: "flowers", in: registry).rows == 6)

    // Without such a folder, the first file of each name is used.
    try FileManager.default.removeItem(at: data.url.appendingPathComponent("b/one"))
    try data.write(lines[..<2].joined(), to: "a/one")
    #expect(try await locator().dataset(named: "flowers", in: registry).rows == 6)
  }

  @Test func aPartIsNotEnough() async throws {
    try data.write("", to: "segmentation.data")
    #expect(try availability("segmentation", locator()) == "not here")
    let message = await message {
      _ = try await locator().dataset(named: "segmentation", in: registry)
    }
    #expect(
      message
        == "expected segmentation.data and segmentation.test of segmentation in the folder "
        + "\(data.url.path) or in the cache; fetch it, or name the folder that holds it")
    let error = await #expect(throws: InputError.self) {
      _ = try await locator().dataset(named: "segmentation", in: registry)
    }
    #expect(error?.remedies == [.fetching(dataset: "segmentation"), .dataFolder])
    #expect(error?.code == .unreadable)
  }

  @Test func missingDataFolderIsAMistake() async throws {
    let folder = data.url.appendingPathComponent("absent")
    let locator = DatasetLocator(dataFolder: folder, cacheFolder: cache.url, offline: true)
    let message = await message { _ = try await locator.dataset(named: "car", in: registry) }
    #expect(message.hasPrefix("\(folder.path): expected a folder with data files; name another"))
    let file = try data.write("x", to: "file")
    let other = DatasetLocator(dataFolder: file, cacheFolder: cache.url, offline: true)
    #expect(throws: InputError.self) { try other.availability(of: registry.loader(named: "car")) }
    #expect(throws: InputError.self) { try locator.availability(of: registry.loader(named: "car")) }
  }

  @Test func namesStayAsTheUserWroteThem() async throws {
    let locator = DatasetLocator(
      dataFolder: URL(fileURLWithPath: "no/such/folder"), cacheFolder: cache.url)
    let message = await message { _ = try await locator.dataset(named: "car", in: registry) }
    #expect(message.hasPrefix("no/such/folder: expected a folder"))
  }

  @Test func aLinkToTheDataFolderIsFollowed() async throws {
    try data.write(Fixtures.flowersData, to: "real/x/flowers.data")
    let link = data.url.appendingPathComponent("link")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: data.url.appendingPathComponent("real"))
    let locator = DatasetLocator(dataFolder: link, cacheFolder: cache.url, offline: true)
    #expect(try await locator.dataset(named: "flowers", in: registry).rows == 6)
  }
}
