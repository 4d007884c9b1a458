import Pruning

/// What another program adds to the command.
struct Additions: Sendable {
  /// The methods that protocols may name.
  var methods = MethodCatalogue.standard

  /// Those of the command that runs. The parser makes the subcommands, so that nothing can be passed to them.
  @TaskLocal static var current = Additions()
}
