import Foundation
import Inputs
import Runs
import Tabular
import TestSupport
import Testing

@testable import Experiments

/// Splits that a file says, as `prunebench export` writes it.
struct SplitsFileTests {
  static let header = "split,row,part,repeat-0,repeat-1"

  /// The splits of the tiny protocol, in its own words.
  static func exported(
    _ protocolFile: ProtocolFile, _ datasets: [Dataset], namesDatasets: Bool = false
  ) throws -> String {
    let experiment = try Experiment(protocolFile, on: datasets, workers: 1)
    var text = SplitsText(namesDatasets: namesDatasets, repeats: protocolFile.validation.repeats)
    for (place, dataset) in datasets.enumerated() {
      for split in 0..<protocolFile.splits.count(of: dataset.name) {
        text.append(experiment.parts(ofDataset: place, split: split), of: dataset.name)
      }
    }
    return text.text
  }

  /// The tiny protocol with the splits of `text`.
  static func reading(
    _ text: String, split: String = "", named name: String = "tiny"
  ) async throws -> ProtocolFile {
    try await withTemporaryFolder { folder in
      try Data(text.utf8).write(to: folder.appendingPathComponent("splits.csv"))
      let base = try tinyProtocol(name: name).yaml
        .replacing(/split:\n(  .*\n)*/, with: "split: {kind: file, file: splits.csv\(split)}\n")
      let file = try ProtocolFile(
        parsing: base, file: folder.appendingPathComponent("tiny.yaml").path)
      // Written out it is the same protocol.
      #expect(try ProtocolFile(parsing: file.yaml, file: "again.yaml") == file)
      let path = folder.appendingPathComponent("splits.csv").path
      let splits = try ProtocolFile.Splits(file: path)
      #expect(splits.file == file.splits.file && splits.count == file.splits.count)
      return file
    }
  }

  @Test func aFileOfDrawnSplitsGivesTheSameFits() async throws {
    let drawn = try tinyProtocol(splits: 2)
    let datasets = [clusters(), clusters(name: "others", rows: 66)]
    let named = try await Self.reading(
      Self.exported(drawn, datasets, namesDatasets: true))
    let alone = try await Self.reading(Self.exported(drawn, [datasets[0]]))
    #expect(named.splits.count(of: "others") == 2 && alone.splits.count(of: "any") == 2)
    #expect((alone.splits.testShare(of: "clusters") - 0.25).magnitude < 1e-9)
    #expect(try await records(named, datasets) == records(drawn, datasets))
    #expect(try await records(alone, [datasets[0]]) == records(drawn, [datasets[0]]))
  }

  private func records(
    _ protocolFile: ProtocolFile, _ datasets: [Dataset]
  ) async throws -> [FitRecord] {
    try await withTemporaryFolder { folder in
      let folder = RunFolder(folder.appendingPathComponent("run"))
      let experiment = try Experiment(protocolFile, on: datasets, workers: 1)
      try await experiment.run(into: folder)
      return try folder.records().map(\.timeless)
    }
  }

