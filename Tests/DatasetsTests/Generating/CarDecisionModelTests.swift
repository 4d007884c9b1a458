import Foundation
import Tabular
import Testing

@testable import Datasets

struct CarDecisionModelTests {
  @Test func hasSeventySevenRules() {
    typealias Model = CarDecisionModel
    #expect(Model.price.map(\.count) == [4, 4, 4, 4])
    #expect(Model.comfort.map { $0.map(\.count) } == Array(repeating: [3, 3, 3], count: 4))
    #expect(Model.tech.map(\.count) == [3, 3, 3])
    #expect(Model.car.map(\.count) == [4, 4, 4, 4])
    let rules =
      [Model.price.joined().count, Model.comfort.joined().joined().count]
      + [Model.tech.joined().count, Model.car.joined().count]
    #expect(rules.reduce(0, +) == 77)
  }

  @Test func rowsCount() {
    let rows = CarDecisionModel.rows()
    #expect(rows.count == 1728)
    #expect(Set(rows.map { $0.dropLast() }).count == 1728)
    #expect(rows.first == ["vhigh", "vhigh", "2", "2", "small", "low", "unacc"])
    #expect(rows.last == ["low", "low", "5more", "more", "big", "high", "vgood"])
    // The class distribution on UCI's page.
    let counts = rows.reduce(into: [:]) { $0[$1[6], default: 0] += 1 }
    #expect(counts == ["unacc": 1210, "acc": 384, "good": 69, "vgood": 65])
  }

  /// A better grade of anything never makes a car worse: the model is monotone.
  @Test func isMonotone() {
    typealias Model = CarDecisionModel
    let scales = [
      Model.buying, Model.maint, Model.doors, Model.persons, Model.luggage, Model.safety,
    ]
    let grades = Dictionary(
      uniqueKeysWithValues: Model.rows().map { row in
        (Array(row.dropLast()), Model.classes.firstIndex(of: row[6]) ?? -1)
      })
    // With one exception: with two doors, more than four persons are less comfortable than four.
    let crowded = grades.keys.filter { $0[2] == "2" && $0[3] == "more" && $0[4] == "small" }
    for (car, grade) in grades {
      for (attribute, scale) in scales.enumerated() {
        guard let level = scale.firstIndex(of: car[attribute]), level + 1 < scale.count else {
          continue
        }
        var better = car
        better[attribute] = scale[level + 1]
        #expect(grades[better].map { $0 >= grade } ?? false || crowded.contains(better))
      }
    }
  }

  @Test func makesTheDatasetWithoutAFile() throws {
    let loader = try DatasetRegistry.builtIn().loader(named: "car")
    #expect(loader.isComputed)
    let dataset = try loader.load(from: [])
    #expect(dataset.rows == 1728)
    #expect(dataset.features.columns == 21)
    #expect(dataset.classNames == ["unacc", "acc", "good", "vgood"])
    #expect(dataset.provenance.contains("decision model"))
    #expect((0..<1728).allSatisfy { dataset.features[row: $0].reduce(0, +) == 6 })
  }
}
