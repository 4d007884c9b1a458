import Foundation
import Inputs
import Testing
@testable import Runs

@testable import Experiments
@testable import Reports
@testable import Experiments

/// Lines that a run cannot have written are refused for what they say, where no checksum tells.
struct StrictJournalTests {
  /// Replaces the first match in an old journal's lines, and expects a complaint about that line.
  private func expect(
    _ message: String, replacing old: String, with new: String, in folder: RunFolder,
    read: (RunFolder) throws -> Void
  ) throws {
    let journal = DamagedFile.journal.url(in: folder)
    let whole = try String(contentsOf: journal, encoding: .utf8)
    defer { try? whole.write(to: journal, atomically: true, encoding: .utf8) }
    let range = try #require(whole.range(of: old, options: .regularExpression), "\(old)")
    let line = whole[..<range.lowerBound].count { $0 == "\n" } + 1
    let replacement = whole[range].replacingOccurrences(
      of: old, with: new, options: .regularExpression)
    try whole.replacingCharacters(in: range, with: replacement)
      .write(to: journal, atomically: true, encoding: .utf8)
    do {
      try read(folder)
      Issue.record("\(new) was believed")
    } catch let error as InputError {
      #expect("\(error)".contains(message), "\(error)")
      #expect(error.file == journal.path && error.line == line, "\(error)")
      #expect(error.hint?.contains("remove the line") == true)
    }
  }

  @Test func whatAComparisonCannotMakeIsRefused() async throws {
    try await ReportTests().withRun(splits: 2) { folder in
      try folder.unseal()
      for (old, new, message) in Self.comparisonFaults {
        try expect(message, replacing: old, with: new, in: folder) { _ = try Report(of: $0) }
      }
      _ = try Report(of: folder)
    }
  }

