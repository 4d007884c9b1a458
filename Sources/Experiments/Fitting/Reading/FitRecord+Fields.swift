package import Inputs
import Pruning

// A record as `Decodable` reads it; nil if that has to.

extension FitRecord: ReadableByFields {
  package init?(reading fields: inout JSONFields) {
    guard let key = fields.object("key", FitKey.init(reading:)),
      let result = fields.object(
        "outcome", { $0.object("result") { $0.object("_0", FitResult.init(reading:)) } }),
      let seconds = fields.number("seconds"), let finished = fields.date("finished")
    else { return nil }
    self.init(
      key: key, outcome: .result(result), seconds: seconds,
      cost: fields.object("cost", Cost.init(reading:)), finished: finished)
  }
}

extension FitRecord.Cost {
  fileprivate init?(reading fields: inout JSONFields) {
    guard let training = fields.number("training"), let prediction = fields.number("prediction")
    else { return nil }
    self.init(training: training, prediction: prediction)
  }
}

extension FitKey {
  fileprivate init?(reading fields: inout JSONFields) {
    guard let dataset = fields.text("dataset"), let split = fields.integer("split"),
      let phase: Phase = fields.word("phase"), let method = fields.text("method"),
      let setting = fields.object("setting", Setting.init(reading:)),
      let number = fields.integer("repeat")
    else { return nil }
    self.init(
      dataset: dataset, split: split, phase: phase, method: MethodName(stored: method),
      setting: setting,
      level: fields.numbers("density").map(Level.perLayer)
        ?? fields.object("density", Level.init(readingBudget:)),
      repeat: number, fold: fields.integer("fold"))
  }
}

extension Level {
  fileprivate init?(readingBudget fields: inout JSONFields) {
    guard let density = fields.number("density"), let share = fields.number("outputShare") else {
      return nil
    }
    self = .budget(density: density, outputShare: share)
  }
}

extension FitResult {
  fileprivate init?(reading fields: inout JSONFields) {
    guard let trainingRows = fields.integer("trainingRows"),
      let heldOutRows = fields.integer("heldOutRows"),
      let connections = fields.integers("connections"),
      let effectiveConnections = fields.integer("effectiveConnections"),
      let firstEpoch = fields.integer("firstEpoch"), let loss = fields.number("loss"),
      let changes = fields.integers("correctChanges"),
      let counts = Self.counts(after: changes, most: heldOutRows)
    else { return nil }
    self.trainingRows = trainingRows
    self.heldOutRows = heldOutRows
    self.connections = connections
    self.effectiveConnections = effectiveConnections
    self.firstEpoch = firstEpoch
    self.counts = counts
    self.loss = loss
    refit = Refit.shared(
      fields.object("predictions", TestPredictions.init(reading:)),
      fields.object("history", TrainingHistory.init(reading:)), fields.integers("widths"),
      fields.integers("features"))
  }
}

extension TestPredictions {
  fileprivate init?(reading fields: inout JSONFields) {
    guard let epoch = fields.integer("epoch"), let labels = fields.integers("labels"),
      let classes = fields.integers("classes")
    else { return nil }
    self.init(
      epoch: epoch, labels: labels, classes: classes, logLoss: fields.number("logLoss"),
      areas: fields.numbers("areas").map { $0.map(Optional.some) })
  }
}

extension TrainingHistory {
  fileprivate init?(reading fields: inout JSONFields) {
    guard let connections = fields.integers("connections"),
      let losses = fields.numbers("losses"), let correct = fields.integers("correct")
    else { return nil }
    self.init(connections: connections, losses: losses, correct: correct)
  }
}
