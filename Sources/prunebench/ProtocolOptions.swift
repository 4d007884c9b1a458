import ArgumentParser
import Inputs
import Experiments

/// Which protocol decides splits, folds and settings: the options that several subcommands share.
struct ProtocolOptions: ParsableArguments {
  @Option(
    name: [.customLong("protocol"), .customShort("p")],
    help: ArgumentHelp(
      "quick, paper, strict, recommended, or the path of a protocol file (default: quick).",
      valueName: "name"))
  var name: String?

  @Option(name: .long, help: "The seed of all random streams, instead of the file's.")
  var seed: UInt64?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many splits, instead of the file's number: 3 for a first look.",
      valueName: "count"))
  var splits: Int?

  /// Whether anything but the seed is said: what a study has no use for.
  var isOfAProtocol: Bool { name != nil || splits != nil }

  func validate() throws {
    guard splits.map({ (1...1_000_000).contains($0) }) ?? true else {
      throw ValidationError("'--splits' must be from 1 to 1000000.")
    }
  }

  func protocolFile() throws(InputError) -> ProtocolFile {
    var file = try ProtocolFile.named(name ?? "quick")
    if let seed { file = file.seeded(seed) }
    if let splits { file = try file.splitting(into: splits) }
    return file
  }
}
