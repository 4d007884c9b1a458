import Foundation
import Tabular
import Testing
import TestSupport

@testable import Datasets

/// UCI's own files, loaded like a user's.
@Suite(.realData) struct RealDataTests {
  /// The paper's Table 2 and datasets whose files need more than one field a column, with sums computed independently by `Golden/uci_sums.py`: `sum` of all features,
  /// `weighted` by place to detect swapped values, and `labels`.
  @Test(arguments: [
    ("car", 4, 21, 1728, 10368.0, 497069.0, 32125),
    ("segmentation", 7, 19, 2310, 1081148.699227442, 51843522.28333093, 315308),
    ("optdigits", 10, 64, 5620, 1766476.0, 84900893.0, 1_129_602),
    ("multiple-features", 10, 216, 2000, 137492808.0, 6599294189.0, 401907),
    ("isolet", 26, 617, 7797, 311717.4698853408, 14973913.196259987, 4_391_288),
    ("madelon", 2, 500, 2600, 634479344.0, 30454759580.0, 58957),
    ("multiple-features-all", 10, 649, 2000, 159936726.8702219, 7676005072.84041, 401907),
    ("semeion", 10, 256, 1593, 134016.0, 6428422.0, 320180),
    ("splice", 3, 480, 3190, 191400.0, 9183675.0, 184132),
    ("gas-drift", 6, 128, 803, 436189798.51221, 20952041191.766308, 79944),
    ("adult", 2, 108, 48842, 9325297981.0, 447953159819.0, 529401),
  ])
  func isWhatNumpyReads(
    name: String, classes: Int, features: Int, rows: Int, sum: Double, weighted: Double, labels: Int
  ) async throws {
    let dataset = try await RealData.load(name)
    #expect(dataset.rows == rows)
    #expect(dataset.features.columns == features)
    #expect(dataset.classNames.count == classes)
    #expect(Set(dataset.labels).count == classes)

    var total = 0.0
    var weightedTotal = 0.0
    dataset.features.values.withUnsafeBufferPointer { values in
      for row in 0..<rows {
        for column in 0..<features {
          let value = Double(values[row * features + column])
          total += value
          weightedTotal += value * Double((31 * row + 17 * column) % 97)
        }
      }
    }
    #expect(abs(total - sum) <= 1e-9 * abs(sum))
    #expect(abs(weightedTotal - weighted) <= 1e-9 * abs(weighted))
    #expect(
      dataset.labels.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 89 + 1) } == labels)
  }

  /// ISOLET as UCI compresses it, but truncated: the only format that does not show this itself.
  @Test(arguments: [2, 1000, 100_000, 1_897_264])
  func truncatedISOLET(count: Int) async throws {
    let folder = try TemporaryFolder()
    let source = try #require(RealData.folder)
    let name = "isolet5.data.Z"
    let path = FileManager.default.enumerator(atPath: source.path)?
      .first { ($0 as? String)?.hasSuffix(name) == true }
    let whole = try Data(
      contentsOf: source.appendingPathComponent(try #require(path as? String)))
    let file = try folder.write(whole.prefix(count), to: name)
    let card = try DatasetRegistry.builtIn().card(named: "isolet")
    let text = message { _ = try DelimitedLoader(card: card).load(from: [file]) }
    #expect(text.hasPrefix(file.path + ":"), "\(text)")
    #expect(text.contains("truncated"), "\(text)")
  }
}
