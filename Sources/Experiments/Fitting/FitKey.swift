import Inputs
public import Pruning
import Tabular

/// Which fit: everything that tells one training of a run from another.
public struct FitKey: Codable, Hashable, Sendable {
  /// What a fit is for.
  public enum Phase: String, Codable, CaseIterable, Sendable {
    /// Trained on all folds but one, and judged on that one.
    case search
    /// Trained on the whole training set, and tested.
    case final
  }

  /// The dataset's short name.
  public let dataset: String
  /// The number of the split, from 0.
  public let split: Int
  /// What the fit is for.
  public let phase: Phase
  /// What the fit counts towards.
  public let method: MethodName
  /// What the fit is trained with.
  public let setting: Setting
  /// How many connections were to be kept; nil for a dense network.
  public let level: Level?
  /// The repeat of the cross-validation, or the refit, from 0.
  public let `repeat`: Int
  /// The fold held out, from 0; nil in the final phase.
  public let fold: Int?

  enum CodingKeys: String, CodingKey {
    case dataset
    case split
    case phase
    case method
    case setting
    case level = "density"
    case `repeat`
    case fold
  }

  /// The same with another level.
  func with(level: Level?) -> FitKey {
    FitKey(
      dataset: dataset, split: split, phase: phase, method: method, setting: setting, level: level,
      repeat: self.repeat, fold: fold)
  }

  /// The number of a fit of the search among those of its candidate, from 0.
  func number(of validation: ProtocolFile.Validation) -> Int {
    self.repeat * validation.folds + (fold ?? 0)
  }

  /// One line that names the fit, as `id` in `results.csv`.
  public var id: String {
    var parts = [
      dataset, "split-\(split)", phase.rawValue, method.rawValue,
      "hidden-\(setting.hidden.map(String.init).joined(separator: "+"))", "l2-\(setting.l2)",
      "batch-\(setting.batch)",
    ]
    if let rate = setting.learningRate { parts.append("learning-rate-\(rate)") }
    if let decay = setting.rateDecay { parts.append("rate-decay-\(decay)") }
    if let scaling = setting.scaling { parts.append("scaling-\(scaling.rawValue)") }
    if let level { parts.append("density-\(level)") }
    parts.append("repeat-\(self.repeat)")
    if let fold { parts.append("fold-\(fold)") }
    return parts.joined(separator: "/")
  }
}

extension FitKey: Comparable {
  /// The order of `results.csv`.
  public static func < (a: FitKey, b: FitKey) -> Bool {
    if a.dataset != b.dataset { return a.dataset < b.dataset }
    if a.split != b.split { return a.split < b.split }
    if a.phase != b.phase { return a.phase == .search }
    if a.method != b.method { return a.method < b.method }
    if a.setting != b.setting { return a.setting < b.setting }
    // By the numbers alone: a journal can have the same budget in an older run's form.
    let (first, second) = (a.level?.shares ?? [], b.level?.shares ?? [])
    if first != second { return first.lexicographicallyPrecedes(second) }
    if a.repeat != b.repeat { return a.repeat < b.repeat }
    return (a.fold ?? -1) < (b.fold ?? -1)
  }
}

extension FitKey {
  /// The key as `Decodable` reads it; nil if that has to.
  init?(reading fields: inout JSONFields) {
    guard let dataset = fields.text("dataset"), let split = fields.integer("split"),
      let phase: Phase = fields.word("phase"), let method = fields.text("method"),
      let setting = fields.object("setting", Setting.init(reading:)),
      let number = fields.integer("repeat")
    else { return nil }
    self.init(
      dataset: dataset, split: split, phase: phase, method: MethodName(stored: method),
      setting: setting, level: fields.numbers("density").map(Level.perLayer), repeat: number,
      fold: fields.integer("fold"))
  }
}
