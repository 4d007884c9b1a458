import Tabular
import Testing

@testable import Experiments

struct SplitTests {
  let labels = (0..<103).map { $0 % 10 == 0 ? 2 : $0 % 2 }

  @Test(arguments: [0.01, 0.2, 0.5, 0.99], [true, false])
  func splitsAreDisjointAndWhole(share: Double, isStratified: Bool) {
    var stream = RandomStream(seed: 1, name: "split")
    let split = Split(
      Array(0..<103), holdingOut: share, stratifiedBy: isStratified ? labels : nil,
      groups: RowGroups(rows: 103), using: &stream)
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
      rows, count: folds, stratifiedBy: isStratified ? labels : nil,
      groups: RowGroups(rows: 103), using: &stream)
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

  /// Rows with the same features, and rows of one group, are never parted.
  @Test(arguments: [false, true])
  func groupsStayTogether(isStratified: Bool) {
    var random = RandomStream(seed: 3, name: "rows")
    // Some sixty different rows of 200, each in one of 90 groups.
    let values = (0..<200).flatMap { _ in
      (0..<3).map { _ in [Float(0), 1, 2, .nan][random.integer(below: 4)] }
    }
    let dataset = Dataset(
      name: "twins", title: "Twins", features: Matrix(rows: 200, columns: 3, values: values),
      labels: (0..<200).map { $0 % 3 }, featureNames: ["a", "b", "c"],
      classNames: ["x", "y", "z"], provenance: "test",
      groups: (0..<200).map { row in row < 30 ? row / 3 : 100 + row })
    let groups = RowGroups(dataset)
    let bound = groups.units(of: Array(0..<200)).filter { $0.count > 1 }
    #expect(groups.boundRows == bound.joined().count && groups.boundRows > 150)
    let labels = isStratified ? dataset.labels : nil
    for index in 0..<20 {
      var stream = RandomStream(seed: 1, name: "split-\(index)")
      let split = Split(
        Array(0..<200), holdingOut: 0.25, stratifiedBy: labels, groups: groups, using: &stream)
      #expect((split.training + split.heldOut).sorted() == Array(0..<200))
      #expect((30...60).contains(split.heldOut.count), "\(split.heldOut.count)")
      let folds = Split.folds(
        split.training, count: 4, stratifiedBy: labels, groups: groups, using: &stream)
      #expect(folds.flatMap(\.heldOut).sorted() == split.training)
      for part in [split] + folds {
        let (training, heldOut) = (Set(part.training), Set(part.heldOut))
        for unit in bound {
          #expect(
            unit.allSatisfy { !training.contains($0) } || unit.allSatisfy { !heldOut.contains($0) })
        }
      }
    }
  }

  @Test func missingValuesAndSignedZerosAreTheSame() {
    let features = Matrix(rows: 4, columns: 2, values: [0, .nan, -0.0, -.nan, 1, .nan, 0, 1])
    let dataset = Dataset(
      name: "twins", title: "Twins", features: features, labels: [0, 1, 0, 1],
      featureNames: ["a", "b"], classNames: ["x", "y"], provenance: "test")
    #expect(RowGroups(dataset).units(of: [0, 1, 2, 3]) == [[0, 1], [2], [3]])
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
