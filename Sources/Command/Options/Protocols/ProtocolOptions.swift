import ArgumentParser
import Experiments
import Inputs

/// Which protocol decides splits, folds and settings: the options that several subcommands share.
struct ProtocolOptions: ParsableArguments {
  @Option(
    name: [.customLong("protocol"), .customShort("p")],
    help: ArgumentHelp(
      """
      quick, paper, strict, recommended, any other that 'prunebench protocols' lists, or the path \
      of a protocol file (default: quick).
      """, valueName: "name"))
  var name: String?

  @OptionGroup var changes: ProtocolChanges

  /// Whether anything but the seed is said: what a study has no use for.
  var isOfAProtocol: Bool { name != nil || changes.isOfAProtocol }

  /// The options as they are given.
  var arguments: [String] { ["--protocol=\(name ?? "quick")"] + changes.arguments }

  func protocolFile() throws(InputError) -> ProtocolFile {
    try changes.protocolFile(named: name ?? "quick")
  }
}
