import Foundation
import Testing

@testable import Experiments

struct FitResultTests {
  @Test func whatIsCorrectIsKeptAsChanges() throws {
    let result = FitResult(
      trainingRows: 10, heldOutRows: 400, connections: [3, 2], effectiveConnections: 5,
      firstEpoch: 1, correct: [350, 351, 349, 349, 0, 400], loss: 0.1 + 0.2,
      predictions: TestPredictions(epoch: 6, labels: [1, 0], classes: [1, 2], logLoss: 0.75),
      history: TrainingHistory(connections: [5], losses: [0.25], correct: [350]))
    let json = try JSONEncoder().encode(result)
    #expect(
      String(decoding: json, as: UTF8.self).contains("\"correctChanges\":[350,1,-2,0,-349,400]"))
    #expect(try JSONDecoder().decode(FitResult.self, from: json) == result)
    for wrong in ["[-1]", "[401]", "[400,1]", "[0,9223372036854775807,1]"] {
      let text = String(decoding: json, as: UTF8.self)
        .replacing("[350,1,-2,0,-349,400]", with: wrong)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(FitResult.self, from: Data(text.utf8))
      }
    }
  }
}
