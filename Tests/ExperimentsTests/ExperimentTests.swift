import Foundation
import Inputs
import Tabular
import Testing
import Training
import TestSupport
import Pruning
@testable import Runs

@testable import Experiments

struct ExperimentTests {
  /// Runs to the end and returns the records without what tells of time.
  func records(
    _ protocolFile: ProtocolFile, on datasets: [Dataset] = [clusters()], workers: Int = 2,
    instructionSet: InstructionSet = .fastest, in url: URL
  ) async throws -> [FitRecord] {
    let experiment = try Experiment(
      protocolFile, on: datasets, workers: workers, instructionSet: instructionSet)
    try await experiment.run(into: RunFolder(url))
    return try RunFolder(url).records().map(\.timeless)
  }

  @Test(arguments: ["validation", "test"], [true, false])
  func everyExpectedFitIsMade(judge: String, searches: Bool) async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol(
        splits: 2, epoch: judge, density: judge, searches: searches,
        ownSplits: ", by-dataset: {other: {count: 1}}")
      let datasets = [clusters(), clusters(name: "other")]
      let made = try await records(protocolFile, on: datasets, in: url)
      let expected = RunDescription(protocolFile, datasets: datasets).expectedFits
      #expect(made.count == expected)
      #expect(made.allSatisfy { $0.result != nil })
      for summary in RunDescription(protocolFile, datasets: datasets).datasets {
        #expect(
          made.contains { $0.key.split == 1 && $0.key.dataset == summary.name }
            == (summary.name != "other"))
        for split in 0..<protocolFile.splits.count(of: summary.name) {
          let choices = Choices(summary, split: split, records: made, under: protocolFile)
          for method in protocolFile.methods.map(\.name) {
            let candidate = try #require(choices.candidate(method))
            #expect(choices.finals(method, candidate).count == 2)
          }
        }
      }
    }
  }

  @Test func resultsDoNotDependOnWorkersOrInstructionSet() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol()
      let one = try await records(
        protocolFile, workers: 1, in: url.appendingPathComponent("one"))
      let three = try await records(
        protocolFile, workers: 3, in: url.appendingPathComponent("three"))
      #expect(one == three)
      for instructionSet in InstructionSet.allCases where instructionSet.isSupported {
        let records = try await records(
          protocolFile, instructionSet: instructionSet,
          in: url.appendingPathComponent(instructionSet.rawValue))
        #expect(records == one, "\(instructionSet)")
      }
    }
  }

  @Test func aRunCarriesOnFromAnyPrefixOfItsJournal() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol()
      let whole = try await records(protocolFile, in: url.appendingPathComponent("whole"))
      let folder = RunFolder(url.appendingPathComponent("whole"))
      let journal = try Data(contentsOf: folder.journalFolder.appendingPathComponent("fits.jsonl"))
      // Cut within lines and at their ends, at the start and just before the end.
      for cut in [0, 1, 700, journal.count / 3, journal.count / 2, journal.count - 1] {
        try journal.prefix(cut).write(to: folder.journalFolder.appendingPathComponent("fits.jsonl"))
        let again = try await records(protocolFile, in: folder.url)
        #expect(again == whole, "cut at \(cut)")
      }
    }
  }

  @Test func aFinishedRunMakesNoFitAgain() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol()
      _ = try await records(protocolFile, in: url)
      let before = try Data(
        contentsOf: RunFolder(url).journalFolder.appendingPathComponent("fits.jsonl"))
      _ = try await records(protocolFile, in: url)
      #expect(
        try Data(contentsOf: RunFolder(url).journalFolder.appendingPathComponent("fits.jsonl"))
          == before)
    }
  }

  @Test func aForkGivesWhatARunFromTheBeginningGives() throws {
    let protocolFile = try tinyProtocol()
    let data = try ExperimentData(clusters(), under: protocolFile)
    let runner = FitRunner(
      protocolFile: protocolFile, methods: .standard, instructionSet: .fastest)
    let together = Job(
      dataset: DatasetSummary(clusters()), split: 0, phase: .search,
      setting: protocolFile.grid.settings[0],
      repeat: 1, fold: 2, forks: RunDescription(protocolFile, datasets: []).searchForks)
    let shared = try runner.records(of: together, on: data).map(\.timeless)
    let alone = try together.keys.flatMap { key in
      let others = Set(together.keys).subtracting([key])
      return try together.remaining(after: others).map { try runner.records(of: $0, on: data) }
        ?? []
    }
    #expect(alone.map(\.timeless) == shared)
  }

  /// The dense network is trained in two calls, with a fork between them; here it is trained in one.
  @Test func aDenseForkGivesWhatOneTrainingGives() throws {
    let protocolFile = try tinyProtocol()
    let data = try ExperimentData(clusters(), under: protocolFile)
    let job = Job(
      dataset: DatasetSummary(clusters()), split: 0, phase: .search,
      setting: protocolFile.grid.settings[0], repeat: 0, fold: 0,
      forks: RunDescription(protocolFile, datasets: []).searchForks)
    let runner = FitRunner(
      protocolFile: protocolFile, methods: .standard, instructionSet: .fastest)
    let forked = try #require(try runner.records(of: job, on: data)[0].result)
    let rows = data.split(of: job)
    let trainer = Trainer(
      try data.table(trainedOn: rows.training, nil), trainingRows: rows.training,
      evaluationRows: rows.heldOut,
      hyperparameters: job.setting.hyperparameters(
        learningRate: protocolFile.schedule.learningRate))
    var state = TrainingState(
      Architecture(inputs: 4, hidden: job.setting.hidden, classes: 3),
      stream: RandomStream(seed: protocolFile.seed, name: job.streamName))
    let curve = try trainer.train(&state, epochs: protocolFile.epochs)
    #expect(forked.correct == curve.correct)
    #expect(forked.loss == curve.losses.last)
  }

  @Test(arguments: ["validation", "test"])
  func predictionsOfRetrainingsAreThoseOfTheEpochThatCounts(judge: String) async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol(epoch: judge)
      let made = try await records(protocolFile, in: url)
      let dataset = DatasetSummary(clusters())
      let choices = Choices(dataset, split: 0, records: made, under: protocolFile)
      for method in protocolFile.methods.map(\.name) {
        let candidate = try #require(choices.candidate(method))
        for record in choices.finals(method, candidate) {
          let result = try #require(record.result)
          let predictions = try #require(result.predictions)
          let correct = zip(predictions.labels, predictions.classes).count { $0 == $1 }
          let accuracy = Selection(protocolFile).accuracy(of: result, epoch: candidate.epoch)
          #expect(Double(correct) / Double(result.heldOutRows) == accuracy)
          #expect(predictions.labels.count == result.heldOutRows)
          #expect(predictions.epoch == candidate.epoch ?? result.best.epoch)
          guard record.key.repeat == 0 else { continue }
          let history = try #require(result.history)
          #expect(history.correct.count == protocolFile.epochs)
          #expect(history.correct.suffix(result.correct.count) == result.correct[...])
          #expect(history.connections.last == result.connections.reduce(0, +))
        }
      }
      #expect(made.filter { $0.key.phase == .search }.allSatisfy { $0.result?.predictions == nil })
    }
  }

  @Test func withoutAnEpochThatCountsNothingIsPredicted() throws {
    let protocolFile = try tinyProtocol()
    let data = try ExperimentData(clusters(), under: protocolFile)
    func predictions(_ epoch: CountedEpoch) throws -> TestPredictions? {
      let job = Job(
        dataset: DatasetSummary(clusters()), split: 0, phase: .final,
        setting: protocolFile.grid.settings[0], repeat: 0, fold: nil,
        forks: [Job.Fork(method: .dense, level: nil, epoch: epoch)])
      return try FitRunner(
        protocolFile: protocolFile, methods: .standard, instructionSet: .fastest
      )
      .records(of: job, on: data)[0].result?.predictions
    }
    #expect(try predictions(.none) == nil)
    #expect(try predictions(.number(2))?.epoch == 2)
    #expect(try predictions(.best) != nil)
  }

  @Test func aDatasetMayHaveItsOwnSchedule() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol(
        training: ", by-dataset: {other: {pretraining-epochs: 2, pruning-epochs: 4}}")
      let made = try await records(
        protocolFile, on: [clusters(), clusters(name: "other")], in: url)
      let dense = made.filter { $0.key.method == .dense && $0.key.phase == .search }
      for record in dense {
        #expect(record.result?.correct.count == (record.key.dataset == "other" ? 6 : 9))
      }
    }
  }

  @Test func anotherRunIsRefused() async throws {
    try await withTemporaryFolder { url in
      _ = try await records(try tinyProtocol(), in: url)
      let error = await #expect(throws: InputError.self) {
        _ = try await records(try tinyProtocol(seed: 2), in: url)
      }
      #expect(error?.kind == .usage)
      #expect(error?.description.contains("tiny-") == true)
    }
  }

  @Test func aDamagedJournalLineIsLocated() async throws {
    try await withTemporaryFolder { url in
      let protocolFile = try tinyProtocol()
      _ = try await records(protocolFile, in: url)
      let file = RunFolder(url).journalFolder.appendingPathComponent("fits.jsonl")
      var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      lines[2] = "{\"key\": nonsense}"
      try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
      let error = await #expect(throws: InputError.self) {
        _ = try await records(protocolFile, in: url)
      }
      #expect(error?.line == 3)
      #expect(error?.file == file.path)
    }
  }

  @Test func tooFewRowsAreAnError() throws {
    #expect(throws: InputError.self) {
      try Experiment(tinyProtocol(), on: [clusters(rows: 3)], workers: 1)
    }
  }

  @Test func aDivergedFitIsARecordedFailure() throws {
    var features = clusters().features
    features[7, 1] = .nan
    let broken = Dataset(
      name: "broken", title: "Broken", features: features, labels: clusters().labels,
      featureNames: clusters().featureNames, classNames: clusters().classNames, provenance: "")
    let protocolFile = try tinyProtocol()
    let data = try ExperimentData(broken, under: protocolFile)
    let runner = FitRunner(
      protocolFile: protocolFile, methods: .standard, instructionSet: .fastest)
    let job = Job(
      dataset: DatasetSummary(broken), split: 0, phase: .search,
      setting: protocolFile.grid.settings[0],
      repeat: 0, fold: 0,
      forks: [
        Job.Fork(method: .dense, level: nil), Job.Fork(method: .cpna, level: .perLayer([0.5])),
      ])
    let records = try runner.records(of: job, on: data)
    #expect(records.count == 2)
    #expect(records.allSatisfy { $0.failure == "the loss is not finite in epoch 1" })
  }

  @Test func theRunsNameHashesEverything() throws {
    let base = RunDescription(try tinyProtocol(), datasets: [clusters()])
    let others = [
      RunDescription(try tinyProtocol(seed: 2), datasets: [clusters()]),
      RunDescription(try tinyProtocol(scaling: "all"), datasets: [clusters()]),
      RunDescription(try tinyProtocol(), datasets: [clusters(rows: 63)]),
      RunDescription(try tinyProtocol(), datasets: [clusters(), clusters(name: "b")]),
    ]
    #expect(try base.name.hasPrefix("tiny-"))
    #expect(try Set((others + [base]).map { try $0.name }).count == 5)
    #expect(try RunDescription(parsing: try base.text, file: "run.yaml") == base)
    let third = RunDescription(
      try tinyProtocol(densities: "[[0.3333333333333333, 0.12345678901234567]]"),
      datasets: [clusters()])
    #expect(try RunDescription(parsing: try third.text, file: "run.yaml") == third)
  }

  @Test func aChangedDescriptionIsAnError() throws {
    let text = try RunDescription(try tinyProtocol(), datasets: [clusters()]).text
    let changes = [
      text.replacing("\"count\" : 1", with: "\"count\" : -1"),
      // No hidden nodes, and three shares for two layers.
      text.replacing(/\n +6\n/, with: "\n0\n"),
      text.replacing(/\n +0\.4\n/, with: "\n0.4, 0.1\n"),
    ]
    for changed in changes {
      #expect(changed != text)
      #expect(throws: InputError.self) { try RunDescription(parsing: changed, file: "run.yaml") }
    }
    #expect(throws: InputError.self) { try RunDescription(parsing: "x: [", file: "run.yaml") }
  }
}
