import PruneBench
import CustomLoader
import DatasetTesting
import Foundation
import Testing

struct FixedWidthLoaderTests {
  /// Runs `body` with a made-up table in a temporary folder.
  func withTable(_ text: String, _ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("trees.txt")
    try Data(text.utf8).write(to: file)
    try await body(file)
  }

  @Test func theLoaderDoesWhatEveryLoaderMust() async throws {
    try await withTable("oak   1.80  5.41\nelm   4.89  4.44\nash   4.48  2.13\n") { file in
      let violations = await LoaderConformance(try FixedWidthLoader(), files: [file]).violations()
      #expect(violations == [])
    }
  }

  @Test func whatIsWrongIsLocated() async throws {
    try await withTable("oak   1.80  5.41\nelm   4.8x  4.44\n") { file in
      let error = #expect(throws: InputError.self) { try FixedWidthLoader().load(from: [file]) }
      #expect(error?.line == 2 && error?.column == 5)
    }
  }
}
