import ArgumentParser
import Inputs
import Protocols

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

  func protocolFile() throws(InputError) -> ProtocolFile {
    let file = try ProtocolFile.named(name ?? "quick")
    return seed.map(file.seeded) ?? file
  }
}
