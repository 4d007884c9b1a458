import Training

/// Watches one fit: keeps the scores of the epoch that counts, and the curves if wanted. A value,
/// so that forks go on from what was seen before.
struct Watcher {
  let samples: Samples
  /// Every how many epochs the validation sample is asked; nil looks at the last epoch only.
  let interval: Int?
  /// Epochs seen.
  private(set) var epoch = 0
  private(set) var curve: StudyResult.Curve?
  private var best: (epoch: Int, scores: StudyResult.Scores)?
  private var lastTestAUC = 0.0
  private var failure: FitFailure?

  init(_ samples: Samples, interval: Int?, keepsCurve: Bool) {
    self.samples = samples
    self.interval = interval
    curve = keepsCurve ? StudyResult.Curve() : nil
  }

  /// Takes one more epoch in.
  /// - Parameters:
  ///   - counts: whether the fit may be reported as it is after this epoch.
  ///   - isLast: whether the fit ends with it.
  mutating func see(_ seen: TrainingEpoch, counts: Bool, isLast: Bool) {
    epoch += 1
    guard failure == nil else { return }
    do throws(FitFailure) {
      if curve != nil { try extendCurve(seen) }
      let isDue = isLast || interval.map { epoch % $0 == 0 } ?? false
      guard counts, isDue else { return }
      let scores = try scores(seen)
      if isLast { lastTestAUC = scores.testAUC }
      if interval == nil || scores.validationAUC ?? 0 > best?.scores.validationAUC ?? -1 {
        best = (epoch, scores)
      }
    } catch {
      failure = error
    }
  }

  /// Forgets which epoch was best so far: what follows is another method's.
  mutating func forgetBest() { best = nil }

  /// The result of the fit that ended with `network`.
  func result(
    of network: Network, seesAllFeatures: Bool
  ) throws(FitFailure) -> StudyResult {
    if let failure { throw failure }
    guard let best else { throw .nothingCounted }
    let first = network.layers[0]
    return StudyResult(
      epoch: best.epoch, epochs: epoch, chosen: best.scores, lastTestAUC: lastTestAUC,
      connections: network.connectionsByLayer,
      effectiveConnections: network.effectiveConnections, features: network.features,
      featuresByNode: seesAllFeatures
        ? nil
        : (0..<first.outputs).map { node in
          network.features.indices.filter { first.isKept($0, node) }.map { network.features[$0] }
        },
      hiddenNodes: first.outputs, curve: curve)
  }

  private func scores(
    _ seen: TrainingEpoch
  ) throws(FitFailure) -> StudyResult.Scores {
    func areaUnderCurve(_ rows: [Int]) throws(FitFailure) -> Double {
      do throws(AreaUnderCurveError) {
        return try samples.areaUnderCurve(of: rows, logits: seen.logits(of: rows))
      } catch {
        throw .areaUnderCurve(error)
      }
    }
    let loss = try finite(seen.crossEntropy(of: samples.training), seen)
    return StudyResult.Scores(
      loss: loss,
      trainingAUC: try areaUnderCurve(samples.training),
      validationAUC: samples.validation.isEmpty ? nil : try areaUnderCurve(samples.validation),
      testAUC: try areaUnderCurve(samples.test))
  }

  private mutating func extendCurve(_ seen: TrainingEpoch) throws(FitFailure) {
    let scores = try scores(seen)
    let testLoss = try finite(seen.crossEntropy(of: samples.test), seen)
    curve?.trainingLoss.append(scores.loss)
    curve?.testLoss.append(testLoss)
    curve?.trainingAUC.append(scores.trainingAUC)
    curve?.testAUC.append(scores.testAUC)
    curve?.connections.append(seen.connections.reduce(0, +))
  }

  /// The last step of an epoch can be the one that diverges: its loss was taken before.
  private func finite(_ loss: Double, _ seen: TrainingEpoch) throws(FitFailure) -> Double {
    guard loss.isFinite else { throw .diverged(.diverged(epoch: seen.number)) }
    return loss
  }
}

/// Why a fit that ran to its end has no result.
enum FitFailure: Error, CustomStringConvertible {
  case diverged(TrainingError)
  case areaUnderCurve(AreaUnderCurveError)
  case nothingCounted

  /// As the journal records it.
  var description: String {
    switch self {
    case .diverged(let error): "\(error)"
    case .areaUnderCurve(let error): "\(error)"
    case .nothingCounted: "no epoch had its final connections"
    }
  }
}
