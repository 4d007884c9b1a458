import Foundation
import Inputs
import Tabular
import Testing
import TestSupport
@testable import Runs

@testable import Experiments

/// Files of a run that are missing, are no files, or say nothing.
struct RunFilesTests {
  func withRun(_ body: (RunFolder, Experiment) async throws -> Void) async throws {
    try await withTemporaryFolder { url in
      let experiment = try Experiment(try tinyProtocol(), on: [clusters()], workers: 1)
      try await experiment.run(into: RunFolder(url))
      try await body(RunFolder(url), experiment)
    }
  }

  /// A file that cannot be read is not one that is not there.
  @Test func whatCannotBeReadIsNotTakenForAbsent() async throws {
    try await withRun { folder, _ in
      let tail = folder.journalFolder.appendingPathComponent("fits.jsonl")
      for file in [tail, folder.descriptionFile] {
        let whole = try Data(contentsOf: file)
        defer { try? whole.write(to: file) }
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
        let inFolder = #expect(throws: InputError.self) { try folder.records() }
        #expect("\(try #require(inFolder))".contains("a file that can be read, found \"Is a dir"))
        try FileManager.default.removeItem(at: file)
        // Opening a pipe that nobody writes to would wait for ever.
        #expect(mkfifo(file.path, 0o600) == 0)
        let pipe = #expect(throws: InputError.self) { try folder.records() }
        #expect("\(try #require(pipe))".contains("found \"no regular file\""))
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createSymbolicLink(at: file, withDestinationURL: file)
        let loop = #expect(throws: InputError.self) { try folder.records() }
        #expect("\(try #require(loop))".contains("symbolic links"))
        try FileManager.default.removeItem(at: file)
      }
      #expect(try !folder.records().isEmpty)
    }
  }

