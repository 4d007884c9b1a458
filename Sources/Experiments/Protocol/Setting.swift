import Inputs
public import Tabular
import Training

/// One point of the grid: what a fit is trained with.
public struct Setting: Codable, Hashable, Sendable {
  /// The nodes of each hidden layer.
  public let hidden: [Int]
  /// The coefficient of the L2 penalty.
  public let l2: Double
  /// Samples a minibatch.
  public let batch: Int
  /// Adam's learning rate; nil for that of the protocol's schedule.
  public let learningRate: Double?
  /// The share of the epochs after pretraining over which the learning rate falls to 0, at their end;
  /// nil if it stays.
  public let rateDecay: Double?
  /// How the features are scaled; nil for ``Scaling/minmax``, so that a run without others is what it was before there
  /// were any.
  public let scaling: Scaling?

  /// A setting; whether it is one of a grid's is for the grid to say.
  package init(
    hidden: [Int], l2: Double, batch: Int, learningRate: Double? = nil, rateDecay: Double? = nil,
    scaling: Scaling? = nil
  ) {
    self.hidden = hidden
    self.l2 = l2
    self.batch = batch
    self.learningRate = learningRate
    self.rateDecay = rateDecay
    self.scaling = scaling
  }

  /// The setting as `Decodable` reads it; nil if that has to.
  init?(reading fields: inout JSONFields) {
    guard let hidden = fields.integers("hidden"), let l2 = fields.number("l2"),
      let batch = fields.integer("batch")
    else { return nil }
    self.init(
      hidden: hidden, l2: l2, batch: batch, learningRate: fields.number("learningRate"),
      rateDecay: fields.number("rateDecay"),
      scaling: fields.word("scaling"))
  }

  /// The same with other hidden layers.
  func with(hidden: [Int]) -> Setting {
    Setting(
      hidden: hidden, l2: l2, batch: batch, learningRate: learningRate, rateDecay: rateDecay,
      scaling: scaling)
  }

  /// How the learning rate falls.
  var decay: LearningRateDecay? { rateDecay.map(LearningRateDecay.init) }

  /// - Parameter rate: the learning rate of a setting that has none.
  func hyperparameters(learningRate rate: Double) -> Hyperparameters {
    Hyperparameters(learningRate: learningRate ?? rate, l2: l2, batchSize: batch)
  }
}

extension Setting: CustomStringConvertible {
  /// `hidden 64, L2 0.0001, batch 16`, and `, learning rate 0.002, rate decay 0.5` where it has them.
  public var description: String {
    "hidden \(hidden.map(String.init).joined(separator: "+")), L2 \(l2), \(training)"
  }

  /// What is left of the description without width and L2.
  package var training: String {
    "batch \(batch)" + (learningRate.map { ", learning rate \($0)" } ?? "")
      + (rateDecay.map { ", rate decay \($0)" } ?? "")
      + (scaling.map { ", scaling \($0.rawValue)" } ?? "")
  }
}

extension Setting: Comparable {
  /// Shallow networks before deep ones, then by width, L2, batch size, rate and decay.
  public static func < (a: Setting, b: Setting) -> Bool {
    if a.hidden.count != b.hidden.count { return a.hidden.count < b.hidden.count }
    if a.hidden != b.hidden { return a.hidden.lexicographicallyPrecedes(b.hidden) }
    return (a.l2, a.batch, a.learningRate ?? 0, a.rateDecay ?? 0, a.scaling.rank)
      < (b.l2, b.batch, b.learningRate ?? 0, b.rateDecay ?? 0, b.scaling.rank)
  }
}

extension Scaling? {
  /// Its place among all scalings.
  fileprivate var rank: Int { map { Scaling.allCases.firstIndex(of: $0) ?? 0 } ?? 0 }
}

/// The settings that a search tries: every combination.
public struct Grid: Codable, Hashable, Sendable {
  /// The nodes of the hidden layers of each network.
  public let hidden: [[Int]]
  /// The coefficients of the L2 penalty.
  public let l2: [Double]
  /// The samples of a minibatch.
  public let batch: [Int]
  /// Adam's learning rates; nil for that of the protocol's schedule only.
  public let learningRate: [Double]?
  /// The shares of the epochs after pretraining over which the learning rate falls, 0 for one that
  /// stays; nil for that one only, so that a run without decay is what it was before there was any.
  public let rateDecay: [Double]?
  /// How the features are scaled; nil for ``Scaling/minmax`` only.
  public let scaling: [Scaling]?

  /// How many settings there are: a number that cannot overflow.
  var count: Double { Double(hidden.count) * countOfEachWidth }

  /// How many settings there are of each width.
  var countOfEachWidth: Double {
    [l2.count, batch.count, learningRates.count, rateDecays.count, scalings.count].map(Double.init)
      .reduce(1, *)
  }

  /// Whether each value is one that a network can be trained with, and there once.
  var isValid: Bool {
    func areDistinct(_ values: [some Hashable]) -> Bool { Set(values).count == values.count }
    return l2.allSatisfy { $0 >= 0 && $0.isFinite } && batch.allSatisfy { $0 > 0 }
      && (learningRate ?? []).allSatisfy { $0 > 0 && $0.isFinite }
      && (rateDecay ?? []).allSatisfy { (0...1).contains($0) } && areDistinct(hidden)
      && areDistinct(l2) && areDistinct(batch) && areDistinct(learningRate ?? [])
      && areDistinct(rateDecay ?? []) && areDistinct(scaling ?? []) && scaling?.isEmpty != true
  }

  /// All combinations, the last of the properties fastest.
  public var settings: [Setting] { settings(hidden: hidden) }

  /// As a setting has them.
  private var learningRates: [Double?] { learningRate.map { $0.map(Optional.some) } ?? [nil] }
  private var rateDecays: [Double?] { (rateDecay ?? [0]).map { $0 > 0 ? $0 : nil } }
  private var scalings: [Scaling?] {
    (scaling ?? [.minmax]).map { $0 == .minmax ? nil : $0 }
  }

  /// All combinations with other hidden layers.
  func settings(hidden: [[Int]]) -> [Setting] {
    hidden.flatMap { hidden in
      l2.flatMap { l2 in
        batch.flatMap { batch in
          learningRates.flatMap { rate in
            rateDecays.flatMap { decay in
              scalings.map {
                Setting(
                  hidden: hidden, l2: l2, batch: batch, learningRate: rate, rateDecay: decay,
                  scaling: $0)
              }
            }
          }
        }
      }
    }
  }
}
