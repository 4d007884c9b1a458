import Foundation
import Testing
@testable import Runs

@testable import Reports
@testable import Experiments

struct ClaimsDocumentTests {
  /// A finished study's report.
  func report(_ text: String) async throws -> StudyReport {
    let folder = RunFolder(
      FileManager.default.temporaryDirectory
        .appendingPathComponent("prunebench-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    let file = try StudyFile(parsing: text, file: "study.yaml", scale: .full)
    try await Study(file, workers: 2).run(into: folder)
    return try StudyReport(of: folder)
  }

  func text(_ name: String, figure: String, methods: String, p: Int) -> String {
    """
    study: \(name)
    title: The study \(name)
    figure: \(figure)
    methods: \(methods)
    batch: 16
    draws: 3
    initialisations: 1
    hidden: [16]
    pretraining-epochs: [40]
    hidden-epochs: 20
    hidden-connections: 16
    input-epochs: 20
    input-connections: 16
    test: 200
    problems: [{k: 1, p: \(p), n: 200}]
    """
  }

  /// k = 1 is so easy that pruned and dense networks rank nearly all samples right: what Table 1's
  /// claim about irrelevant variables takes two studies for.
  @Test func oneClaimTakesTwoStudies() async throws {
    let table = try await report(
      text("small-table", figure: "table", methods: "[dense, hidden, all]", p: 4))
    let ideal = try await report(text("ideal", figure: "sorted", methods: "[dense]", p: 1))
    let alone = ClaimsDocument([table]).markdown
    #expect(alone.contains("## The study small-table"))
    #expect(!alone.contains("without irrelevant variables."))
    let both = ClaimsDocument([ideal, table]).markdown
    #expect(both.contains("without irrelevant variables.** Holds."))
    #expect(both.contains("- yes: k = 1: median test AUC"))
  }

  /// Nothing is learned here, so that no method can be above another.
  @Test func noiseIsUndecided() async throws {
    let noise = text("noise", figure: "table", methods: "[dense, hidden, all]", p: 60)
      .replacing("k: 1", with: "k: 5").replacing(
        "pretraining-epochs: [40]", with: "pretraining-epochs: [1]")
    let claims = try await report(noise).claims
    #expect(claims.count == 2)
    #expect(claims.allSatisfy { !$0.verdict.hasPrefix("holds") }, "\(claims.map(\.verdict))")
  }
}
