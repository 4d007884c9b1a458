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
      search. 'equivalent' is the dense network of the size of the first method that prunes; 'all' \
      stands for every method there is.
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

  /// The protocol `name` as it is changed.
  func protocolFile(named name: String) throws(InputError) -> ProtocolFile {
    var parsed: [KeyReplacement] = []
    for text in replacements {
      parsed.append(try KeyReplacement(text, label: "--set \(text)"))
    }
    try checkConflicts(parsed)
    if let methods {
      let list = try Self.checked(methods)
      parsed.append(try KeyReplacement("methods=[\(list)]", label: "--methods \(methods)"))
    }
    var file = try ProtocolFile.named(name, replacing: parsed, methods: Additions.current.methods)
    if let seed { file = file.seeded(seed) }
    if let splits {
      do { file = try file.splitting(into: splits) } catch {
        throw error.moved(to: .usage, file: "--splits \(splits)")
      }
    }
    if let epochs { file = try file.lasting(epochs) }
    return file
  }

  /// The names of `--methods`, each one that a protocol can have.
  private static func checked(_ list: String) throws(InputError) -> String {
    let catalogue = Additions.current.methods
    let known = catalogue.methods.map(\.identifier) + [MethodName.equivalent.rawValue]
    guard list != "all" else {
      let dense = catalogue.methods.filter { !$0.isPruned }.map(\.identifier)
      let pruned = catalogue.methods.filter(\.isPruned).map(\.identifier)
      return (dense + [MethodName.equivalent.rawValue] + pruned).joined(separator: ",")
    }
    let names = list.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    if let unknown = names.first(where: { !known.contains($0) }) {
      throw InputError(
        .usage,
        expected:
          "methods for --methods, with commas between them: \(known.joined(separator: ", "))",
        found: unknown, hint: nearestWord(to: unknown, in: known).map { "did you mean '\($0)'?" })
    }
    guard Set(names).count == names.count else {
      throw InputError(.usage, expected: "each method once in --methods", found: list)
    }
    guard
      !names.contains(MethodName.equivalent.rawValue)
        || names.contains(where: { catalogue[$0]?.isPruned ?? false })
    else {
      throw InputError(
        .usage, expected: "a method that prunes in --methods beside 'equivalent'", found: list,
        hint: "'equivalent' is the dense network that has as many connections")
    }
    return names.joined(separator: ",")
  }

  /// An option and a replacement of what it decides contradict each other, or say the same twice.
  private func checkConflicts(_ parsed: [KeyReplacement]) throws(InputError) {
    let options: [(name: String, value: String?, keys: [String])] = [
      ("--methods", methods, ["methods"]),
      ("--seed", seed.map(String.init), ["seed"]),
      ("--splits", splits.map(String.init), ["split.count", "split.by-dataset"]),
      (
        "--epochs", epochs.map(String.init),
        ["training.pretraining-epochs", "training.pruning-epochs", "training.by-dataset"]
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
