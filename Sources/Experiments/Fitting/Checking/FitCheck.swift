import Pruning
import Training

/// Tells which fits a run makes, and what can come out of them, whatever its searches choose.
struct FitCheck {
  private struct Target: Hashable {
    let dataset: String
    let hidden: [Int]
    let level: Level?

    init(_ key: FitKey) { (dataset, hidden, level) = (key.dataset, key.setting.hidden, key.level) }
  }

  /// The connections that each layer may have, and all layers of a pruned network.
  private struct Connections {
    let most: [Int]
    let mostOfAll: Int
  }

  private struct Timed: Hashable {
    let target: Target
    let method: MethodName
  }

  private struct SplitOfDataset: Hashable {
    let dataset: String
    let split: Int
  }

  private let protocolFile: ProtocolFile
  /// Those that this program has.
  private let methods: [MethodName: any Method]
  private let places: [String: Place]
  private let settings: Set<Setting>
  /// Those of the equivalent network, of one node each.
  private let equivalents: Set<Setting>
  private let levels: Set<Level>
  private var targets: [Target: Connections] = [:]
  /// Nil of methods that this program does not have.
  private var firstEpochs: [Timed: Int?] = [:]
  /// The rows of the training set, as the first record of a split has them.
  private var trainingRows: [SplitOfDataset: Int] = [:]
  /// The true classes of the test set, as the first record of a split has them.
  private var labels: [SplitOfDataset: [Int]] = [:]

  init(_ description: RunDescription) {
    protocolFile = description.protocolFile
    let pairs = description.datasets.map { [protocolFile] in
      ($0.name, Place($0, under: protocolFile))
    }
    places = Dictionary(pairs) { first, _ in first }
    let known = protocolFile.methods.compactMap { compared in
      MethodCatalogue.standard.method(of: compared).map { (compared.name, $0) }
    }
    methods = Dictionary(known) { first, _ in first }
    settings = Set(protocolFile.grid.settings)
    equivalents = Set(protocolFile.grid.settings(hidden: [[1]]))
    levels = Set(protocolFile.pruning.levels)
  }

  /// What is wrong with a record: what the run makes, and what the record says.
  typealias Fault = (expected: String, found: String)

  /// What is wrong with `record`; nil if the run can have made it.
  mutating func fault(in record: FitRecord) -> Fault? {
    let key = record.key
    guard let place = places[key.dataset] else {
      return ("a dataset of the run: \(places.keys.sorted().joined(separator: ", "))", key.dataset)
    }
    if let fault = fault(in: key, place) { return fault }
    guard (0...1e9).contains(record.seconds) else {
      return ("seconds from 0 to 1e9", "\(record.seconds)")
    }
    if let cost = record.cost {
      guard key.phase == .final, record.result != nil,
        [cost.training, cost.prediction].allSatisfy((0...1e9).contains)
      else { return ("a cost from 0 to 1e9 seconds, of a refit with a result", "\(cost)") }
    }
    guard let result = record.result else { return nil }
    return fault(inRowsOf: result, key, place) ?? fault(inEpochsOf: result, key, place)
      ?? fault(inConnectionsOf: result, key, place) ?? fault(inPredictionsOf: result, key, place)
      ?? Self.fault(inHistoryOf: result, key, place) ?? Self.fault(inAreasOf: result, place.summary)
      ?? Self.fault(inFeaturesOf: result, key, place.summary)
  }

  // MARK: Keys

