import Foundation
import TestSupport
import Testing

@testable import Reports
@testable import Runs

/// What a status found is kept, and holds only as long as no file has changed.
struct KeptStatusTests {
  /// Gives all files of the run a time some seconds ago, as if nothing had been written since.
  private func settle(_ folder: RunFolder) throws {
    let date = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 - 60).rounded())
    let names = try JournalFolder(folder.journalFolder).names
    let files =
      names.map { folder.journalFolder.appendingPathComponent($0) } + [
        folder.descriptionFile, folder.environmentFile,
      ]
    for file in files {
      try FileManager.default.setAttributes(
        [.modificationDate: date], ofItemAtPath: file.path)
    }
  }

  private func isKept(_ folder: RunFolder) -> Bool {
    FileManager.default.fileExists(atPath: folder.statusFile.path)
  }

  @Test func aStatusIsKeptOnceTheFilesAreOld() async throws {
    try await ReportTests().withRun { folder in
      let fresh = try RunStatus(of: folder).text
      #expect(!isKept(folder), "another change could have the same time")
      try settle(folder)
      #expect(try RunStatus(of: folder).text == fresh)
      #expect(isKept(folder))
      // That the journal is not read: a change that keeps length and time is not noticed.
      let tail = JournalFolder(folder.journalFolder).tail
      let bytes = try Data(contentsOf: tail)
      try changeUnnoticed(tail)
      #expect(try RunStatus(of: folder).text == fresh)
      try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: tail.path)
      #expect(throws: (any Error).self) { try RunStatus(of: folder) }
      try bytes.write(to: tail)
    }
  }

  @Test func whoeverWroteTheFilesLeavesAStatusAtOnce() async throws {
    try await ReportTests().withRun { folder in
      let text = try RunStatus(of: folder, shards: 2).text
      try Report(of: folder).leaveStatus(shards: 2)
      let tail = JournalFolder(folder.journalFolder).tail
      let bytes = try Data(contentsOf: tail)
      try changeUnnoticed(tail)
      #expect(try RunStatus(of: folder, shards: 2).text == text, "the journal is not read")
      // Whatever comes after it is noticed.
      try (bytes + Data("{".utf8)).write(to: tail)
      #expect(try RunStatus(of: folder, shards: 2).notes.count == 1)
      RunStatus.leave(in: folder, shards: 2)
      try changeUnnoticed(tail)
      #expect(try RunStatus(of: folder, shards: 2).notes.count == 1)
      #expect(throws: (any Error).self) { try RunStatus(of: folder) }
    }
  }

  @Test func anyChangeIsNoticed() async throws {
    try await ReportTests().withRun { folder in
      try settle(folder)
      let whole = try RunStatus(of: folder).text
      #expect(whole.contains("22 of 22 fits"))
      let tail = JournalFolder(folder.journalFolder).tail
      let bytes = try Data(contentsOf: tail)
      let end = try #require(bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")))
      // A fit less, at the same time.
      let time = try FileManager.default.attributesOfItem(atPath: tail.path)[.modificationDate]
      let handle = try FileHandle(forWritingTo: tail)
      try handle.truncate(atOffset: UInt64(end + 1))
      try handle.close()
      try FileManager.default.setAttributes(
        [.modificationDate: try #require(time)], ofItemAtPath: tail.path)
      #expect(try RunStatus(of: folder).text.contains("21 of 22 fits"))
      // Another file of the same length and time.
      try settle(folder)
      _ = try RunStatus(of: folder)
      try Data(contentsOf: tail).write(to: tail, options: .atomic)
      try settle(folder)
      #expect(try RunStatus(of: folder).text.contains("21 of 22 fits"))
      // A further file.
      try bytes[(end + 1)...].write(
        to: folder.journalFolder.appendingPathComponent("shard-1-of-2-a-1.jsonl"))
      try settle(folder)
      #expect(try RunStatus(of: folder).text.contains("22 of 22 fits"))
    }
  }

  @Test func aDamagedStatusIsFoundAnew() async throws {
    try await ReportTests().withRun { folder in
      try settle(folder)
      let status = try RunStatus(of: folder, shards: 3)
      #expect(status.shards.count == 3)
      #expect(try RunStatus(of: folder).shards.isEmpty, "of so many shards it is another")
      let text = try String(contentsOf: folder.statusFile, encoding: .utf8)
      for damaged in [text.replacing("22", with: "21"), String(text.prefix(100)), "", "{}"] {
        try Data(damaged.utf8).write(to: folder.statusFile)
        #expect(try RunStatus(of: folder).text == status.text)
      }
    }
  }
}
