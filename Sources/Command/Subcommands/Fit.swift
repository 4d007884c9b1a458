public import ArgumentParser
import Datasets
import Exchange
import Experiments
import Foundation
import Inputs
import Pruning
import Reports
import Tabular
import Training

struct Fit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train one network, prune it, and print the result as JSON.",
    discussion: """
      The rows are split once, stratified, and scaled by those trained on. Without --prune the \
      network stays dense. Each --prune is one phase of the annealing schedule, in the order given: \
      'hidden=12' keeps 12 connections of every layer after the first, 'input=24' 24 of the first, \
      '2=12' 12 of the second, 'all=10%' a tenth of every layer's; 'hidden=12,input=24' prunes both \
      at once. 'total=5%' keeps a twentieth of all connections, --output-share of them in the last \
      layer, or as many more as the rest needs. 'nodes=8' keeps 8 nodes of every hidden layer, \
      'features=5' 5 features. A share is rounded to the nearest whole number, and exactly so many \
      are kept: what is impossible is refused.

      --method trains by a method of 'run' instead, with as many epochs of pretraining and of what \
      comes after it, and --keep says how many connections it keeps, or fewer where nodes lose their last \
      ones, which is said: the reports of runs print such lines for the networks that they chose. --test-share 0 trains on all rows.

      --save writes the network as an ONNX model that takes raw rows: 'prunebench predict' scores \
      other rows by it, and so does any program that reads ONNX.

      A card is a YAML file that describes a table; 'prunebench inspect FILE' writes one. A .csv file \
      needs none.

      EXAMPLES:
        prunebench fit
        prunebench fit car --prune all=10% --save car.onnx
        prunebench fit car --hidden 1024 --l2 0.00001 --batch 16 \\
          --learning-rate 0.002 --rate-decay 0.5 --prune total=5%
        prunebench fit xor:k=3,p=60,n=3750 --hidden 1024 --l2 0.001 \\
          --pretraining-epochs 200 --pruning-epochs 300 --annealing-rate 100 \\
          --prune hidden=12 --prune input=24 --curve curve.csv
        prunebench fit xor:k=3,p=60,n=3750 --hidden 1024 --l2 0.001 \\
          --prune hidden=12 --control random
        prunebench fit xor:k=5,p=20,n=3750 --hidden 4096 --l2 0.0003 \\
          --prune hidden=64 --prune features=5
        prunebench fit car --prune nodes=20 --normalization none
        prunebench fit car --method magnitude --keep 120+32 --save car.onnx
      """)

  @Argument(
    help: ArgumentHelp(
      "The dataset's name, or the path of a card or a .csv file.", valueName: "dataset"))
  var set = "car"

  @Option(
    help: ArgumentHelp("Hidden nodes; 64+32 for two hidden layers.", valueName: "nodes"))
  var hidden = "64"

  @Option(name: .customLong("l2"), help: "The coefficient of the L2 penalty.")
  var l2 = 1e-4

  @Option(help: ArgumentHelp("Rows in a minibatch.", valueName: "rows"))
  var batch = 32

  @Option(help: ArgumentHelp("Adam's learning rate.", valueName: "rate"))
  var learningRate = 1e-3

  @Option(
    help: ArgumentHelp(
      """
      The share of the last epochs over which the learning rate falls evenly to 0: of the pruning \
      epochs, or of all epochs of a dense network.
      """, valueName: "share"))
  var rateDecay: Double?

  @Option(
    help: ArgumentHelp(
      """
      How features are scaled: 'minmax' to -1 to 1, 'standard' to mean 0 and deviation 1, 'robust' to \
      median 0 and interquartile range 1, 'quantile' to a normal distribution by rank.
      """, valueName: "kind"))
  var scaling = Scaling.minmax

  @Option(
    help: ArgumentHelp("Epochs before pruning; all epochs of a dense network.", valueName: "epochs")
  )
  var pretrainingEpochs = 100

  @Option(
    help: ArgumentHelp(
      "A phase of pruning: what is pruned, and how much of it is kept.", valueName: "what=kept"))
  var prune: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      A method of 'run' that trains the network: its name, or an entry of a protocol's 'methods' \
      such as '{method: cpna, annealing-rate: 5}'.
      """, valueName: "name"))
  var method: String?

  @Option(
    help: ArgumentHelp(
      "The connections that the method keeps: '120+32' of the layers, or shares, '10%' or '5%+50%'.",
      valueName: "kept"))
  var keep: String?

  @Option(
    help: ArgumentHelp(
      "The output layer's share of the connections of 'total='.", valueName: "share"))
  var outputShare = 0.25

  @Option(help: ArgumentHelp("Epochs of each phase, and of a method.", valueName: "epochs"))
  var pruningEpochs = 200

  @Option(help: ArgumentHelp("μ, how fast the schedule removes.", valueName: "rate"))
  var annealingRate = 20.0

  @Option(
    help: ArgumentHelp(
      """
      How hidden nodes are normalised before each removal: 'bounded' is CPNA, 'none' is CPA, \
      'unbounded' is the paper's equation as it stands, which an L2 penalty can make diverge.
      """, valueName: "kind"))
  var normalization = Normalization.bounded

  @Option(
    help: """
      Train the sub-network that was found once more, from new random weights or from its initial \
      ones (init), and report that network.
      """)
  var control: SubnetworkStart?

  @Option(
    help: ArgumentHelp("The test set's share of the rows; 0 for no test set.", valueName: "share"))
  var testShare = 0.2

  @Option(
    help: "The seed of split, weights and minibatches, and of a synthetic dataset that names none.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Write losses, accuracies, AUCs and the largest bias of every epoch; to FILE.svg a picture.",
      valueName: "file"))
  var curve: String?

  @Option(
    help: ArgumentHelp("Write the network as an ONNX model, for 'predict'.", valueName: "file"))
  var save: String?

  @OptionGroup var setOptions: SetOptions

  func validate() throws {
    guard batch > 0, learningRate > 0, learningRate <= 1, l2 >= 0, l2.isFinite,
      [pretrainingEpochs, pruningEpochs].allSatisfy(ProtocolFile.counts.contains),
      pruningEpochs > 1, annealingRate >= 0, annealingRate.isFinite
    else {
      throw ValidationError(
        "Batch, learning rate and epochs must be positive (2 or more to prune, at most 1000000), L2 "
          + "and the annealing rate not negative.")
    }
    guard testShare >= 0, testShare < 1, outputShare > 0, outputShare < 1 else {
      throw ValidationError(
        "'--test-share' must be at least 0 and below 1, '--output-share' between 0 and 1.")
    }
    guard rateDecay.map({ $0 > 0 && $0 <= 1 }) ?? true else {
      throw ValidationError("'--rate-decay' must lie above 0 and be at most 1.")
    }
    guard control == nil || !prune.isEmpty else {
      throw ValidationError("'--control' trains what '--prune' found: name a phase.")
    }
    guard method == nil || prune.isEmpty else {
      throw ValidationError("Either '--method' or '--prune' says how the network is pruned.")
    }
    guard keep == nil || method != nil else {
      throw ValidationError("'--keep' goes with '--method'.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let nodes = try hiddenNodes()
      for file in [save, curve].compactMap({ $0 }) { try OutputFile.check(file) }
      let (dataset, card, headerTexts) = try await setOptions.loaded(
        DatasetRegistry.seeded(set, by: seed), isQuiet: false)
      guard dataset.rows >= 2 else {
        throw InputError(expected: "at least two rows in \(set)", found: "\(dataset.rows)")
      }
      let architecture = Architecture(
        inputs: dataset.features.columns, hidden: nodes, classes: dataset.classNames.count)
      guard architecture.connections <= Architecture.connectionLimit else {
        throw InputError(
          .usage, expected: "a network of at most \(Architecture.connectionLimit) connections",
          found: "\(architecture)")
      }
      let request = try request(for: architecture)
      let fit = SingleFit(
        on: dataset, hidden: nodes,
        hyperparameters: Hyperparameters(learningRate: learningRate, l2: l2, batchSize: batch),
        pretrainingEpochs: pretrainingEpochs, decay: rateDecay.map(LearningRateDecay.init),
        scaling: scaling,
        plan: request?.plan(normalization), method: try methodFit(for: architecture),
        control: control,
        testShare: testShare, seed: seed)
      guard fit.canBeSplit else {
        throw InputError(
          expected: "rows in \(set) that differ in their features and groups, to train and to test",
          found: "\(counted(dataset.rows, "row")) that belong together")
      }
      let rows = RowDescription(of: dataset, readBy: card, headerTexts: headerTexts)
      let instructionSet = try DataOptions.instructionSet()
      var epochs: [SingleFitResult.Epoch] = []
      let outcome = Result { () throws(TrainingError) in
        try fit.fit(
          fills: save == nil ? nil : rows.fills, instructionSet: instructionSet,
          observe: curve == nil ? nil : { epochs.append($0) })
      }
      // Of a training that diverged, too: the curve shows how.
      if let curve { try write(epochs, to: curve) }
      let (result, fitted) = try outcome.get()
      try request?.check(result)
      if let asked = fit.method?.targets { tell(ofMissing: result.connections, asked: asked) }
      if let save { try write(fitted, trainedOn: fit.trainingRows, of: dataset, rows, to: save) }
      try printToStandardOutput(JSONText.visible(result.json))
    }
  }

  private func write(_ curve: [SingleFitResult.Epoch], to path: String) throws(InputError) {
    let text =
      path.hasSuffix(".svg")
      ? FitCurve(curve, title: "\(set): \(hidden) hidden nodes").svg : SingleFitResult.csv(curve)
    try OutputFile.write(Data(text.utf8), to: path)
  }

  private func write(
    _ fitted: FittedNetwork, trainedOn trainingRows: [Int], of dataset: Dataset,
    _ rows: RowDescription, to path: String
  ) throws(InputError) {
    let saved = try SavedNetwork(
      fitted, on: dataset, readAs: rows, hidden: try hiddenNodes(),
      trainingRows: trainingRows, seed: seed)
    let bytes = try saved.encoded()
    try OutputFile.write(bytes, to: path)
    printToStandardError(
      "saved \(path): \(saved.connections), \(bytes.count) bytes; score rows by "
        + "'prunebench predict \(path) FILE'")
  }

  private func hiddenNodes() throws(InputError) -> [Int] {
    let parts = hidden.split(separator: "+", omittingEmptySubsequences: false)
    let nodes = parts.compactMap { Int($0) }
    guard nodes.count == parts.count, nodes.allSatisfy({ (1...1_000_000).contains($0) }) else {
      throw InputError(
        .usage, expected: "hidden nodes such as 64 or 64+32 for --hidden", found: hidden)
    }
    return nodes
  }

  /// One phase for each --prune.
  private func request(for architecture: Architecture) throws(InputError) -> PruningRequest? {
    guard !prune.isEmpty else { return nil }
    var request = PruningRequest(
      of: architecture, outputShare: outputShare,
      schedule: AnnealingSchedule(epochs: pruningEpochs, rate: annealingRate))
    for text in prune { try request.add(text) }
    return request
  }
}

extension SubnetworkStart: ExpressibleByArgument {}
extension Normalization: ExpressibleByArgument {}
extension Scaling: ExpressibleByArgument {}
