import Tabular
import Testing

@testable import Exchange

struct TrainedRowsTests {
  private static let features = Matrix(
    rows: 4, columns: 2, values: [0, 1, -0.0, 1, .nan, 2, 3, 4])

  @Test func equalFeaturesAreTheSameRow() throws {
    let rows = try #require(TrainedRows([0, 2], of: Self.features))
    #expect(rows.contains([0, 1]) && rows.contains([-0.0, 1]))
    #expect(rows.contains([Float(nan: 5, signaling: false), 2]))
    #expect(!rows.contains([1, 0]) && !rows.contains([3, 4]) && !rows.contains([0]))
    #expect(rows.text.utf8.count == 16)
    #expect(TrainedRows(decoding: rows.text) == rows)
  }

  @Test(arguments: ["?", "AAAA", "AAAAAAACAAAAAAAB", "AAAAAAABAAAAAAAB"])
  func anotherTextIsRefused(text: String) {
    #expect(TrainedRows(decoding: text) == nil)
  }

  @Test func aModelDoesNotGrowWithoutEnd() {
    let count = TrainedRows.limit + 1
    let features = Matrix(rows: count, columns: 1, values: (0..<count).map(Float.init))
    #expect(TrainedRows(Array(0..<count), of: features) == nil)
    #expect(TrainedRows(Array(1..<count), of: features) != nil)
  }

  @Test func aModelKeepsItsTrainingRows() throws {
    try Fixture.withFixture { fixture in
      let saved = try fixture.saved(isPruned: false)
      let bytes = try saved.encoded()
      let read = try SavedNetwork(decoding: bytes, file: "model.onnx")
      let scored = try Scored { try Scoring(by: read).score(fixture.dataset, deliver: $0) }
      #expect(scored.summary.trainedRows == 80)
      // A model of an earlier version does not say which they were.
      var model = try ONNXModelProto(decoding: bytes)
      let place = try #require(model.metadataProps.firstIndex { $0.key == TrainedRows.key })
      model.metadataProps[place].value = "oops"
      #expect { try SavedNetwork(decoding: model.encoded(), file: "model.onnx") } throws: {
        "\($0)".contains("ascending hashes of rows in 'prunebench_training_rows', found \"oops\"")
      }
      model.metadataProps.remove(at: place)
      let old = try SavedNetwork(decoding: model.encoded(), file: "model.onnx")
      let byOld = try Scored { try Scoring(by: old).score(fixture.dataset, deliver: $0) }
      #expect(byOld.summary.trainedRows == nil && byOld.probabilities == scored.probabilities)
    }
  }
}
