import Foundation
import Inputs
import Testing
import TestSupport
@testable import Runs

@testable import Experiments

struct PublishTests {
  /// A finished run, and a folder to publish it to.
  func withRun(
    _ body: (RunFolder, RunDescription, RunFolder) throws -> Void
  ) async throws {
    try await withTemporaryFolder { url in
      let folder = RunFolder(url.appendingPathComponent("run"))
      let experiment = try Experiment(try tinyProtocol(), on: [clusters()], workers: 2)
      try await experiment.run(into: folder)
      try body(folder, experiment.description, RunFolder(url.appendingPathComponent("published")))
    }
  }

  @Test func aPublishedFolderHasTheSameRecords() async throws {
    try await withRun { folder, description, published in
      let records = try folder.records()
      for _ in 0..<2 {
        try folder.copyPacked(to: published, of: description)
        #expect(try published.records() == records)
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: published.journalFolder.path)
      #expect(files == ["fits-1.jsonl.gz"])
    }
  }

  @Test func aFolderPublishedOntoItselfKeepsItsJournal() async throws {
    try await withRun { folder, description, _ in
      let records = try folder.records()
      let same = RunFolder(folder.url.appendingPathComponent("../run"))
      try folder.copyPacked(to: same, of: description)
      #expect(try folder.records() == records)
    }
  }

  @Test func aTornLastLineIsNotPublished() async throws {
    try await withRun { folder, description, published in
      let journal = folder.journalFolder.appendingPathComponent("fits.jsonl")
      let whole = try Data(contentsOf: journal)
      try whole.dropLast(20).write(to: journal)
      try folder.copyPacked(to: published, of: description)
      #expect(try published.records() == folder.records())
    }
  }

  @Test func onlyTheSameRunIsPublishedAgain() async throws {
    try await withRun { folder, description, published in
      try folder.copyPacked(to: published, of: description)
      let text = try description.text
      let mended = text.replacing("drawn at random", with: "drawn by lot")
      #expect(mended != text)
      try published.write(SealedText.sealing(mended), to: published.descriptionFile)
      try folder.copyPacked(to: published, of: description)
      try published.write(
        SealedText.sealing(text.replacing("\"seed\" : 1", with: "\"seed\" : 2")),
        to: published.descriptionFile)
      let error = #expect(throws: InputError.self) {
        try folder.copyPacked(to: published, of: description)
      }
      #expect(error?.description.contains("holds a run with other settings") == true)
    }
  }
}
