import Foundation
import Inputs
import Protocols
import Subprocess

/// What became of a report's pictures.
public enum Pictures: Hashable, Sendable {
  /// They are drawn.
  case drawn
  /// There is no gnuplot here: the scripts, which hold the data, are written.
  case scriptsOnly
  /// gnuplot refused a script, which is written; what it said.
  case failed(String)

  /// A line for people, where something is missing.
  public var note: String? {
    switch self {
    case .drawn: nil
    case .scriptsOnly:
      "gnuplot is not installed: figures/*.gp are written, no pictures. Install it and ask for the "
        + "report again."
    case .failed(let message): "gnuplot could not draw a figure: \(message)"
    }
  }
}

/// Draws figures by gnuplot.
struct Gnuplot {
  /// What it is called.
  var command = "gnuplot"

  /// Writes `figures/NAME.gp` for each figure, and `NAME.svg` and `NAME.png` where gnuplot is
  /// installed.
  /// - Throws: ``InputError`` if the folder cannot be written.
  func draw(_ figures: [Figure], into folder: RunFolder) async throws -> Pictures {
    guard !figures.isEmpty else { return .drawn }
    do {
      try FileManager.default.createDirectory(
        at: folder.figuresFolder, withIntermediateDirectories: true)
    } catch {
      throw InputError(
        .usage, file: folder.figuresFolder.path, expected: "a folder that can be written")
    }
    var outcome = Pictures.drawn
    for figure in figures {
      let file = folder.figuresFolder.appendingPathComponent("\(figure.name).gp")
      try folder.write(GnuplotScript(figure: figure).text, to: file)
      for format in GnuplotScript.Format.allCases {
        let picture = file.deletingPathExtension().appendingPathExtension(format.rawValue)
        let result = try await draw(file, format, picture)
        if result != .drawn { outcome = result }
      }
    }
    return outcome
  }

  private func draw(
    _ script: URL, _ format: GnuplotScript.Format, _ picture: URL
  ) async throws -> Pictures {
    // In gnuplot's single quotes only a quote needs care.
    let target = picture.path.replacing("'", with: "''")
    do {
      let result = try await Subprocess.run(
        .name(command),
        arguments: ["-e", "format='\(format.rawValue)'; target='\(target)'", script.path],
        output: .discarded, error: .string(limit: 1 << 16))
      // A signal that stops the command stops gnuplot too.
      try Task.checkCancellation()
      guard result.terminationStatus.isSuccess else {
        return .failed(result.standardError)
      }
      return .drawn
    } catch let error as SubprocessError {
      return error.code == .executableNotFound ? .scriptsOnly : .failed("\(error)")
    }
  }
}