  private static let comparisonFaults = [
    (#""l2":0.0001"#, #""l2":0.0003"#, ", L2 0.0003, batch 8"),
    (#""batch":8"#, #""batch":16"#, "a setting of the run's grid"),
    (#""hidden":\[5\]"#, #""hidden":[5,5]"#, "a setting of the run's grid"),
    (#""split":0"#, #""split":2"#, #"a split from 0 to 1, found "2""#),
    (#""fold":0"#, #""fold":99"#, #"a fold from 0 to 1, found "99""#),
    (#""fold":0,"#, "", "a fit of the search with its fold"),
    (#""repeat":0"#, #""repeat":1"#, "a repeat from 0 to 0"),
    (#""repeat":1"#, #""repeat":2"#, "a repeat from 0 to 1"),
    (#""repeat":0"#, #""repeat":-9223372036854775808"#, "a repeat from 0 to 0"),
    (#""dataset":"car""#, #""dataset":"iris""#, #"a dataset of the run: car, found "iris""#),
    (#""density":\[0.5\]"#, #""density":[0.25]"#, "a density of the run"),
    (#""density":\[0.5\],"#, "", "a density of the run"),
    (#""method":"cpna""#, #""method":"dense""#, "no density of a dense network"),
    (#""method":"dense""#, #""method":"worst""#, "a method of the run: dense, equivalent, cpna"),
    (
      #""method":"dense","phase":"search""#, #""method":"equivalent","phase":"search""#,
      "no search of"
    ),
    (#""phase":"search""#, #""phase":"final""#, "a refit without a fold"),
    (#""heldOutRows":\d+"#, #""heldOutRows":3"#, "a fit as PruneBench writes it"),
    (#""heldOutRows":\d+"#, #""heldOutRows":59"#, "rows in the training set of car"),
    (#""trainingRows":\d+"#, #""trainingRows":0"#, "rows in the training set of car"),
    (
      #""trainingRows":\d+"#, #""trainingRows":9223372036854775807"#,
      "rows of the 60 that there are"
    ),
    (#"("correctChanges":\[\d+)"#, "$1,0", "the counts of 9 epochs from epoch 1 on"),
    (#""correctChanges":\[\d+"#, #""correctChanges":[99"#, "a fit as PruneBench writes it"),
    (
      #""correctChanges":\[\d+"#, #""correctChanges":[0,9223372036854775807"#, "a fit as PruneBench"
    ),
    (#""firstEpoch":\d+"#, #""firstEpoch":-9223372036854775808"#, "the counts of"),
    (#""connections":\[\d+"#, #""connections":[9999"#, "connections"),
    (#""connections":\[\d+"#, #""connections":[1,1"#, "connections"),
    (#""connections":\[\d+,\d+"#, #""connections":[9223372036854775807,1"#, "connections"),
    (#""connections":\[\d+,\d+"#, #""connections":[-9223372036854775808,-1"#, "connections"),
    (#""effectiveConnections":\d+"#, #""effectiveConnections":9999"#, "effective connections"),
    (#""loss":[^,]+"#, #""loss":1e999"#, "a finite number"),
    (#""loss":[^,]+"#, #""loss":-1"#, "a loss of 0 or more"),
    (#""seconds":[^}]+"#, #""seconds":-1"#, "seconds from 0 to 1e9"),
    (#""seconds":[^}]+"#, #""seconds":1e300"#, "seconds from 0 to 1e9"),
    (#""classes":\[\d,\d,\d"#, #""classes":[0,0,0.0"#, "a whole number"),
    (#""classes":\[\d,"#, #""classes":[2,"#, #"classes from 0 to 1, found "2""#),
    (#""classes":\[\d,"#, #""classes":["#, "the classes of 1"),
    (#"("classes":\[[01,]*?)0,1,"#, "$11,1,", "correct predictions, as after epoch"),
    (#""logLoss":[^,]+"#, #""logLoss":null"#, "a fit as PruneBench writes it"),
    (#""finished":"\d{4}"#, #""finished":"20x6"#, "a moment such as"),
    (#"-\d\dT"#, "-32T", "a moment such as"),
    (#""seconds""#, #""extra":1,"seconds""#, #"a fit as PruneBench writes it"#),
    (#""split":0"#, #""split":0,"split":0"#, "each key once"),
    (#""split":0"#, #""split":0.0"#, "a whole number"),
    (#"^\{"#, "{{", "a key"),
    (#"^\{"#, String(repeating: "[", count: 100_000), "at most 64 levels"),
    (#"\}\n"#, "}}\n", "the end of the text"),
  ]

  /// A fit of the grid that the search did not choose is none of the run's.
  @Test func whatTheSearchDidNotChooseIsRefused() async throws {
    try await ReportTests().withRun(grid: "{hidden: [5, 8], l2: [0.0001], batch: [8]}") { folder in
      let report = try Report(of: folder)
      let chosen = try #require(report.summaries[0].entry(.dense)?.splits.first).candidate.setting
      let other = try #require(
        report.description.protocolFile.grid.settings.first { $0 != chosen })
      let forged = try report.records.map { record in
        guard record.key.phase == .final, record.key.method == .dense else { return record }
        let (key, result) = (record.key, try #require(record.result))
        return FitRecord(
          key: FitKey(
            dataset: key.dataset, split: key.split, phase: .final, method: .dense, setting: other,
            level: nil, repeat: key.repeat, fold: nil),
          outcome: .result(
            FitResult(
              trainingRows: result.trainingRows, heldOutRows: result.heldOutRows,
              connections: [2 * other.hidden[0], 2 * other.hidden[0]], effectiveConnections: 0,
              firstEpoch: 1, correct: result.correct, loss: result.loss,
              predictions: result.predictions, history: nil)),
          seconds: record.seconds, finished: record.finished)
      }
      #expect(report.description.misfit(among: report.records) == nil)
      let misfit = try #require(report.description.misfit(among: forged))
      #expect(misfit.expected == "a fit that the search of this run led to")
      #expect(forged[misfit.index].key.setting == other)
      // What follows is known only where the search is finished.
      #expect(report.description.misfit(among: Array(forged.dropFirst())) == nil)
    }
  }

  /// Dense refits under the name of the equivalent network: what the refits lead to is not known without them, but
  /// there are too many, or of two widths.
  @Test func fitsUnderAnothersNameAreRefused() async throws {
    try await ReportTests().withRun(grid: "{hidden: [5, 8], l2: [0.0001], batch: [8]}") { folder in
      let report = try Report(of: folder)
      let forged = report.records.map { record in
        let key = record.key
        guard key.method == .dense, key.phase == .final else { return record }
        return FitRecord(
          key: FitKey(
            dataset: key.dataset, split: key.split, phase: .final, method: .equivalent,
            setting: key.setting, level: nil, repeat: key.repeat, fold: nil),
          outcome: record.outcome, seconds: record.seconds, finished: record.finished)
      }
      let most = report.description.protocolFile.retrains
      let excess = try #require(report.description.misfit(among: forged))
      #expect(
        excess.expected == "at most \(most) fits of a split in the stage 'refits, equivalent'")
      // As many as there may be: of each width one.
      let own = Set(report.records.map(\.key))
      let mixed = forged.filter { record in
        record.key.method != .equivalent || record.key.repeat == (own.contains(record.key) ? 0 : 1)
      }
      let width = try #require(report.description.misfit(among: mixed))
      #expect(width.expected == "one width of 'equivalent' in a split")
    }
  }

  @Test func whatAStudyCannotMakeIsRefused() async throws {
    try await StudyReportTests().withReport(
      "table", methods: "[dense, hidden, all]", hidden: "[12]"
    ) { _, folder in
      try folder.unseal()
      for (old, new, message) in Self.studyFaults {
        try expect(message, replacing: old, with: new, in: folder) { _ = try StudyReport(of: $0) }
      }
      _ = try StudyReport(of: folder)
    }
  }

  private static let studyFaults = [
    (#""problem":"k2-p3-n60""#, #""problem":"k3-p3-n60""#, "a problem of the study"),
    (#""method":"dense""#, #""method":"cpa""#, "a method of the study"),
    (#""phase":"final""#, #""phase":"search""#, "expected no search"),
    (#""hidden":12"#, #""hidden":13"#, "a setting that the study tries"),
    (#""draw":0"#, #""draw":2"#, "a draw from 0 to 1"),
    (#""initialisation":0"#, #""initialisation":3"#, "an initialisation from 0 to 2"),
    (#""epochs":\d+"#, #""epochs":99"#, "epochs"),
    (#""epoch":\d+"#, #""epoch":0"#, "an epoch that can be reported"),
    (#""testAUC":[^,}]+"#, #""testAUC":1.5"#, "AUC"),
    (#""loss":[^,}]+"#, #""loss":-0.5"#, "a loss of 0 or more"),
    (#""features":\[0,1"#, #""features":[1,1"#, "features from 0 to"),
    (#""features":\[0"#, #""features":[-1"#, "features from 0 to"),
    (#""hiddenNodes":\d+"#, #""hiddenNodes":13"#, "at most 12 hidden nodes"),
    (#""connections":\[\d+"#, #""connections":[9"#, "connections"),
    (#""effectiveConnections":\d+"#, #""effectiveConnections":-1"#, "effective connections"),
    (#""seconds":[^,}]+"#, #""seconds":-0.5"#, "seconds from 0 to 1e9"),
    (#""draw":0"#, #""drew":0"#, "a fit as PruneBench writes it"),
  ]

  /// A fit twice is once; two outcomes of one fit are a contradiction.
  @Test func aFitWithTwoOutcomesIsRefused() async throws {
    try await ReportTests().withRun { folder in
      let journal = DamagedFile.journal.url(in: folder)
      let whole = try String(contentsOf: journal, encoding: .utf8)
      let records = try folder.records()
      try (whole + whole).write(to: journal, atomically: true, encoding: .utf8)
      #expect(try folder.records() == records)
      try folder.unseal()
      let old = try String(contentsOf: journal, encoding: .utf8)
      let first = try #require(old.range(of: #""loss":"#))
      try old.replacingCharacters(in: first, with: #""loss":1"#)
        .write(to: journal, atomically: true, encoding: .utf8)
      let error = #expect(throws: InputError.self) { try folder.records() }
      #expect("\(try #require(error))".contains("expected each fit once, found"))
    }
  }

  /// Journals from before there were checksums are read as they were, with a word about it.
  @Test func oldJournalsAreReadWithANote() async throws {
    try await ReportTests().withRun { folder in
      let sealed = try Report(of: folder)
      #expect(sealed.notes.isEmpty)
      try folder.unseal()
      let old = try Report(of: folder)
      #expect(old.markdown == sealed.markdown && old.resultsCSV == sealed.resultsCSV)
      #expect(old.notes.count == 1 && old.notes[0].contains("written before there were checksums"))
      #expect(try RunStatus(of: folder).notes == old.notes)
    }
  }

  /// The last line may be cut anywhere, by a process that was killed: it is as if it had not been there.
  @Test func aLastLineThatIsCutAnywhereDoesNotCount() async throws {
    try await ReportTests().withRun { folder in
      let journal = DamagedFile.journal.url(in: folder)
      for isSealed in [true, false] {
        if !isSealed { try folder.unseal() }
        let whole = try Data(contentsOf: journal)
        let start = try #require(whole.dropLast().lastIndex(of: UInt8(ascii: "\n"))) + 1
        let count = try folder.records().count
        for end in start + 1..<whole.count {
          try whole[..<end].write(to: journal)
          let cut = try Journal<FitRecord>.content(of: folder.journalFolder)
          #expect(cut.isTorn && cut.records.count == count - 1)
        }
        try whole.write(to: journal)
      }
    }
  }
}
