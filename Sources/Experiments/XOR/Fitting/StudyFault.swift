/// What a record of a study says that no fit of the study can say.
struct StudyFault {
  /// What the study makes, as the object of "expected".
  let expected: String
  /// What the record says.
  let found: String

  private init(_ expected: String, _ found: String) {
    self.expected = expected
    self.found = found
  }

  /// What is wrong with a key; nil if it is one of the study's.
  /// - Parameter settings: what the study tries the key's method with; nil if it does not.
  static func of(
    _ key: StudyKey, settings: Set<StudySetting>?, in study: StudyFile
  ) -> StudyFault? {
    guard let settings else {
      return StudyFault("a method of the study", key.method.rawValue)
    }
    guard settings.contains(key.setting) else {
      return StudyFault("a setting that the study tries", "\(key.setting)")
    }
    guard let draws = key.phase == .search ? study.searchDraws : study.draws else {
      return StudyFault("no search", "a fit of one")
    }
    guard (0..<draws).contains(key.draw) else {
      return StudyFault("a draw from 0 to \(draws - 1)", "\(key.draw)")
    }
    guard (0..<study.initialisations).contains(key.initialisation) else {
      return StudyFault(
        "an initialisation from 0 to \(study.initialisations - 1)", "\(key.initialisation)")
    }
    return nil
  }

  /// What is wrong with a record whose key is one of the study's.
  static func of(
    _ record: StudyRecord, of one: StudyFile.Case, in study: StudyFile
  ) -> StudyFault? {
    guard (0...1e9).contains(record.seconds) else {
      return StudyFault("seconds from 0 to 1e9", "\(record.seconds)")
    }
    guard let result = record.result else { return nil }
    return inEpochs(result, record.key, one, study) ?? inScores(result, one)
      ?? inNetwork(result, record.key, one) ?? inCurve(result, study)
  }

  private static func inEpochs(
    _ result: StudyResult, _ key: StudyKey, _ one: StudyFile.Case, _ study: StudyFile
  ) -> StudyFault? {
    let epochs = key.setting.pretrainingEpochs + one.pruningEpochs(of: key.method)
    guard result.epochs == epochs else {
      return StudyFault("\(epochs) epochs", "\(result.epochs)")
    }
    let isLast = result.epoch == epochs
    guard (1...epochs).contains(result.epoch),
      isLast || study.evaluationInterval.map({ result.epoch.isMultiple(of: $0) }) ?? false
    else { return StudyFault("an epoch that can be reported", "\(result.epoch)") }
    guard !isLast || result.chosen.testAUC == result.lastTestAUC else {
      return StudyFault(
        "the test AUC after the last epoch, \(result.lastTestAUC)", "\(result.chosen.testAUC)")
    }
    return nil
  }

  private static func inScores(_ result: StudyResult, _ one: StudyFile.Case) -> StudyFault? {
    let scores = result.chosen
    guard scores.loss.isFinite, scores.loss >= 0 else {
      return StudyFault("a loss of 0 or more", "\(scores.loss)")
    }
    guard (scores.validationAUC == nil) == (one.problem.validation == 0) else {
      return StudyFault(
        one.problem.validation == 0 ? "no validation AUC" : "a validation AUC",
        scores.validationAUC.map { "\($0)" } ?? "none")
    }
    let areas =
      [scores.trainingAUC, scores.testAUC, result.lastTestAUC]
      + (scores.validationAUC.map { [$0] } ?? [])
    return areas.first { !(0...1).contains($0) }.map { StudyFault("AUCs from 0 to 1", "\($0)") }
  }

  private static func inNetwork(
    _ result: StudyResult, _ key: StudyKey, _ one: StudyFile.Case
  ) -> StudyFault? {
    let (nodes, hidden) = (result.hiddenNodes, key.setting.hidden)
    guard (0...hidden).contains(nodes) else {
      return StudyFault("at most \(hidden) hidden nodes", "\(nodes)")
    }
    let dimensions = one.problem.dimensions
    guard isAscending(result.features, below: dimensions) else {
      return StudyFault("features from 0 to \(dimensions - 1), each once", "\(result.features)")
    }
    let whole = [nodes * result.features.count, 2 * nodes]
    let isDense = key.method == .dense
    let keepsInput = key.method.keepsInputLayer
    let most = [
      keepsInput ? whole[0] : min(whole[0], one.inputPhase?.connections ?? whole[0]),
      isDense ? whole[1] : min(whole[1], one.hiddenPhase?.connections ?? whole[1]),
    ]
    guard result.connections.count == 2,
      keepsInput
        ? result.connections[0] == most[0] : (0...most[0]).contains(result.connections[0]),
      isDense ? result.connections[1] == most[1] : (0...most[1]).contains(result.connections[1]),
      !isDense || nodes == hidden && result.features.count == dimensions
    else { return StudyFault("at most \(most) connections", "\(result.connections)") }
    let all = result.connections[0] + result.connections[1]
    guard (0...all).contains(result.effectiveConnections) else {
      return StudyFault("at most \(all) effective connections", "\(result.effectiveConnections)")
    }
    guard let seen = result.featuresByNode else {
      return keepsInput ? nil : StudyFault("the features of each hidden node", "none")
    }
    let known = Set(result.features)
    guard !keepsInput, seen.count == nodes,
      seen.allSatisfy({ isAscending($0, below: dimensions) && known.isSuperset(of: $0) }),
      seen.map(\.count).reduce(0, +) == result.connections[0]
    else {
      return StudyFault(
        keepsInput
          ? "no features by node, since each sees all"
          : "the features of \(nodes) nodes, \(result.connections[0]) in all", "\(seen)")
    }
    return nil
  }

  private static func inCurve(_ result: StudyResult, _ study: StudyFile) -> StudyFault? {
    guard let curve = result.curve else { return nil }
    guard study.keepsCurves else { return StudyFault("no curve", "one") }
    let losses = [curve.trainingLoss, curve.testLoss]
    let areas = [curve.trainingAUC, curve.testAUC]
    let counts = (losses + areas).map(\.count) + [curve.connections.count]
    guard counts.allSatisfy({ $0 == result.epochs }) else {
      return StudyFault("curves of \(result.epochs) epochs", "\(counts)")
    }
    guard losses.joined().allSatisfy({ $0.isFinite && $0 >= 0 }),
      areas.joined().allSatisfy({ (0...1).contains($0) }),
      curve.connections.last == result.connections[0] + result.connections[1]
    else {
      return StudyFault(
        "losses of 0 or more, AUCs from 0 to 1, and the connections of the result", "others")
    }
    return nil
  }

  /// Whether numbers ascend from 0 or more, each below `end`.
  private static func isAscending(_ numbers: [Int], below end: Int) -> Bool {
    numbers.allSatisfy((0..<end).contains) && zip(numbers, numbers.dropFirst()).allSatisfy(<)
  }
}
