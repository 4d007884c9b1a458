import Foundation
import Tabular
import Testing

@testable import Statistics

/// Scores of each class against scikit-learn, and the stability of choices against NumPy: Golden/make_classes.py.
struct ClassTests {
  struct Golden: Decodable {
    struct Classes: Decodable {
      let labels, predicted: [Int]
      let classes: Int
      let matrix: [[Int]]
      let precision, recall, f1: [Double?]
    }
    struct Stability: Decodable {
      let choices: [[Int]]
      let features: Int
      let value, deviation: Double
    }
    let classes: [Classes]
    let stability: [Stability]
  }

  func golden() throws -> Golden {
    let url = try #require(
      Bundle.module.url(forResource: "classes", withExtension: "json", subdirectory: "Golden"))
    return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
  }

  func isNear(_ a: Double?, _ b: Double?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return (a - b).magnitude <= 1e-12
  }

  @Test func scoresOfEachClassAreThoseOfScikitLearn() throws {
    for one in try golden().classes {
      let matrix = ConfusionMatrix(
        labels: one.labels, predicted: one.predicted, classes: one.classes)
      #expect(matrix.counts == one.matrix)
      for label in 0..<one.classes {
        #expect(isNear(matrix.precision(label), one.precision[label]))
        #expect(isNear(matrix.recall(label), one.recall[label]))
        // Of a class without rows and predictions scikit-learn has no score either.
        #expect(isNear(matrix.f1(label), one.f1[label]))
      }
    }
  }

  @Test func matricesAddUp() {
    var sum = ConfusionMatrix(labels: [0, 1], predicted: [0, 0], classes: 2)
    sum += ConfusionMatrix(labels: [1, 1], predicted: [1, 0], classes: 2)
    #expect(sum.counts == [[1, 0], [2, 1]])
  }

  @Test func stabilityIsThatOfThePaper() throws {
    for one in try golden().stability {
      let stability = try #require(SelectionStability(one.choices, features: one.features))
      #expect(isNear(stability.value, one.value))
      let half = 1.959963984540054 * one.deviation
      #expect(isNear(stability.interval.lowerBound, min(1, one.value - half)))
      #expect(isNear(stability.interval.upperBound, min(1, one.value + half)))
    }
  }

  @Test func equalChoicesAreStableAndChoicesOfAllAreNone() {
    #expect(SelectionStability([[1, 3], [1, 3], [1, 3]], features: 9)?.value == 1)
    #expect(SelectionStability([[0, 1, 2], [0, 1, 2]], features: 3) == nil)
    #expect(SelectionStability([[], []], features: 3) == nil)
    #expect(SelectionStability([[1]], features: 3) == nil)
    #expect(SelectionStability([], features: 0) == nil)
  }

  /// Of features that are chosen independently, each with a probability of its own, the true stability is known.
  @Test func intervalsCoverTheTrueStability() {
    var stream = RandomStream(seed: 1, name: "stability")
    let probabilities = (0..<60).map { Double($0 % 6) / 6 + 0.05 }
    let mean = probabilities.reduce(0, +) / 60
    let truth =
      1 - probabilities.map { $0 * (1 - $0) }.reduce(0, +) / 60 / (mean * (1 - mean))
    let covered = (0..<400).count { _ in
      let choices = (0..<30).map { _ in
        probabilities.indices.filter {
          Double.random(in: 0..<1, using: &stream) < probabilities[$0]
        }
      }
      return SelectionStability(choices, features: 60)?.interval.contains(truth) ?? false
    }
    #expect((360...396).contains(covered), "\(covered) of 400 intervals")
  }
}
