import Inputs
public import Pruning
import Tabular

/// Which fit: everything that tells one training of a run from another. Keys are cheap to copy, as records are.
public struct FitKey: Hashable, Sendable {
  /// What a fit is for.
  public enum Phase: String, Codable, CaseIterable, Sendable {
    /// Trained on all folds but one, and judged on that one.
    case search
    /// Trained on the whole training set, and tested.
    case final
  }

  /// The dataset's short name.
  public var dataset: String { fields.value.dataset }
  /// The number of the split, from 0.
  public var split: Int { fields.value.split }
  /// What the fit is for.
  public var phase: Phase { fields.value.phase }
  /// What the fit counts towards.
  public var method: MethodName { fields.value.method }
  /// What the fit is trained with.
  public var setting: Setting { fields.value.setting }
  /// How many connections were to be kept; nil for a dense network.
  public var level: Level? { fields.value.level }
  /// The repeat of the cross-validation, or the refit, from 0.
  public var `repeat`: Int { fields.value.repeat }
  /// The fold held out, from 0; nil in the final phase.
  public var fold: Int? { fields.value.fold }

  private let fields: Shared<Fields>

  private struct Fields: Codable, Hashable {
    let dataset: String
    let split: Int
    let phase: Phase
    let method: MethodName
    let setting: Setting
    let level: Level?
    let `repeat`: Int
    let fold: Int?

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
  }

  init(
    dataset: String, split: Int, phase: Phase, method: MethodName, setting: Setting, level: Level?,
    repeat: Int, fold: Int?
  ) {
    fields = Shared(
      Fields(
        dataset: dataset, split: split, phase: phase, method: method, setting: setting,
        level: level, repeat: `repeat`, fold: fold))
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

extension FitKey: Codable {
  /// Reads the key of a journal's line.
  public init(from decoder: any Decoder) throws {
    fields = Shared(try Fields(from: decoder))
  }

  /// Writes the key of a journal's line.
  public func encode(to encoder: any Encoder) throws { try fields.value.encode(to: encoder) }
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
