import Foundation
import Inputs
import Pruning
import Runs
import Tabular
import TestSupport
import Testing

@testable import Experiments
@testable import Training

/// What all methods of a comparison have alike: scalings, rows that stay together, epochs, and which levels are refitted.
struct EqualTermsTests {
  private func records(
    _ protocolFile: ProtocolFile, on dataset: Dataset = clusters()
  ) async throws -> (experiment: Experiment, records: [FitRecord]) {
    let experiment = try Experiment(protocolFile, on: [dataset], workers: 2)
    var records: [FitRecord] = []
    try await withTemporaryFolder { url in
      let folder = RunFolder(url)
      try await experiment.run(into: folder)
      records = try folder.records()
    }
    return (experiment, records)
  }

  /// Every scaling is tried with every method, and the network of a refit is scaled as its setting says.
  @Test func scalingsAreSearched() async throws {
    let protocolFile = try tinyProtocol(
      grid:
        "{hidden: [6], l2: [0.0001], batch: [8], scaling: [minmax, standard, robust, quantile]}",
      methods: "[dense, cpna]")
    let (experiment, records) = try await records(protocolFile)
    let search = records.filter { $0.key.phase == .search }
    for method in [MethodName.dense, .cpna] {
      let scalings = Set(search.filter { $0.key.method == method }.map(\.key.setting.scaling))
      #expect(scalings == [nil, .standard, .robust, .quantile])
    }
    #expect(Set(search.compactMap { $0.result?.loss }).count == search.count)
    for record in records.filter({ $0.key.phase == .final }) {
      let fitted = try experiment.network(of: record)
      let result = try #require(record.result)
      let logits = try fitted.logits(of: clusters().features)
      let data = experiment.datasets[0]
      let test = data.split(record.key.split).heldOut
      let classes = predictedClasses(logits)
      let correct = test.count { classes[$0] == clusters().labels[$0] }
      #expect(correct == result.correct.last, "\(record.key.id)")
      switch (record.key.setting.scaling, fitted.scaler.mapping) {
      case (nil, .range), (.standard, .affine), (.robust, .affine), (.quantile, .quantile): break
      default: Issue.record("\(record.key.id): \(fitted.scaler.mapping)")
      }
    }
  }

