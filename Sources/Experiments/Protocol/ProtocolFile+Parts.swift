// What a protocol consists of.
extension ProtocolFile {
  /// Which rows a scaler is fitted on.
  public enum Scaling: String, Codable, CaseIterable, Sendable {
    /// All rows of the dataset, as in the paper: the test set's range leaks into training.
    case all
    /// The rows trained on, and no others.
    case training
  }

  /// Which part decides.
  public enum Judge: String, Codable, CaseIterable, Sendable {
    /// The test set, as in the paper: the figure is optimistic.
    case test
    /// The validation folds.
    case validation
  }

  /// Which epoch of a training counts.
  public enum EpochChoice: String, Codable, CaseIterable, Sendable {
    /// The best on the test set, as in the paper: the figure is optimistic.
    case test
    /// The best on the mean of the validation folds.
    case validation
    /// The last, for all networks alike: with a falling learning rate nothing need be chosen.
    case last
    /// The mean of the last ones, for all networks alike: at a constant learning rate the accuracy of a single epoch
    /// can be a point off.
    case lastMean = "last-mean"
  }

  /// Where test sets come from.
  public enum SplitKind: String, Codable, CaseIterable, Sendable {
    /// Drawn at random from all rows.
    case drawn
    /// The source's own: the rows that a card marks by `part: test`.
    case given
    /// Those of a file, as `prunebench export` writes it.
    case file
  }

  /// What becomes of rows whose features are the same, and of rows of one group.
  public enum Duplicates: String, Codable, CaseIterable, Sendable {
    /// They stay on one side of each split and each fold.
    case together
    /// They are rows as any others, as in the paper: a network may be tested on a row that it was trained on.
    case apart
  }

  /// Which levels of a method are refitted.
  public enum RefittedLevels: String, Codable, CaseIterable, Sendable {
    /// The one that validation chose.
    case chosen
    /// Every one: what each costs is seen. Validation still chooses the one that counts.
    case every
  }

  /// How the test set is held out.
  public struct Splits: Codable, Hashable, Sendable {
    /// The share of the rows held out as test set, in (0, 1); it decides nothing where test sets are not drawn, so that
    /// only ``testShare(of:)`` is for others.
    let testShare: Double
    /// Independent splits, each with its own search.
    public let count: Int
    /// Whether each class is split in the same proportion, in splits and folds alike.
    public let stratified: Bool
    /// The counts of datasets that have their own: of a small one more are needed to tell as much. Nil
    /// if none has.
    public let counts: [String: Int]?
    /// What becomes of rows that are the same; nil for ``Duplicates/apart``, as in runs of before there was a choice.
    public let duplicates: Duplicates?
    /// Where the test set comes from; nil for ``SplitKind/drawn``.
    public let kind: SplitKind?
    /// The file that the splits are taken from, with ``SplitKind/file``; nil elsewhere.
    package internal(set) var file: SplitsFile?

    /// Whether the source's own test set is held out.
    public var areGiven: Bool { kind == .given }

    /// Whether test sets are drawn from all rows.
    package var areDrawn: Bool { kind == nil }

    /// The splits of a dataset.
    public func count(of dataset: String) -> Int {
      file.map { $0.part(of: dataset)?.splits ?? 1 } ?? counts?[dataset] ?? count
    }

    /// The share of the rows that is drawn as the test set; nil where test sets are not drawn.
    public var drawnShare: Double? { areDrawn ? testShare : nil }

    /// The share of the rows of a dataset that is held out.
    public func testShare(of dataset: String) -> Double {
      file?.part(of: dataset)?.testShare ?? testShare
    }
  }

  /// How settings are judged on the training set.
  public struct Validation: Codable, Hashable, Sendable {
    /// Repeats of the cross-validation.
    public let repeats: Int
    /// Folds of each repeat.
    public let folds: Int
    /// Which settings are judged by all folds of all repeats.
    public let search: Search

    /// The fits of a setting that is judged by all of them.
    public var fits: Int { repeats * folds }

    /// The rounds of a search among some settings.
    func rounds(candidates: Int) -> [Search.Round] {
      search.rounds(candidates: candidates, fits: fits)
    }
  }

  /// How long every network trains, and how fast.
  public struct Schedule: Codable, Hashable, Sendable {
    /// Adam's learning rate.
    public let learningRate: Double
    /// Epochs before pruning begins.
    public let pretrainingEpochs: Int
    /// Epochs of the annealing schedule; the dense network trains as many.
    public let pruningEpochs: Int

    /// The epochs of every training, dense or pruned.
    package var epochs: Int { pretrainingEpochs + pruningEpochs }
  }

  /// The schedule of datasets of so many rows or more.
  public struct RowSchedule: Codable, Hashable, Sendable {
    /// The fewest rows.
    public let rows: Int
    /// Their schedule.
    public let schedule: Schedule
  }

  /// What decides what counts.
  public struct Choice: Codable, Hashable, Sendable {
    /// Which epoch counts.
    public let epoch: EpochChoice
    /// Which part chooses the level.
    public let density: Judge
    /// The most connections of a level that can be chosen, as a share of NN(best)'s; nil for all.
    public let atMost: Double?
    /// With ``EpochChoice/lastMean`` how many epochs count; nil elsewhere.
    public let last: Int?
    /// Which levels are refitted; nil for ``RefittedLevels/chosen``.
    public let refits: RefittedLevels?
  }

  /// How NN(equivalent) is found.
  public struct Equivalent: Codable, Hashable, Sendable {
    /// Whether the equivalent network gets a search of its own, of all but the width, or NN(best)'s setting.
    public let searches: Bool
    /// Hidden nodes by dataset, where they are not to be computed.
    public let hidden: [String: Int]
  }
}
