import Foundation
import Pruning
import Tabular
import Testing

@testable import Experiments
@testable import Inputs

/// Lines of journals are read by the names of their members, or by `Decodable`: both ways mean the same.
struct FitReadingTests {
  /// A record that `Decodable` alone reads.
  private struct Plain: Decodable {
    let record: FitRecord
    init(from decoder: any Decoder) throws { record = try FitRecord(from: decoder) }
  }

  private func result(
    predictions: TestPredictions? = nil, history: TrainingHistory? = nil
  ) -> FitRecord.Outcome {
    .result(
      FitResult(
        trainingRows: 40, heldOutRows: 10, connections: [12, 6], effectiveConnections: 17,
        firstEpoch: 3, correct: [4, 9, 9, 10, 8], loss: 0.03125, predictions: predictions,
        history: history, widths: predictions.map { _ in [4, 3, 2] },
        features: history.map { _ in [0, 7, 1000, 65536] }))
  }

  private func record(
    _ outcome: FitRecord.Outcome, _ phase: FitKey.Phase = .search, level: Level? = nil,
    scaling: Scaling? = nil, method: MethodName = .dense, cost: FitRecord.Cost? = nil
  ) -> FitRecord {
    FitRecord(
      key: FitKey(
        dataset: "a \"set\" of more than fifteen bytes", split: 1, phase: phase, method: method,
        setting: Setting(
          hidden: [3], l2: 1e-4, batch: 16, learningRate: scaling.map { _ in 0.5 },
          rateDecay: nil, scaling: scaling),
        level: level, repeat: 0, fold: phase == .search ? 2 : nil),
      outcome: outcome, seconds: 0.25, cost: cost,
      finished: Date(timeIntervalSince1970: 1_777_636_800))
  }

  private var lines: [[UInt8]] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.dateEncodingStrategy = .iso8601
      return try [
        record(result()),
        record(result(), level: .perLayer([0.5, 0.25]), scaling: .robust, method: .cpna),
        record(result(), level: .budget(density: 0.5, outputShare: 0.125), method: "snip"),
        record(.failure("the loss is not finite")),
        record(
          result(
            predictions: TestPredictions(epoch: 4, labels: [0, 1], classes: [1, 1], logLoss: 0.5)),
          .final, cost: FitRecord.Cost(training: 1, prediction: 1e-6)),
        record(
          result(
            predictions: TestPredictions(
              epoch: 4, labels: [0, 1], classes: [1, 1], logLoss: nil, areas: [1, 0.5]),
            history: TrainingHistory(
              connections: [18, 18], losses: [0.5, 1], correct: [4, 10])), .final),
        record(
          result(
            predictions: TestPredictions(
              epoch: 4, labels: [0, 1], classes: [1, 1], logLoss: 2, areas: [nil, 1])), .final),
      ].map { Array(try encoder.encode($0)) }
    }
  }

  /// What both ways make of a line.
  private func expectTheSame(_ line: [UInt8]) {
    func read<Value: Decodable>(_ type: Value.Type) -> Result<Value, JSONFault> {
      Result { () throws(JSONFault) in try StrictJSONDecoder(JSONTape(line)).decode(type) }
    }
    #expect(
      read(FitRecord.self) == read(Plain.self).map(\.record),
      "\(String(decoding: line, as: UTF8.self))")
  }

  @Test func aLineMeansTheSameEitherWay() throws {
    for line in try lines {
      expectTheSame(line)
      let tape = JSONTape(line)
      try tape.parse(0..<line.count, keepingLists: true)
      var fields = try #require(JSONFields(tape, at: 0))
      let isUsual = !line.contains("failure") && !line.contains("null")
      let isRead = FitRecord(reading: &fields) != nil && fields.areAllRead
      #expect(isRead == isUsual, "\(String(decoding: line, as: UTF8.self))")
    }
  }

  @Test func damagedLinesAreTheSameFaultEitherWay() throws {
    for line in try lines {
      for place in line.indices {
        for bit in 0..<8 {
          var damaged = line
          damaged[place] ^= 1 << UInt8(bit)
          expectTheSame(damaged)
        }
        expectTheSame(Array(line[..<place] + line[(place + 1)...]))
      }
    }
  }

  @Test(arguments: [
    (#""seconds":0.25"#, #""seconds":0.25,"more":1"#), (#""split":1"#, #""split":1,"split":1"#),
    (#""split":1"#, #""split":1.0"#), (#""split":1"#, #""spl\u0069t":1"#),
    (#""fold":2,"#, #""fold":null,"#), (#""fold":2,"#, ""), (#""phase":"search""#, #""phase":"x""#),
    (#""batch":16"#, #""batch":16,"scaling":"none""#), (#""dense""#, #""best""#),
    ("[4,5,0,1,-2]", "[4,5,0,2,-2]"), ("[4,5,0,1,-2]", "[9223372036854775807,1]"),
    ("[4,5,0,1,-2]", "[]"), ("[4,5,0,1,-2]", "[4, 5,0,1,-2]"), ("[4,5,0,1,-2]", "[4,5,-0,1,-2]"),
    ("[4,5,0,1,-2]", "[4,05,0,1,-2]"), ("[4,5,0,1,-2]", "[4,5,0,1,-]"), ("[4,5,0,1,-2]", "[4,5,]"),
    ("[4,5,0,1,-2]", "[4,5,0,1,-2,0.5]"), ("[4,5,0,1,-2]", "[4,5,null]"), ("[12,6]", "[12.0,6]"),
    (#""loss":0.03125"#, #""loss":1e999"#), ("T12", "T24"),
    (#"{"result":{"_0":"#, #"{"result":{"_1":"#), (#""hidden":[3]"#, #""hidden":[[3]]"#),
    (#""hidden":[3]"#, #""hidden":{}"#), (#""batch":16"#, #""batch":16,"l3":0"#),
  ])
  func hostileLinesAreTheSameFaultEitherWay(old: String, new: String) throws {
    let line = String(decoding: try #require(try lines.first), as: UTF8.self)
    #expect(line.contains(old), "\(line)")
    expectTheSame(Array(line.replacing(old, with: new).utf8))
  }
}

extension [UInt8] {
  fileprivate func contains(_ text: String) -> Bool {
    String(decoding: self, as: UTF8.self).contains(text)
  }
}