  /// A scaling that is the default names a run as none does.
  @Test func theDefaultScalingIsNone() throws {
    let grid = "{hidden: [6], l2: [0.0001], batch: [8]"
    let plain = try tinyProtocol(grid: "\(grid)}")
    #expect(plain.grid.settings == [Setting(hidden: [6], l2: 0.0001, batch: 8)])
    #expect(
      try tinyProtocol(grid: "\(grid), scaling: [minmax]}").grid.settings == plain.grid.settings)
    let error = try #require(throws: InputError.self) {
      try tinyProtocol(grid: "\(grid), scaling: [minmax, standart]}")
    }
    #expect(error.line != nil && error.description.contains("standard"))
  }

  private func twins(_ copies: Int, of different: Int) -> Dataset {
    let values = (0..<copies * different).flatMap {
      [Float($0 % different), Float($0 % different % 2)]
    }
    return Dataset(
      name: "twins", title: "Twins",
      features: Matrix(rows: copies * different, columns: 2, values: values),
      labels: (0..<copies * different).map { $0 % different % 3 }, featureNames: ["a", "b"],
      classNames: ["x", "y", "z"], provenance: "test")
  }

  @Test func equalRowsStayTogetherUnlessParted() throws {
    let dataset = twins(4, of: 26)
    func shared(_ protocolFile: ProtocolFile) throws -> Int {
      let data = try ExperimentData(dataset, under: protocolFile)
      let parts = [data.split(0)] + data.folds(ofSplit: 0, repeat: 0)
      return parts.map { part in
        let training = Set(part.training.map { Array(dataset.features[row: $0]) })
        return part.heldOut.count { training.contains(Array(dataset.features[row: $0])) }
      }.reduce(0, +)
    }
    #expect(try shared(tinyProtocol()) == 0)
    #expect(try shared(tinyProtocol(ownSplits: ", duplicates: apart")) > 50)
  }

  /// Runs of rows that stay together keep journals that the run itself accepts.
  @Test func runsOfTwinsCanBeRead() async throws {
    let (experiment, records) = try await records(
      tinyProtocol(methods: "[dense, magnitude]"), on: twins(3, of: 30))
    #expect(records.count == experiment.expectedFits)
    #expect(experiment.description.misfit(among: records) == nil)
  }

  /// Groups of many sizes leave splits with different numbers of rows.
  @Test func splitsOfUnequalSizeCanBeRead() async throws {
    var values: [Float] = []
    var labels: [Int] = []
    for group in 0..<24 {
      for _ in 0...group % 7 {
        values += [Float(group), Float(group % 5)]
        labels.append(group % 3)
      }
    }
    let dataset = Dataset(
      name: "groups", title: "Groups",
      features: Matrix(rows: labels.count, columns: 2, values: values), labels: labels,
      featureNames: ["a", "b"], classNames: ["x", "y", "z"], provenance: "test")
    let (experiment, records) = try await records(
      tinyProtocol(splits: 6, methods: "[dense]"), on: dataset)
    let finals = records.filter { $0.key.phase == .final }
    #expect(Set(finals.compactMap { $0.result?.trainingRows }).count > 1)
    #expect(records.count == experiment.expectedFits)
    #expect(experiment.description.misfit(among: records) == nil)
  }

  /// NN(small) is refitted with the setting that it chose, also where every level of the others is.
  @Test func theSmallDenseNetworkIsRefitted() async throws {
    let protocolFile = try tinyProtocol(
      splits: 4, grid: "{hidden: [2, 3, 12], l2: [0.0001], batch: [8]}",
      choose: ", refits: every",
      methods: "[dense, dense-small, magnitude]")
    let (experiment, records) = try await records(protocolFile)
    #expect(records.count == experiment.expectedFits)
    let method = MethodName(rawValue: "dense-small")
    var widths: Set<[Int]> = []
    for split in 0..<4 {
      let choices = Choices(
        DatasetSummary(clusters()), split: split, records: records.filter { $0.key.split == split },
        under: protocolFile)
      let candidate = try #require(choices.candidate(method))
      #expect(choices.finals(method, candidate).count == 2)
      widths.formUnion([candidate.setting.hidden, choices.candidate(.dense)?.setting.hidden ?? []])
    }
    #expect(widths.count > 1, "the two choose alike")
  }

  /// With a bound on what counts, that is among what was refitted.
  @Test func whatCountsIsRefitted() async throws {
    let protocolFile = try tinyProtocol(
      splits: 3, densities: "[0.2, 0.5]", choose: ", refits: every, at-most: 0.3",
      methods: "[dense, magnitude]")
    let (_, records) = try await records(protocolFile)
    let name = MethodName(rawValue: "magnitude")
    for split in 0..<3 {
      let choices = Choices(
        DatasetSummary(clusters()), split: split, records: records.filter { $0.key.split == split },
        under: protocolFile)
      let candidate = try #require(choices.candidate(name))
      #expect(candidate.level == .perLayer([0.2]))
      #expect(choices.finals(name, candidate).count == 2)
    }
  }

  /// A fit without a pretraining does not pay for one, and does not fail with it.
  @Test func whoUsesThePretrainingPaysForIt() async throws {
    let protocolFile = try tinyProtocol(
      grid: "{hidden: [6], l2: [0.0001], batch: [8]}", methods: "[snip, magnitude]")
    let (_, both) = try await records(protocolFile)
    let (_, alone) = try await records(
      tinyProtocol(grid: "{hidden: [6], l2: [0.0001], batch: [8]}", methods: "[snip]"))
    let snip = MethodName(rawValue: "snip")
    #expect(
      both.filter { $0.key.method == snip }.map(\.outcome) == alone.map(\.outcome))
  }

  @Test func tooFewDifferentRowsAreAnError() throws {
    let error = try #require(throws: InputError.self) {
      try Experiment(tinyProtocol(), on: [twins(30, of: 3)], workers: 1)
    }
    #expect(error.description.contains("equal rows and rows of one group counted once"))
    #expect(error.description.contains("60 training rows in split 0 (2 different), 90 in all"))
    #expect(error.description.contains("split.duplicates: apart"))
    #expect(throws: InputError.self) {
      try Experiment(tinyProtocol(), on: [twins(30, of: 1)], workers: 1)
    }
  }

  @Test func theMeanOfTheLastEpochsCounts() throws {
    let protocolFile = try tinyProtocol(epoch: "last-mean", choose: ", last: 3")
    #expect(protocolFile.isLeakFree)
    let selection = Selection(protocolFile)
    let records = [
      SelectionTests().record(hidden: 4, fold: 0, correct: [9, 5, 6, 7]),
      SelectionTests().record(hidden: 4, fold: 1, correct: [1, 5, 9, 10]),
    ]
    let candidate = selection.candidate(records[0].key.setting, nil, records)
    #expect(candidate.epoch == 4 && abs(candidate.score - 0.7) < 1e-12)
    let result = try #require(records[0].result)
    #expect(selection.accuracy(of: result, epoch: 4) == 0.6)
    #expect(try tinyProtocol(epoch: "last-mean").choice.last == 20)
    #expect(throws: InputError.self) { try tinyProtocol(choose: ", last: 3") }
  }

  /// Every level is refitted; validation still says which one counts.
  @Test func everyLevelIsRefitted() async throws {
    let densities = "[0.2, 0.4, 0.6]"
    let each = try tinyProtocol(
      densities: densities, choose: ", refits: every", methods: "[dense, magnitude]")
    let one = try tinyProtocol(densities: densities, methods: "[dense, magnitude]")
    let (experiment, all) = try await records(each)
    let (_, chosen) = try await records(one)
    #expect(all.count == experiment.expectedFits)
    let name = MethodName(rawValue: "magnitude")
    let finals = all.filter { $0.key.phase == .final && $0.key.method == name }
    #expect(Set(finals.map(\.key.level)) == Set(each.pruning.levels) && finals.count == 6)
    let summary = DatasetSummary(clusters())
    func candidate(_ records: [FitRecord], _ file: ProtocolFile) -> Candidate? {
      Choices(summary, split: 0, records: records, under: file).candidate(name)
    }
    #expect(candidate(all, each) == candidate(chosen, one))
    #expect(Set(chosen.map(\.timeless)).isSubset(of: all.map(\.timeless)))
  }

  /// A method with a limit is tried on the networks within it; a run that has none for it goes on without.
  @Test(arguments: [("[6, 400]", 1), ("[400, 500]", 0)])
  func limitedMethodsAreTriedWhereTheyCanBe(hidden: String, widths: Int) async throws {
    let protocolFile = try tinyProtocol(
      densities: "[0.5]", grid: "{hidden: \(hidden), l2: [0.0001], batch: [8]}",
      methods: "[dense, obs]")
    let (experiment, records) = try await records(protocolFile)
    let tried = records.filter { $0.key.method.rawValue == "obs" && $0.key.phase == .search }
    #expect(Set(tried.map(\.key.setting.hidden)).count == widths)
    #expect(records.count == experiment.expectedFits)
  }

  /// Nothing else to compare, or a network that is to have its size: the method is asked for where it cannot be.
  @Test(arguments: ["[obs]", "[dense, obs, equivalent]"])
  func limitedMethodsThatAreNeededAreAnError(methods: String) throws {
    let protocolFile = try tinyProtocol(
      densities: "[0.5]", grid: "{hidden: [400, 500], l2: [0.0001], batch: [8]}", methods: methods)
    let error = try #require(throws: InputError.self) {
      try Experiment(protocolFile, on: [clusters()], workers: 1)
    }
    // 4 x 400 + 400 x 3 weights, 403 biases.
    #expect(error.description.contains("at most 2000 weights and biases for 'obs' on clusters"))
    #expect(error.description.contains("3203 in the smallest"))
  }

  /// Also where the test set chooses the epoch, only epochs count in which a method has its final connections.
  @Test func epochsThatDoNotCountAreNotChosen() async throws {
    let (experiment, records) = try await records(
      tinyProtocol(
        epoch: "test", density: "test", densities: "[0.5]",
        methods: "[lottery, rate-rewinding, rigl, set, snip, l1, lassonet, obd, interleaved]"))
    #expect(records.count == experiment.expectedFits)
    #expect(experiment.description.misfit(among: records) == nil)
    for record in records {
      guard let result = record.result, let predictions = result.predictions else { continue }
      #expect(predictions.epoch >= result.firstEpoch)
      #expect(predictions.epoch == result.best.epoch)
    }
  }

  /// Of the settings within one standard error of the best, the one with the fewest connections.
  @Test func theSmallDenseNetworkIsAsGoodAsTheBest() throws {
    let protocolFile = try tinyProtocol(
      epoch: "last", grid: "{hidden: [2, 4, 8], l2: [0.0001], batch: [8]}",
      methods: "[dense, dense-small]")
    let method = MethodName(rawValue: "dense-small")
    let correct = [2: [3, 4, 3, 4, 3, 4], 4: [7, 8, 7, 8, 7, 8], 8: [9, 6, 9, 6, 9, 8]]
    let records = correct.flatMap { hidden, counts in
      counts.enumerated().map { number, count in
        FitRecord(
          key: FitKey(
            dataset: "clusters", split: 0, phase: .search, method: method,
            setting: Setting(hidden: [hidden], l2: 0.0001, batch: 8), level: nil,
            repeat: number / 3, fold: number % 3),
          outcome: .result(
            FitResult(
              trainingRows: 20, heldOutRows: 10, connections: [1, 1], effectiveConnections: 2,
              firstEpoch: 9, correct: [count], loss: 0.5, predictions: nil, history: nil)),
          seconds: 1, finished: .distantPast)
      }
    }
    // 8 nodes have 0.783 with a standard error of 0.06, 4 nodes 0.75, 2 nodes 0.35.
    let choices = Choices(
      DatasetSummary(clusters()), split: 0, records: records, under: protocolFile)
    #expect(choices.candidate(method)?.setting.hidden == [4])
  }
}