  private func fault(in key: FitKey, _ place: Place) -> Fault? {
    let validation = protocolFile.validation
    guard (0..<place.splits).contains(key.split) else {
      return ("a split from 0 to \(place.splits - 1)", "\(key.split)")
    }
    switch (key.phase, key.fold) {
    case (.search, let fold?):
      guard (0..<validation.folds).contains(fold) else {
        return ("a fold from 0 to \(validation.folds - 1)", "\(fold)")
      }
    case (.final, nil): break
    case (.search, nil): return ("a fit of the search with its fold", "none")
    case (.final, let fold?): return ("a refit without a fold", "\(fold)")
    }
    let repeats = key.phase == .search ? validation.repeats : protocolFile.retrains
    guard (0..<repeats).contains(key.repeat) else {
      return ("a repeat from 0 to \(repeats - 1)", "\(key.repeat)")
    }
    guard let method = protocolFile.method(key.method) else {
      let names = protocolFile.methods.map(\.name.rawValue)
      return ("a method of the run: \(names.joined(separator: ", "))", key.method.rawValue)
    }
    guard method.isPruned ? key.level.map(levels.contains) ?? false : key.level == nil
    else {
      return (
        method.isPruned
          ? "a density of the run" : "no density of a dense network",
        key.level.map { "\($0)" } ?? "none"
      )
    }
    guard isOfTheRun(key, place) else { return ("a setting of the run's grid", "\(key.setting)") }
    guard key.phase == .final || method.sizedAs == nil || protocolFile.equivalent.searches
    else {
      return ("no search of the equivalent network", "one")
    }
    return nil
  }

  private func isOfTheRun(_ key: FitKey, _ place: Place) -> Bool {
    guard protocolFile.method(key.method)?.sizedAs != nil else {
      return settings.contains(key.setting)
    }
    return key.setting.hidden.count == 1 && place.equivalentNodes.contains(key.setting.hidden[0])
      && equivalents.contains(key.setting.with(hidden: [1]))
  }

  // MARK: Results

  private mutating func fault(
    inRowsOf result: FitResult, _ key: FitKey, _ place: Place
  ) -> Fault? {
    let counts = "\(result.trainingRows) and \(result.heldOutRows)"
    let rows = place.summary.rows
    guard (0...rows).contains(result.trainingRows), (1...rows).contains(result.heldOutRows) else {
      return ("rows of the \(rows) that there are", counts)
    }
    // In the search the training set alone is dealt into folds.
    let training = result.trainingRows + (key.phase == .search ? result.heldOutRows : 0)
    let split = SplitOfDataset(dataset: key.dataset, split: key.split)
    let known = trainingRows[split]
    guard known.map({ $0 == training }) ?? place.trainingRows.contains(training) else {
      let expected = known.map { "\($0)" } ?? Self.text(place.trainingRows)
      return ("\(expected) rows in the training set of \(key.dataset)", "\(training)")
    }
    if let fold = key.fold {
      let folds = protocolFile.validation.folds
      let heldOut = training / folds + (fold < training % folds ? 1 : 0)
      guard result.heldOutRows == heldOut || !protocolFile.splits.hasEvenFolds else {
        return ("\(heldOut) of \(training) rows held out by fold \(fold)", counts)
      }
    } else if result.trainingRows + result.heldOutRows != rows {
      return ("\(rows) rows in training and test set", counts)
    }
    trainingRows[split] = training
    return nil
  }

  private mutating func fault(
    inEpochsOf result: FitResult, _ key: FitKey, _ place: Place
  ) -> Fault? {
    // Of a method that this program does not have the record itself says it.
    var first = firstEpoch(key, place) ?? min(max(1, result.firstEpoch), place.schedule.epochs)
    // Older runs have the counts of the others, too.
    if protocolFile.countsOnlyLastEpoch(of: key.phase), result.counts.count == 1 {
      first = place.schedule.epochs
    }
    let count = place.schedule.epochs - first + 1
    guard result.firstEpoch == first, result.counts.count == count else {
      return (
        "the counts of \(count) epochs from epoch \(first) on",
        "\(result.counts.count) from epoch \(result.firstEpoch) on"
      )
    }
    guard result.counts.allSatisfy({ (0...result.heldOutRows).contains(Int($0)) }) else {
      return ("at most \(result.heldOutRows) correct rows", "\(result.correct.max() ?? 0)")
    }
    guard result.loss.isFinite, result.loss >= 0 else {
      return ("a loss of 0 or more", "\(result.loss)")
    }
    return nil
  }

  private mutating func firstEpoch(_ key: FitKey, _ place: Place) -> Int? {
    let timed = Timed(target: Target(key), method: key.method)
    if let known = firstEpochs[timed] { return known }
    let architecture = place.summary.architecture(hidden: key.setting.hidden)
    let epoch = methods[key.method]?.firstEpoch(
      in: MethodSchedule(
        pretrainingEpochs: place.schedule.pretrainingEpochs,
        annealing: AnnealingSchedule(
          epochs: place.schedule.pruningEpochs, rate: protocolFile.pruning.annealingRate),
        connections: architecture.connections,
        target: protocolFile.targets(key.level, for: architecture).reduce(0, +)))
    firstEpochs[timed] = .some(epoch)
    return epoch
  }

