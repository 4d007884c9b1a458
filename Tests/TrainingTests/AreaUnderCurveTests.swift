import Foundation
import Tabular
import Testing
import TestSupport

@testable import Training

struct AreaUnderCurveTests {
  struct Golden: Decodable {
    let scores: [Float]
    let labels: [Int]
    let auc: Double
  }

  /// Golden/make_auc.py generated the cases.
  @Test func agreesWithScikitLearn() throws {
    let url = try #require(
      Bundle.module.url(forResource: "auc", withExtension: "json", subdirectory: "Golden"))
    let cases = try JSONDecoder().decode([Golden].self, from: Data(contentsOf: url))
    #expect(cases.count == 17)
    for golden in cases {
      let auc = try areaUnderCurve(golden.scores, isPositive: golden.labels.map { $0 == 1 })
      #expect(abs(auc - golden.auc) < 1e-12)
    }
  }

  @Test func isTheShareOfPairsInTheRightOrder() throws {
    var stream = stream("auc")
    for rows in [2, 3, 7, 40] {
      let scores = (0..<rows).map { _ in Float(stream.integer(below: 6)) }
      var isPositive = (0..<rows).map { _ in stream.integer(below: 2) == 1 }
      isPositive[0] = true
      isPositive[1] = false
      var wins = 0.0
      var pairs = 0.0
      for a in 0..<rows where isPositive[a] {
        for b in 0..<rows where !isPositive[b] {
          pairs += 1
          wins += scores[a] > scores[b] ? 1 : scores[a] == scores[b] ? 0.5 : 0
        }
      }
      #expect(try areaUnderCurve(scores, isPositive: isPositive) == wins / pairs)
      let reversed = try areaUnderCurve(scores.map { -$0 }, isPositive: isPositive)
      #expect(abs(reversed - (1 - wins / pairs)) < 1e-15)
    }
  }

  @Test func degenerateCasesAreErrors() throws {
    #expect(throws: AreaUnderCurveError.oneClassOnly) {
      try areaUnderCurve([0.1, 0.2], isPositive: [true, true])
    }
    #expect(throws: AreaUnderCurveError.oneClassOnly) {
      try areaUnderCurve([0.1, 0.2], isPositive: [false, false])
    }
    #expect(throws: AreaUnderCurveError.oneClassOnly) {
      try areaUnderCurve([Float](), isPositive: [])
    }
    #expect(throws: AreaUnderCurveError.unordered) {
      try areaUnderCurve([0.1, .nan], isPositive: [true, false])
    }
    #expect(try areaUnderCurve([Double.infinity, -.infinity], isPositive: [true, false]) == 1)
  }

  struct GoldenClasses: Decodable {
    let logits: [[Float]]
    let labels: [Int]
    let areas: [Double?]
  }

  func matrix(_ rows: [[Float]]) -> Matrix {
    Matrix(rows: rows.count, columns: rows[0].count, values: rows.flatMap(\.self))
  }

  /// Golden/make_class_areas.py generated the cases.
  @Test func areasOfClassesAgreeWithScikitLearn() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "class_areas", withExtension: "json", subdirectory: "Golden"))
    let cases = try JSONDecoder().decode([GoldenClasses].self, from: Data(contentsOf: url))
    #expect(cases.count == 6)
    for golden in cases {
      let areas = classAreas(matrix(golden.logits), labels: golden.labels)
      #expect(areas.map { $0 == nil } == golden.areas.map { $0 == nil })
      for (area, expected) in zip(areas, golden.areas) {
        if let area, let expected { #expect(abs(area - expected) < 1e-9) }
      }
    }
  }

  @Test func sureNetworksKeepTheirRanks() {
    // Both probabilities are 1 in double precision; the odds still differ.
    let logits = matrix([[60, 0], [50, 0], [0, 1]])
    #expect(classAreas(logits, labels: [0, 1, 1]) == [1, 1])
    #expect(classAreas(matrix([[.nan, 0], [0, 1]]), labels: [0, 1]) == [nil, nil])
    #expect(classAreas(matrix([[1, 0], [0, 1]]), labels: [1, 1]) == [nil, nil])
  }
}
