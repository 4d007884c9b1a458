import DatasetTesting
import Foundation
import Inputs
import Tabular
import TestSupport
import Testing

@testable import Datasets

/// UCI's raw files, loaded without a card: the known numbers of rows and classes.
@Suite(.realData)
struct RawFilesTests {
  struct Raw: Sendable, CustomTestStringConvertible {
    let file: String
    let target: Int
    let rows: Int
    let classes: Int
    /// The number of a column that must be left out, if there is one.
    var leftOut: [Int] = []

    var testDescription: String { file }
  }

  static let files = [
    Raw(file: "pendigits.tra", target: 17, rows: 7494, classes: 10),
    Raw(file: "pendigits.tes", target: 17, rows: 3498, classes: 10),
    Raw(file: "sat.trn", target: 37, rows: 4435, classes: 6),
    Raw(file: "sat.tst", target: 37, rows: 2000, classes: 6),
    Raw(file: "xaa.dat", target: 19, rows: 94, classes: 4),
    Raw(file: "ecoli.data", target: 9, rows: 336, classes: 8, leftOut: [1]),
    Raw(file: "iris.data", target: 5, rows: 150, classes: 3),
    Raw(file: "ionosphere.data", target: 35, rows: 351, classes: 2),
    Raw(file: "sonar.all-data", target: 61, rows: 208, classes: 2),
    Raw(file: "wdbc.data", target: 2, rows: 569, classes: 2, leftOut: [1]),
    Raw(file: "breast-cancer-wisconsin.data", target: 11, rows: 699, classes: 2, leftOut: [1]),
    Raw(file: "dermatology.data", target: 35, rows: 366, classes: 6),
    Raw(file: "page-blocks.data", target: 11, rows: 5473, classes: 5),
    Raw(file: "page-blocks.data.Z", target: 11, rows: 5473, classes: 5),
    Raw(file: "waveform.data", target: 22, rows: 5000, classes: 3),
    Raw(file: "semeion.data", target: 266, rows: 1593, classes: 2),
    Raw(file: "sensor_readings_24.data", target: 25, rows: 5456, classes: 4),
    Raw(file: "kr-vs-kp.data", target: 37, rows: 3196, classes: 2),
    Raw(file: "agaricus-lepiota.data", target: 1, rows: 8124, classes: 2),
    Raw(file: "nursery.data", target: 9, rows: 12960, classes: 5),
    Raw(file: "balance-scale.data", target: 1, rows: 625, classes: 3),
    Raw(file: "tic-tac-toe.data", target: 10, rows: 958, classes: 2),
    Raw(file: "monks-1.train", target: 1, rows: 124, classes: 2, leftOut: [8]),
    Raw(file: "monks-2.train", target: 1, rows: 169, classes: 2, leftOut: [8]),
    Raw(file: "monks-3.test", target: 1, rows: 432, classes: 2, leftOut: [8]),
    Raw(file: "soybean-large.data", target: 1, rows: 307, classes: 19),
    Raw(file: "soybean-large.test", target: 1, rows: 376, classes: 19),
    Raw(file: "audiology.standardized.data", target: 71, rows: 200, classes: 24, leftOut: [70]),
    Raw(file: "seeds_dataset.txt", target: 8, rows: 210, classes: 3),
    Raw(file: "biodeg.csv", target: 42, rows: 1055, classes: 2),
    Raw(file: "training.csv", target: 1, rows: 168, classes: 9),
    Raw(file: "testing.csv", target: 1, rows: 507, classes: 9),
    Raw(file: "winequality-red.csv", target: 12, rows: 1599, classes: 6),
    Raw(file: "winequality-white.csv", target: 12, rows: 4898, classes: 7),
    Raw(file: "Hill_Valley_with_noise_Training.data", target: 101, rows: 606, classes: 2),
    Raw(file: "clean1.data", target: 169, rows: 476, classes: 2, leftOut: [1, 2]),
    Raw(file: "krkopt.data", target: 7, rows: 28056, classes: 18),
    Raw(file: "lymphography.data", target: 1, rows: 148, classes: 4),
    Raw(file: "zoo.data", target: 18, rows: 101, classes: 7, leftOut: [1]),
    Raw(file: "hayes-roth.data", target: 6, rows: 132, classes: 3, leftOut: [1]),
    Raw(file: "hayes-roth.test", target: 5, rows: 28, classes: 3),
    Raw(file: "ann-train.data", target: 22, rows: 3772, classes: 3),
    Raw(file: "ann-test.data", target: 22, rows: 3428, classes: 3),
    Raw(file: "abalone.data", target: 9, rows: 4177, classes: 28),
    Raw(file: "adult.data", target: 15, rows: 32561, classes: 2),
    Raw(file: "adult.test", target: 15, rows: 16281, classes: 2),
    Raw(file: "bank.csv", target: 17, rows: 4521, classes: 2),
    Raw(file: "house-votes-84.data", target: 1, rows: 435, classes: 2),
    Raw(file: "student-mat.csv", target: 33, rows: 395, classes: 18),
    Raw(file: "batch1.dat", target: 1, rows: 445, classes: 6),
    Raw(file: "batch4.dat", target: 1, rows: 161, classes: 5),
    Raw(file: "optdigits.tra", target: 65, rows: 3823, classes: 10),
    Raw(file: "car.data", target: 7, rows: 1728, classes: 4),
  ]

  private func find(_ name: String) throws -> URL {
    let folder = try #require(RealData.folder)
    let paths = FileManager.default.enumerator(atPath: folder.resolvingSymlinksInPath().path)
    let path = try #require(
      paths?.first {
        ($0 as? String).map { URL(fileURLWithPath: $0).lastPathComponent == name } ?? false
      }
        as? String, "\(name) is not in \(folder.path)")
    return folder.appendingPathComponent(path)
  }

  @Test(arguments: files)
  func rawFilesLoadWithoutACard(raw: Raw) throws {
    let file = try find(raw.file)
    let table = try InspectedTable(file, target: "\(raw.target)", missing: .mode)
    let passes = PassComparison(
      file, target: "\(raw.target)", missing: .mode, samples: [1, raw.rows / 3, raw.rows - 1])
    #expect(passes.difference == nil)
    let dataset = try table.dataset()
    #expect(dataset.rows == raw.rows)
    #expect(dataset.classNames.count == raw.classes)
    let names = table.profile.guess.names
    #expect(dataset.preparation.ignoredColumns == raw.leftOut.map { names[$0 - 1] })
    for name in dataset.preparation.ignoredColumns {
      #expect(table.draft.warnings.contains { $0.hasPrefix("'\(name)' is left out") })
    }
  }

  @Test(arguments: [
    ("madelon_train.data", 500, "it is a quantity"), ("mfeat-fou", 76, "it is a quantity"),
    ("CTG.xls", 1, "an old Excel workbook"),
    ("splice.data", 1, "a column that can distinguish the classes"),
  ])
  func otherFilesAreExplained(file: String, target: Int, expected: String) throws {
    let found = message {
      _ = try InspectedTable(try find(file), target: "\(target)").dataset()
    }
    #expect(found.contains(expected), "\(found)")
  }
}
