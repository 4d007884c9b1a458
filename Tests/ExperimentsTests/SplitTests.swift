import Tabular
import Testing

@testable import Experiments

struct SplitTests {
  let labels = (0..<103).map { $0 % 10 == 0 ? 2 : $0 % 2 }

  @Test(arguments: [0.01, 0.2, 0.5, 0.99], [true, false])
  func splitsAreDisjointAndWhole(share: Double, isStratified: Bool) {
    var stream = RandomStream(seed: 1, name: "split")
    let split = Split(
      Array(0..<103), holdingOut: share, stratifiedBy: isStratified ? labels : nil, using: &stream)
    #expect((split.training + split.heldOut).sorted() == Array(0..<103))
    #expect(split.training == split.training.sorted() && split.heldOut == split.heldOut.sorted())
    #expect(!split.training.isEmpty && !split.heldOut.isEmpty)
    #expect(abs(Double(split.heldOut.count) - share * 103) <= (isStratified ? 2 : 0.5))
  }

  @Test(arguments: [2, 3, 5, 10], [true, false])
  func everyRowIsHeldOutOnce(folds: Int, isStratified: Bool) {
    var stream = RandomStream(seed: 1, name: "folds")
    let rows = Array(stride(from: 0, to: 103, by: 1)).filter { $0 % 7 != 0 }
    let splits = Split.folds(
      rows, count: folds, stratifiedBy: isStratified ? labels : nil, using: &stream)
    #expect(splits.flatMap(\.heldOut).sorted() == rows)
    for split in splits {
      #expect((split.training + split.heldOut).sorted() == rows)
      #expect(abs(split.heldOut.count - rows.count / folds) <= 1)
    }
    guard isStratified else { return }
    for label in 0..<3 {
      let counts = splits.map { $0.heldOut.count { labels[$0] == label } }
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "class \(label): \(counts)")
    }
  }

  @Test func everySplitAndRepeatIsAnother() throws {
    let data = try ExperimentData(clusters(), under: tinyProtocol())
    #expect(data.split(0) == data.split(0))
    #expect(data.split(0) != data.split(1))
    #expect(data.folds(ofSplit: 0, repeat: 0) != data.folds(ofSplit: 0, repeat: 1))
    let test = Set(data.split(0).heldOut)
    for fold in data.folds(ofSplit: 0, repeat: 1) {
      #expect(test.isDisjoint(with: fold.training + fold.heldOut), "the test part stays out")
    }
  }
}
