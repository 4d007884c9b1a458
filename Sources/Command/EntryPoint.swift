import ArgumentParser
import Dispatch
import Foundation
import Inputs
public import Pruning

/// The command `prunebench`, which a program of your own can be, with methods of your own:
///
/// ```swift
/// import PruneBenchCommand
///
/// Command.main(adding: [MyMethod()])
/// ```
public enum Command {
  /// Carries out the command line, and ends the process.
  /// - Parameter methods: those that protocols may name besides PruneBench's own.
  public static func main(adding methods: [any Pruning.Method] = []) -> Never {
    let additions = Additions(methods: MethodCatalogue.standard.adding(methods))
    MemoryShortage.watch()
    letQuitEnd()
    occupyStandardStreams()
    guard Descriptor.canOpen(10) else {
      printToStandardError("prunebench: too few files may be open at a time; raise 'ulimit -n'.")
      exit(ExitCode.output.rawValue)
    }
    // A reader that is gone is an error of the write, which can be distinguished from others.
    signal(SIGPIPE, SIG_IGN)
    Task {
      do {
        let code = try await Additions.$current.withValue(additions) {
          try await PruneBench.execute()
        }
        try StandardOutput.finish()
        exit(code == EXIT_SUCCESS && StandardError.isLost ? ExitCode.output.rawValue : code)
      } catch is BrokenPipe {
        // As tools do that know nothing of the signal.
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        exit(128 + SIGPIPE)
      } catch {
        printToStandardError("prunebench: \(error)")
      }
      exit(ExitCode.output.rawValue)
    }
    dispatchMain()
  }
}

extension PruneBench {
  /// Checks that the words that subcommands stand at name some.
  /// - Throws: ``InputError`` (usage) that suggests the nearest one.
  private static func checkSubcommands(_ words: [String]) throws(InputError) {
    var command: any ParsableCommand.Type = Self.self
    for word in words {
      let subcommands = command.configuration.subcommands
      if subcommands.isEmpty || word.hasPrefix("-") || word == "help" { return }
      let names = subcommands.map { $0._commandName }
      guard let index = names.firstIndex(of: word) else {
        throw InputError(
          .usage, code: .unknownName, expected: "a subcommand: \(names.joined(separator: ", "))",
          found: word, hint: nearestWord(to: word, in: names).map { "did you mean '\($0)'?" })
      }
      command = subcommands[index]
    }
  }

  /// Carries out the command line.
  /// - Returns: the exit code.
  /// - Throws: if standard output cannot be written.
  fileprivate static func execute() async throws -> Int32 {
    do {
      try await reportingFailures {
        try checkSubcommands(Array(CommandLine.arguments.dropFirst()))
      }
      var command = try await asyncParseAsRoot(nil)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return EXIT_SUCCESS
    } catch let error as BrokenPipe {
      throw error
    } catch {
      // Help and version are such errors, too.
      let message = fullMessage(for: error)
      let code = exitCode(for: error)
      if code.isSuccess {
        try printToStandardOutput(message)
      } else if !message.isEmpty {
        StandardError.write(TerminalText.lines(message) + "\n")
      }
      return code.rawValue
    }
  }
}

extension ExitCode {
  /// Output could not be written.
  static let output = ExitCode(74)
}
