import Runs
import Tabular
import Training

/// Looks at a refit epoch by epoch, and keeps what a report wants of it.
struct RefitWatch {
  private(set) var history = TrainingHistory()
  private var predicted: (epoch: Int, logits: Matrix, logLoss: Double)?
  /// The CPU time that predicting a row takes, in seconds, where one epoch was named.
  private(set) var secondsPerRow: Double?
  /// The CPU time that finding this out took, in seconds.
  var timing = 0.0
  private let rows: [Int]
  private let epoch: CountedEpoch
  private var firstEpoch = 1
  private var mostCorrect = -1

  /// - Parameters:
  ///   - rows: the test set.
  ///   - epoch: the epoch whose predictions are kept.
  init(rows: [Int], epoch: CountedEpoch) {
    self.rows = rows
    self.epoch = epoch
  }

  /// The watch of a fork after the pretraining.
  /// - Parameters:
  ///   - continues: whether the fork trains the pretrained network on, so that its history begins with that.
  ///   - firstEpoch: the first that counts: those before are history.
  func going(on continues: Bool, epoch: CountedEpoch, firstEpoch: Int) -> RefitWatch {
    var result = self
    result.timing = 0
    guard firstEpoch > 1 || !continues else { return result }
    result = RefitWatch(rows: rows, epoch: epoch)
    if continues { result.history = history }
    result.firstEpoch = firstEpoch
    return result
  }

  mutating func see(_ observed: TrainingEpoch) {
    history.connections.append(observed.connections.reduce(0, +))
    history.losses.append((1e6 * observed.loss).rounded() / 1e6)
    let correct = observed.correct ?? 0
    history.correct.append(correct)
    let number = history.correct.count
    guard number >= firstEpoch else { return }
    switch epoch {
    case .none: return
    case .number(let chosen):
      guard number == chosen else { return }
      let time = ProcessorTime()
      secondsPerRow = mean(of: { _ = observed.logits(of: rows) }) / Double(rows.count)
      timing += time.elapsed
    // Of equally good epochs the first, as `FitResult.best` has it.
    case .best: guard correct > mostCorrect else { return }
    }
    mostCorrect = correct
    predicted = (number, observed.logits(of: rows), observed.crossEntropy(of: rows))
  }

  /// The CPU time of `work` in seconds: the mean over at least two milliseconds of it.
  private func mean(of work: () -> Void) -> Double {
    let time = ProcessorTime()
    var repeats = 0
    repeat {
      work()
      repeats += 1
    } while time.elapsed < 0.002
    return time.elapsed / Double(repeats)
  }

  /// The predictions that were kept, beside the true classes.
  func predictions(of dataset: Dataset) -> TestPredictions? {
    predicted.map { epoch, logits, logLoss in
      let labels = rows.map { dataset.labels[$0] }
      return TestPredictions(
        epoch: epoch, labels: labels, classes: predictedClasses(logits),
        logLoss: logLoss.isFinite ? (logLoss * 1e6).rounded() / 1e6 : nil,
        areas: classAreas(logits, labels: labels).map { $0.map { ($0 * 1e6).rounded() / 1e6 } })
    }
  }
}
