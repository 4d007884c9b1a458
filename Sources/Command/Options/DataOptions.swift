import ArgumentParser
import Datasets
import Foundation
import Inputs
import Training

/// Where data comes from: the options that several subcommands share.
struct DataOptions: ParsableArguments {
  @OptionGroup var dataFolder: DataFolderOption

  @Flag(help: "Never download: use the data folder and the cache only.")
  var offline = false

  var locator: DatasetLocator { dataFolder.locator(offline: offline) }

  /// `$XDG_CACHE_HOME/prunebench`, by default `~/.cache/prunebench`.
  static var cacheFolder: URL {
    let base =
      environment("XDG_CACHE_HOME").map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache")
    return base.appendingPathComponent("prunebench")
  }

  /// Whether the terminal can move its cursor.
  static var hasCursor: Bool { environment("TERM").map { $0 != "dumb" } ?? false }

  /// The columns that a table on standard output may have: those of `$COLUMNS` or of the terminal, or 100.
  static var terminalWidth: Int {
    environment("COLUMNS").flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
      ?? terminalColumns(of: STDOUT_FILENO) ?? 100
  }

  /// The instruction set that `$PRUNEBENCH_ISA` forces, or the fastest of this machine.
  static func instructionSet() throws(InputError) -> InstructionSet {
    guard let name = environment("PRUNEBENCH_ISA") else { return .fastest }
    let supported = InstructionSet.allCases.filter(\.isSupported)
    guard let forced = supported.first(where: { $0.rawValue == name }) else {
      throw InputError(
        .usage, file: "PRUNEBENCH_ISA",
        expected: "an instruction set that this machine has: "
          + supported.map(\.rawValue).joined(separator: ", "),
        found: name)
    }
    return forced
  }
}

/// The user's own data folder. What the environment decides is read in this file; `submit` hands it on to tasks.
struct DataFolderOption: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A folder with the datasets' files, at any depth (default: $PRUNEBENCH_DATA).",
      valueName: "dir"))
  var data: String?

  func locator(offline: Bool) -> DatasetLocator {
    let folder = data ?? environment("PRUNEBENCH_DATA")
    return DatasetLocator(
      dataFolder: folder.map { URL(fileURLWithPath: $0) },
      cacheFolder: DataOptions.cacheFolder, offline: offline)
  }
}

/// An environment variable that is set and not empty.
private func environment(_ name: String) -> String? {
  ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
}
