import Tabular
import Testing

struct ImputerTests {
  let features = Matrix(
    rows: 5, columns: 4,
    values: [
      1, .nan, 1, 0,
      2, 7, 0, 1,
      .nan, 7, .nan, .nan,
      9, 3, 0, 1,
      4, 100, 1, 0,
    ])
  func columns(_ fill: FeatureColumn.Fill) -> [FeatureColumn] {
    [
      FeatureColumn(name: "a", features: 0..<1, isOneHot: false, fill: fill),
      FeatureColumn(name: "b", features: 1..<2, isOneHot: false, fill: fill),
      FeatureColumn(name: "c", features: 2..<4, isOneHot: true, fill: .mode),
    ]
  }

  @Test func mediansAndModesAreThoseOfTheFittedRows() {
    let median = Imputer(fitting: features, columns: columns(.median), rows: 0..<4)
    // a: 1, 2, 9; b: 3, 7, 7; c: the second level twice.
    #expect(median.fills == [2, 7, 0, 1])
    let even = Imputer(fitting: features, columns: columns(.median), rows: 0..<5)
    // a: 1, 2, 4, 9; b: 3, 7, 7, 100; c: a tie, which the first level wins.
    #expect(even.fills == [3, 7, 1, 0])
    let mode = Imputer(fitting: features, columns: columns(.mode), rows: 0..<5)
    // Of equally frequent values, the smallest wins.
    #expect(mode.fills == [1, 7, 1, 0])
  }

  @Test func onlyMissingValuesAreFilled() {
    let imputer = Imputer(fitting: features, columns: columns(.median), rows: 0..<4)
    #expect(
      imputer.filled(features).values == [
        1, 7, 1, 0, 2, 7, 0, 1, 2, 7, 0, 1, 9, 3, 0, 1, 4, 100, 1, 0,
      ])
  }

  @Test func aColumnWithoutAnyValueIsFilledWithZeros() {
    let imputer = Imputer(fitting: features, columns: columns(.median), rows: [2])
    #expect(imputer.fills == [0, 7, 0, 0])
  }
}