  @Test func withoutFoldsTheyAreDrawnAsElsewhere() async throws {
    let drawn = try tinyProtocol()
    let text = try Self.exported(drawn, [clusters()])
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).prefix(3).joined(separator: ",")
    }
    let file = try await Self.reading(
      lines.joined(separator: "\n") + "\n", split: ", stratified: true")
    let (own, other) = (
      try ExperimentData(clusters(), under: file), try ExperimentData(clusters(), under: drawn)
    )
    #expect(own.split(0) == other.split(0))
    #expect(own.folds(ofSplit: 0, repeat: 1) == other.folds(ofSplit: 0, repeat: 1))
    #expect(file.splits.file?.hasFolds == false && file.yaml.contains("stratified: true"))
  }

  /// What a file says names a run; where it is, and how it is written, does not.
  @Test func theContentNamesTheRun() async throws {
    let text = try Self.exported(tinyProtocol(), [clusters()])
    let name = try await name(of: text)
    let lines = text.split(separator: "\n")
    let shuffled = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\r\n")
    #expect(try await self.name(of: shuffled) == name)
    let other = try Self.exported(tinyProtocol(seed: 2), [clusters()])
    #expect(try await self.name(of: other) != name)
    #expect(try RunDescription(tinyProtocol(), datasets: [clusters()]).name != name)
  }

  private func name(of text: String) async throws -> String {
    try RunDescription(await Self.reading(text), datasets: [clusters()]).name
  }

  @Test func aRunKeepsWhatItWasGiven() async throws {
    let file = try await Self.reading(Self.exported(tinyProtocol(), [clusters()]))
    try await withTemporaryFolder { place in
      let folder = RunFolder(place.appendingPathComponent("run"))
      let experiment = try Experiment(file, on: [clusters()], workers: 1)
      try await experiment.run(into: folder)
      let kept = try String(contentsOf: folder.splitsFile, encoding: .utf8)
      #expect(kept == (try Self.exported(tinyProtocol(), [clusters()])))
      let stored: RunDescription = try folder.description()
      #expect(stored == experiment.description)
      let read = try stored.readingSplits(of: folder)
      #expect(
        try read.testSets(of: clusters(), file: "run.yaml").rows
          == [ExperimentData(clusters(), under: file).split(0).heldOut])

      // Carrying on puts back a copy that is gone.
      try FileManager.default.removeItem(at: folder.splitsFile)
      let gone = try #require(throws: InputError.self) { try stored.readingSplits(of: folder) }
      #expect("\(gone)".contains("the file is gone"), "\(gone)")
      try await experiment.run(into: folder)
      #expect(try String(contentsOf: folder.splitsFile, encoding: .utf8) == kept)

      let changed = kept.replacing("0,0,training,0", with: "0,0,training,1")
        .replacing("0,0,training,2", with: "0,0,training,1")
      try Data(changed.utf8).write(to: folder.splitsFile)
      if changed != kept {
        let error = try #require(throws: InputError.self) { try stored.readingSplits(of: folder) }
        #expect("\(error)".contains("the file was changed since"), "\(error)")
      }
    }
  }

  /// Six rows: of one split two are tested on, and the others are in three folds.
  private static let six = [
    "0,0,training,0,0", "0,1,training,1,1", "0,2,training,2,2", "0,3,training,0,0", "0,4,test,,",
    "0,5,test,,",
  ]

  private func error(_ lines: [String], header: String = header) async throws -> InputError? {
    do {
      let text = ([header] + lines).joined(separator: "\n") + "\n"
      let dataset = Dataset(
        name: "six", title: "Six",
        features: Matrix(rows: 6, columns: 1, values: [1, 2, 3, 4, 5, 1]),
        labels: [0, 1, 0, 1, 0, 1], featureNames: ["a"], classNames: ["x", "y"],
        provenance: "a test")
      let split = lines.contains("leak") ? "" : ", duplicates: apart"
      let file = try await Self.reading(text.replacing("leak\n", with: ""), split: split)
      _ = try Experiment(file, on: [dataset], workers: 1)
      return nil
    } catch let error as InputError {
      return error
    }
  }

  @Test func everyMistakeHasItsPlace() async throws {
    let six = Self.six
    #expect(try await error(six) == nil)
    func changed(_ line: Int, _ text: String) -> [String] {
      var lines = six
      lines[line] = text
      return lines
    }
    let named = six.map { "six," + $0 }
    let cases: [([String], String, String)] = [
      (changed(1, "0,9,training,1,1"), ":3:2:", "a row of 'six', from 0 to 5, found \"9\""),
      (changed(1, "0,0,training,1,1"), ":3:2:", "each row of split 0 once, found \"0\"; line 2"),
      (Array(six.dropLast()), ":6:", "row 5 in a part of split 0 of 'six'"),
      (six + ["0,6,test,,"], ":8:2:", "a row of 'six', from 0 to 5, found \"6\""),
      (changed(2, "0,2,train,2,2"), ":4:3:", "training or test, found \"train\""),
      (changed(2, "0,2,training,2"), ":4:", "5 fields, found \"4\""),
      (changed(2, "0,2,training,2,x"), ":4:5:", "the number of a fold, from 0, found \"x\""),
      (changed(2, "0,2,training,2,3"), ":4:5:", "validation.folds: 4"),
      (changed(2, "0,2,training,1,2"), ":7:4:", "rows in fold 2 of split 0 of 'six'"),
      (changed(4, "0,4,test,1,"), ":6:4:", "an empty field"),
      (six.map { "1" + $0.dropFirst() }, ":2:1:", "split 0, since splits count from 0"),
      (
        six.map { $0.replacing("test,,", with: "training,0,0") }, ":2:3:",
        "training and test rows in split 0"
      ),
      (["leak"] + six, "splits.csv:", "found \"1 row of 2\"; draw test sets"),
      ([], ":1:", "a row for each sample of each split"),
    ]
    for (lines, place, text) in cases {
      let message = "\(try #require(await error(lines), "\(text)"))"
      #expect(message.contains("splits.csv\(place.hasPrefix(":") ? place : "")"), "\(message)")
      #expect(message.contains(text), "\(message)")
    }
    let headers: [([String], String, String, String)] = [
      (named, "dataset,\(Self.header)", "", ""),
      (named.map { "sex" + $0.dropFirst(3) }, "dataset,\(Self.header)", ":2:1:", "found \"sex\""),
      (named.map { "iris" + $0.dropFirst(3) }, "dataset,\(Self.header)", ":7:", "of 'six', found"),
      (six, "split,row,part,repeat-0,repeat-2", ":1:5:", "a column dataset"),
      (six, "split,row,part,repeat-0,split", ":1:5:", "each column once"),
      (six, "split,line,part,repeat-0,repeat-1", ":1:2:", "a column dataset"),
      (
        six.map { String($0.dropLast($0.hasSuffix(",") ? 1 : 2)) }, "split,row,part,repeat-0",
        ":1:4:", "validation.repeats: 1"
      ),
    ]
    for (lines, header, place, text) in headers {
      let error = try await error(lines, header: header)
      guard !text.isEmpty else {
        #expect(error == nil)
        continue
      }
      let message = "\(try #require(error, "\(text)"))"
      #expect(message.contains("splits.csv\(place)") && message.contains(text), "\(message)")
    }
  }

  @Test func severalDatasetsNeedNames() async throws {
    let datasets = [clusters(), clusters(name: "others")]
    let file = try await Self.reading(Self.exported(tinyProtocol(), [datasets[0]]))
    let error = try #require(throws: InputError.self) {
      try Experiment(file, on: datasets, workers: 1)
    }
    #expect("\(error)".contains("a column 'dataset', since the run has 2 datasets"), "\(error)")
  }

  @Test func keysThatMeanNothingBesideAFileAreRefused() async throws {
    let text = try Self.exported(tinyProtocol(), [clusters()])
    for key in ["test-share: 0.3", "count: 2", "by-dataset: {car: {count: 1}}", "stratified: true"]
    {
      let error = try #require(
        await #expect(throws: InputError.self) {
          try await Self.reading(text, split: ", \(key)")
        })
      #expect("\(error)".contains("no key '\(key.prefix { $0 != ":" })' beside"), "\(error)")
    }
    let kind = try #require(throws: InputError.self) {
      try ProtocolFile.named("quick", replacing: [KeyReplacement("split.kind=file")])
    }
    #expect("\(kind)".contains("'kind: file' needs the path of a CSV file"), "\(kind)")
    let missing = try #require(throws: InputError.self) {
      try ProtocolFile.named("quick", replacing: [KeyReplacement("split.file=none.csv")])
    }
    #expect("\(missing)".hasPrefix("none.csv: expected a file of splits"), "\(missing)")
    let file = try await Self.reading(text)
    #expect(throws: InputError.self) { try file.splitting(into: 2) }
  }

  /// Of several mistakes the one is told that comes first by name, each time.
  @Test func theFirstMistakeIsTold() async throws {
    let lines = (0..<20).reversed().map { "d\(10 + $0),1,0,training" }
    let error = try #require(
      await error(lines, header: "dataset,split,row,part"))
    #expect(error.line == lines.count + 1 && error.found == "1")
  }
}
