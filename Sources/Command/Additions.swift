import Pruning

/// What a program of somebody else's adds to the command.
struct Additions: Sendable {
  /// The methods that protocols may name.
  var methods = MethodCatalogue.standard

  /// Those of the command that runs: a subcommand is made by the parser, and cannot be given anything.
  @TaskLocal static var current = Additions()
}
