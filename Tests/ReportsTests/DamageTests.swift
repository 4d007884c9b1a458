import Foundation
import Inputs
import Testing
@testable import Runs

@testable import Experiments
@testable import Reports
@testable import Experiments

/// Whatever bit or digit of a run's files is changed, the run is refused, or it is the very same run.
struct DamageTests {
  /// What a folder is read as: its records and its report.
  private struct Reading: Equatable {
    let records: String
    let report: String
  }

  private static func comparison(_ folder: RunFolder) throws -> Reading {
    let report = try Report(of: folder)
    let status = try RunStatus(of: folder)
    return Reading(
      records: "\(report.records.map { ($0.key, $0.outcome, $0.seconds, $0.cost, $0.finished) })",
      report: status.text + report.markdown + report.resultsCSV + report.gridCSV
        + (try report.description.text))
  }

  private static func study(_ folder: RunFolder) throws -> Reading {
    let report = try StudyReport(of: folder)
    let status = try RunStatus(of: folder)
    return Reading(
      records: "\(report.records)",
      report: status.text + report.markdown + report.resultsCSV + (try report.description.text))
  }

  /// Does so many damages to a file of each kind, half of them to a bit and half to a digit.
  private func damage(
    _ folder: RunFolder, _ packed: RunFolder, times: Int,
    read: (RunFolder) throws -> Reading
  ) throws {
    for file in DamagedFile.allCases {
      let folder = file == .packedJournal ? packed : folder
      let whole = try read(folder)
      var damage = Damage(seed: 18)
      var refused = 0
      for number in 0..<times {
        let result = try file.damaged(by: &damage, flip: number < times / 2, in: folder) {
          Result { try read(folder) }
        }
        switch result {
        case .success(let reading):
          #expect(reading == whole, "\(file) \(number): silent")
        case .failure(let error as InputError):
          refused += 1
          #expect(error.file == file.url(in: folder).path, "\(file) \(number): \(error)")
          #expect(file != .journal || error.line != nil, "\(error)")
        case .failure(let error): Issue.record("\(file) \(number): \(error)")
        }
      }
      // A gzip file's header has some bits that mean nothing.
      #expect(file == .packedJournal ? refused > times * 9 / 10 : refused == times)
      #expect(try read(folder) == whole)
    }
  }

  @Test func noDamageToAComparisonIsSilent() async throws {
    try await ReportTests().withRun(splits: 2) { folder in
      try await withPackedCopy(of: folder, as: RunDescription.self) { packed in
        try damage(folder, packed, times: 340, read: Self.comparison)
      }
    }
  }

  @Test func noDamageToAStudyIsSilent() async throws {
    try await StudyReportTests().withReport(
      "table", methods: "[dense, hidden, all, random]", hidden: "[12]"
    ) { _, folder in
      try await withPackedCopy(of: folder, as: StudyDescription.self) { packed in
        try damage(folder, packed, times: 340, read: Self.study)
      }
    }
  }

  /// Without checksums some damage passes for another result, but none ends the process.
  @Test func noDamageToOldFilesTraps() async throws {
    try await ReportTests().withRun { folder in
      try folder.unseal()
      try countRefused(in: folder, read: Self.comparison)
    }
    try await StudyReportTests().withReport(
      "table", methods: "[dense, hidden, all]", hidden: "[12]"
    ) { _, folder in
      try folder.unseal()
      try countRefused(in: folder, read: Self.study)
    }
  }

  private func countRefused(in folder: RunFolder, read: (RunFolder) throws -> Reading) throws {
    let whole = try read(folder)
    for file in [DamagedFile.journal, .description] {
      var damage = Damage(seed: 5)
      var refused = 0
      for number in 0..<400 {
        let result = try file.damaged(by: &damage, flip: number < 200, in: folder) {
          Result { try read(folder) }
        }
        if case .failure(let error) = result {
          #expect(error is InputError)
          refused += 1
        }
      }
      #expect(refused > 200)
    }
    #expect(try read(folder) == whole)
  }

  private func withPackedCopy<Identity: RunIdentity>(
    of folder: RunFolder, as type: Identity.Type, _ body: (RunFolder) throws -> Void
  ) async throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    let packed = RunFolder(url)
    try folder.copyPacked(to: packed, of: try folder.description(as: Identity.self))
    try body(packed)
  }
}
