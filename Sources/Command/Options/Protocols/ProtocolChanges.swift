import ArgumentParser
import Experiments
import Foundation
import Inputs
import Pruning

/// What is changed of a protocol for one run: the options of all commands that take a protocol.
struct ProtocolChanges: ParsableArguments {
  @Option(name: .long, help: "The seed of all random streams, instead of the file's.")
  var seed: UInt64?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The number of splits, instead of the file's: 3 for a first look.",
      valueName: "count"))
  var splits: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      The epochs of every training, pretraining and pruning together, on every dataset, instead of \
      the file's numbers; pretraining keeps its share of them.
      """, valueName: "count"))
  var epochs: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      The methods to compare, instead of the file's: 'dense,cpna,cpa', or 'dense' alone for a grid \
      search. Those that the file names have its options, others their defaults. 'equivalent' is the \
      dense network of the size of the first method that prunes; 'all' stands for every method.
      """, valueName: "names"))
  var methods: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      """
      Replace a key of the protocol by a value in YAML, as in 'grid.hidden=[64,256]'; KEY=null \
      removes an optional key. May be given several times; of two values for one key the last counts.
      """, valueName: "key=value"))
  var replacements: [String] = []

  /// Whether anything but the seed is said: what a study has no use for.
  var isOfAProtocol: Bool {
    splits != nil || epochs != nil || methods != nil || !replacements.isEmpty
  }

  func validate() throws {
    guard splits.map({ (1...1_000_000).contains($0) }) ?? true else {
      throw ValidationError("'--splits' must be from 1 to 1000000.")
    }
    let range = ProtocolFile.epochRange
    guard epochs.map(range.contains) ?? true else {
      throw ValidationError(
        "'--epochs' must be from \(range.lowerBound) to \(range.upperBound): one of pretraining and "
          + "two of pruning are the least.")
    }
  }

  /// The options as they are given.
  var arguments: [String] {
    [
      seed.map { "--seed=\($0)" }, splits.map { "--splits=\($0)" }, epochs.map { "--epochs=\($0)" },
      methods.map { "--methods=\($0)" },
    ].compactMap { $0 } + replacements.map { "--set=\($0)" }
  }

  /// The protocol `name` as it is changed.
  func protocolFile(named name: String) throws(InputError) -> ProtocolFile {
    var parsed: [KeyReplacement] = []
    for text in replacements {
      parsed.append(try KeyReplacement(text, label: "--set \(text)"))
    }
    try checkConflicts(parsed)
    let catalogue = Additions.current.methods
    if let methods {
      let request = try MethodsRequest(
        methods, listed: try ProtocolFile.listedMethods(of: name, from: catalogue), catalogue)
      tellOfRun([request.note(protocol: name)])
      parsed.append(
        try KeyReplacement("methods=[\(request.list)]", label: "--methods \(methods)"))
    }
    var file = try ProtocolFile.named(name, replacing: parsed, methods: catalogue)
    if let seed { file = file.seeded(seed) }
    if let splits {
      do { file = try file.splitting(into: splits) } catch {
        throw error.moved(to: .usage, file: "--splits \(splits)")
      }
    }
    if let epochs { file = try file.lasting(epochs) }
    return file
  }

  /// An option and a replacement of what it decides contradict each other, or say the same twice.
  private func checkConflicts(_ parsed: [KeyReplacement]) throws(InputError) {
    let options: [(name: String, value: String?, keys: [String])] = [
      ("--methods", methods, ["methods"]),
      ("--seed", seed.map(String.init), ["seed"]),
      ("--splits", splits.map(String.init), ["split.count", "split.by-dataset"]),
      (
        "--epochs", epochs.map(String.init),
        [
          "training.pretraining-epochs", "training.pruning-epochs", "training.by-rows",
          "training.by-dataset",
        ]
      ),
    ]
    for option in options {
      guard let value = option.value else { continue }
      for (text, replacement) in zip(replacements, parsed) {
        guard let key = option.keys.first(where: replacement.touches) else { continue }
        throw InputError(
          .usage, expected: "either \(option.name) or --set of '\(key)', not both",
          found: "\(option.name) \(value) --set \(text)",
          hint: "\(option.name) replaces what the key says: leave one out")
      }
    }
  }
}