  private mutating func connections(_ key: FitKey, _ place: Place) -> Connections {
    let target = Target(key)
    if let known = targets[target] { return known }
    let architecture = place.summary.architecture(hidden: key.setting.hidden)
    let most = protocolFile.targets(key.level, for: architecture)
    // A method may spread the connections over the layers in its own way.
    // Nor can it keep less than a node of each hidden layer, if it prunes nodes.
    let least = place.summary.architecture(hidden: key.setting.hidden.map { _ in 1 }).connections
    let connections = Connections(most: most, mostOfAll: max(least, most.reduce(0, +)))
    targets[target] = connections
    return connections
  }

  private mutating func fault(
    inConnectionsOf result: FitResult, _ key: FitKey, _ place: Place
  ) -> Fault? {
    let connections = connections(key, place)
    let most = connections.most
    let isDense = key.level == nil
    let misfit = ("\(isDense ? "" : "at most ")\(most) connections", "\(result.connections)")
    // Before they are added up: a journal can say any number.
    guard result.connections.count == most.count,
      result.connections.allSatisfy((0...connections.mostOfAll).contains)
    else { return misfit }
    let all = result.connections.reduce(0, +)
    guard isDense ? result.connections == most : all <= connections.mostOfAll else { return misfit }
    if let widths = result.widths {
      let full = place.summary.architecture(hidden: key.setting.hidden).widths
      guard key.phase == .final, widths.count == full.count,
        zip(widths, full).allSatisfy({ (0...$1).contains($0) }), widths.last == full.last,
        zip(result.connections, zip(widths, widths.dropFirst())).allSatisfy({ $0 <= $1.0 * $1.1 })
      else { return ("at most \(full) nodes of a refit", "\(widths)") }
    }
    guard (0...all).contains(result.effectiveConnections) else {
      return ("at most \(all) effective connections", "\(result.effectiveConnections)")
    }
    return nil
  }

  private mutating func fault(
    inPredictionsOf result: FitResult, _ key: FitKey, _ place: Place
  ) -> Fault? {
    guard let predictions = result.predictions else { return nil }
    guard key.phase == .final else { return ("no predictions of a fit of the search", "some") }
    let classes = 0..<place.summary.classes
    for list in [predictions.labels, predictions.classes] {
      guard list.count == result.heldOutRows else {
        return ("the classes of \(result.heldOutRows) rows", "\(list.count)")
      }
      if let other = list.first(where: { !classes.contains($0) }) {
        return ("classes from 0 to \(classes.count - 1)", "\(other)")
      }
    }
    let split = SplitOfDataset(dataset: key.dataset, split: key.split)
    guard labels[split] ?? predictions.labels == predictions.labels else {
      return ("the same true classes in all refits of a split", "others")
    }
    labels[split] = predictions.labels
    guard predictions.logLoss.map({ $0.isFinite && $0 >= 0 }) ?? true else {
      return ("a log loss of 0 or more", "\(predictions.logLoss ?? 0)")
    }
    let epoch = predictions.epoch
    guard (result.firstEpoch...place.schedule.epochs).contains(epoch) else {
      return ("predictions after an epoch that counts", "epoch \(epoch)")
    }
    guard protocolFile.choice.epoch != .test || epoch == result.best.epoch else {
      return ("predictions after the best epoch, \(result.best.epoch)", "epoch \(epoch)")
    }
    let correct = zip(predictions.labels, predictions.classes).count { $0 == $1 }
    guard correct == Int(result.counts[epoch - result.firstEpoch]) else {
      return (
        "\(result.counts[epoch - result.firstEpoch]) correct predictions, as after epoch \(epoch)",
        "\(correct)"
      )
    }
    return nil
  }

  private static func text(_ range: ClosedRange<Int>) -> String {
    range.lowerBound == range.upperBound
      ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }
}