  /// Who published what cannot be read would publish less than there is.
  @Test func anUnreadableTailIsNotPublished() async throws {
    try await withRun { folder, experiment in
      let tail = folder.journalFolder.appendingPathComponent("fits.jsonl")
      try FileManager.default.removeItem(at: tail)
      try FileManager.default.createDirectory(at: tail, withIntermediateDirectories: false)
      let other = RunFolder(folder.url.appendingPathComponent("published"))
      let error = #expect(throws: InputError.self) {
        try folder.copyPacked(to: other, of: experiment.description)
      }
      #expect(error?.file == tail.path)
    }
  }

  @Test(arguments: ["", "{\"cores\": 2}", "{"])
  func aDamagedEnvironmentIsWrittenAnew(text: String) async throws {
    try await withRun { folder, experiment in
      let whole = try folder.environment()
      if text.isEmpty {
        try FileManager.default.removeItem(at: folder.environmentFile)
      } else {
        try Data(text.utf8).write(to: folder.environmentFile)
      }
      let stored = try StoredRun<RunDescription>(folder)
      #expect(stored.environment == nil && stored.notes.count == 1)
      #expect(stored.notes[0].contains("environment.json is missing or damaged"))
      var notes: [String] = []
      try await experiment.run(into: folder, note: { notes.append($0) })
      #expect(notes.count == 1 && notes[0].hasSuffix("it now describes this machine"))
      #expect(try folder.environment() == whole)
    }
  }

  /// A number changed by hand is no longer what the run wrote.
  @Test func aChangedEnvironmentOrForecastIsNoticed() async throws {
    try await withRun { folder, experiment in
      let name = try experiment.description.name
      let whole = try folder.environment()
      let changed = try String(contentsOf: folder.environmentFile, encoding: .utf8)
        .replacing("\"cores\" : \(whole.cores)", with: "\"cores\" : \(whole.cores + 1)")
      try Data(changed.utf8).write(to: folder.environmentFile)
      #expect(throws: InputError.self) { try folder.environment() }

      let fresh = RunFolder(folder.url.appendingPathComponent("fresh"))
      let forecast = try await experiment.forecast()
      #expect(try fresh.keep(forecast))
      #expect(try fresh.forecast(of: name) == forecast)
      let text = try String(contentsOf: fresh.forecastFile, encoding: .utf8)
      let other = text.replacing("\"workers\" : \(forecast.workers)", with: "\"workers\" : 77")
      #expect(other != text)
      try Data(other.utf8).write(to: fresh.forecastFile)
      #expect(throws: InputError.self) { try fresh.forecast(of: name) }
      // Older ones have no checksum.
      let old = try JSONEncoder().encode(forecast)
      try old.write(to: fresh.forecastFile)
      #expect(try fresh.forecast(of: name) == forecast)
      let impossible = String(decoding: old, as: UTF8.self)
        .replacing(/"fits":\d+/, with: "\"fits\":\(Int.max)")
      try Data(impossible.utf8).write(to: fresh.forecastFile)
      #expect(throws: InputError.self) { try fresh.forecast(of: name) }
    }
  }

  /// Fits whose run is not known are not taken for another's.
  @Test func fitsWithoutADescriptionAreNotAdopted() async throws {
    try await withRun { folder, _ in
      try FileManager.default.removeItem(at: folder.descriptionFile)
      let other = try Experiment(try tinyProtocol(seed: 2), on: [clusters()], workers: 1)
      let error = await #expect(throws: InputError.self) { try await other.run(into: folder) }
      #expect("\(try #require(error))".contains("a run.yaml beside a journal with fits"))
    }
  }

  /// The name of a run is that of its description, whatever else its file says.
  @Test func aChecksumChangesNoName() throws {
    let description = RunDescription(try tinyProtocol(), datasets: [clusters()])
    let sealed = try description.sealedText
    #expect(sealed.hasPrefix("{\n  \"crc32\" : \""))
    #expect(try RunDescription(parsing: sealed, file: "run.yaml") == description)
    let changed = sealed.replacing("\"testShare\" : 0.25", with: "\"testShare\" : 0.5")
    #expect(changed != sealed)
    let error = #expect(throws: InputError.self) {
      try RunDescription(parsing: changed, file: "run.yaml")
    }
    #expect("\(try #require(error))".hasPrefix("run.yaml: expected the description of a run as"))
    let unknown = try description.text.replacing("\"engine\"", with: "\"motor\"")
    let located = #expect(throws: InputError.self) {
      try RunDescription(parsing: unknown, file: "run.yaml")
    }
    #expect(
      located?.line
        == unknown.split(separator: "\n").firstIndex { $0.contains("motor") }.map { $0 + 1 })
  }

  /// Whoever prints the file obeys no character of a title.
  @Test func hazardsOfTitlesAreEscaped() throws {
    let title = "a\u{9B}31m\u{2028}b\u{202E}c\u{200B}\u{FEFF}\u{7F}\u{E0001}"
    let description = RunDescription(
      try tinyProtocol(), datasets: [clusters(title: title)])
    let sealed = try description.sealedText
    #expect(sealed.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isHazardous })
    #expect(sealed.contains("\\u009b31m\\u2028b\\u202ec\\u200b"))
    let read = try RunDescription(parsing: sealed, file: "run.yaml")
    let names = (try read.name, try description.name)
    #expect(read == description && names.0 == names.1)
  }

  /// Counting fits and telling what is left does not look at the grid anew for each fit: what would take
  /// hours for a wide grid.
  @Test func wideGridsAreLookedAtOnce() throws {
    let widths = (1...200).map(String.init).joined(separator: ", ")
    let rates = (1...100).map { "\(Double($0) / 1e5)" }.joined(separator: ", ")
    let protocolFile = try tinyProtocol(
      grid: "{hidden: [\(widths)], l2: [\(rates)], batch: [8]}")
    let description = RunDescription(protocolFile, datasets: [clusters()])
    let records = protocolFile.grid.settings.flatMap { setting in
      (0..<3).map { fold in
        FitRecord(
          key: FitKey(
            dataset: "clusters", split: 0, phase: .search, method: .dense, setting: setting,
            level: nil, repeat: 0, fold: fold),
          outcome: .failure("diverged"), seconds: 1, finished: .distantPast)
      }
    }
    #expect(description.misfit(among: records) == nil)
    #expect(description.stageCounts(of: records)[0].failed == 60_000)
    #expect(try #require(description.standing(after: records).secondsLeft) > 0)
  }

  /// A description can say any number: it is checked before it is counted with.
  @Test func whatNoDescriptionSaysIsRefused() throws {
    let text = try RunDescription(
      tinyProtocol(densities: "[0.5]", pruning: ", output-share: 0.4"), datasets: [clusters()]
    ).text
    for (old, new, message) in [
      (/"densities" : \[\s*\[\s*0\.5\s*\]\s*\]/, "\"densities\" : [[]]", "one share"),
      (/"classRows" : \[\s*20,\s*20/, "\"classRows\" : [\(Int.max), 1", "at least 2 rows"),
      (/"classRows" : \[\s*20,\s*20/, "\"classRows\" : [-20, 60", "at least 2 rows"),
    ] {
      let changed = text.replacing(old, with: new)
      #expect(changed != text)
      let error = #expect(throws: InputError.self) {
        try RunDescription(parsing: changed, file: "run.yaml")
      }
      #expect("\(try #require(error))".contains(message), "\(String(describing: error))")
    }
  }

  /// The nodes of the equivalent network count as those of the grid.
  @Test func noNetworkIsTooLarge() throws {
    let columns = 400
    let wide = Dataset(
      name: "wide", title: "Wide",
      features: Matrix(
        rows: 60, columns: columns, values: (0..<60 * columns).map { Float($0 % 101) }),
      labels: clusters().labels, featureNames: (0..<columns).map { "x\($0)" },
      classNames: ["a", "b", "c"], provenance: "made up")
    for (nodes, isWithin) in [(700_000, true), (800_000, false)] {
      for (section, other) in [
        (/equivalent:\n.*\n/, "equivalent: {search: false, hidden: {wide: \(nodes)}}\n"),
        (/\ {2}hidden: \[6, 9\]\n/, "  hidden: [6, \(nodes)]\n"),
      ] {
        let yaml = try tinyProtocol().yaml
        let text = yaml.replacing(section, with: other)
        #expect(text != yaml)
        let protocolFile = try ProtocolFile(parsing: text, file: "large.yaml")
        let description = RunDescription(protocolFile, datasets: [wide])
        guard !isWithin else {
          try description.check(file: "run.yaml")
          continue
        }
        #expect(throws: InputError.self) { try description.check(file: "run.yaml") }
        let error = #expect(throws: InputError.self) {
          try Experiment(protocolFile, on: [wide], workers: 1)
        }
        #expect(error?.found == "[\(nodes)] hidden nodes on 400 features")
      }
    }
  }
}
