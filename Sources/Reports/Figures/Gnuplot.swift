import Experiments
import Foundation
import Inputs
import Runs
import Subprocess
import SystemPackage

/// Draws figures by gnuplot.
struct Gnuplot {
  /// What it is called, or its path.
  var command = "gnuplot"

  /// Writes `figures/NAME.gp` for each figure, and `NAME.svg` and `NAME.png` where gnuplot is
  /// installed, each whole or not at all.
  /// - Throws: ``InputError`` if the folder cannot be written; cancellation.
  func draw(_ figures: [Figure], into folder: RunFolder) async throws -> Pictures {
    guard !figures.isEmpty else { return .drawn }
    try OutputFolder.create(folder.figuresFolder)
    var outcome = Pictures.drawn
    for figure in figures {
      let script = folder.figuresFolder.appendingPathComponent("\(figure.name).gp")
      try folder.write(GnuplotScript(figure: figure).text, to: script)
      for format in GnuplotScript.Format.allCases {
        let picture = script.deletingPathExtension().appendingPathExtension(format.rawValue)
        let result = try await draw(script, format, picture)
        if outcome == .drawn { outcome = result }
      }
    }
    return outcome
  }

  /// gnuplot hands the picture over, and does not write it: it would not say that there was no room.
  private func draw(
    _ script: URL, _ format: GnuplotScript.Format, _ picture: URL
  ) async throws -> Pictures {
    func failed(_ message: String) -> Pictures {
      .failed(picture: picture.relativePath, message: message)
    }
    // To start a program takes about a dozen; where they are not to be had, Subprocess traps.
    guard Descriptor.canOpen(16) else {
      return failed("too few files may be open at a time: raise 'ulimit -n'")
    }
    // It starts two threads, and waits for ever where it has only one.
    guard AddressSpace.hasRoom(for: Self.limit + (24 << 20)) else {
      return failed("not enough memory (ulimit -v)")
    }
    do {
      // By its name in its own folder, since a path may hold anything; and without the user's own settings.
      let result = try await Subprocess.run(
        command.contains("/") ? .path(FilePath(command)) : .name(command),
        arguments: ["-d", "-e", "format='\(format.rawValue)'", script.lastPathComponent],
        workingDirectory: FilePath(script.deletingLastPathComponent().path),
        output: .data(limit: Self.limit), error: .string(limit: 1 << 16))
      // A signal that stops the command stops gnuplot too.
      try Task.checkCancellation()
      guard result.terminationStatus.isSuccess else {
        let lines = result.standardError.split(whereSeparator: \.isNewline)
        return failed(lines.last.map(String.init) ?? "\(result.terminationStatus)")
      }
      guard let content = format.whole(result.standardOutput) else {
        return failed("a picture without an end")
      }
      try OutputFile.write(content, to: picture.path, links: .refused)
      return .drawn
    } catch let error as SubprocessError {
      return error.code == .executableNotFound ? .scriptsOnly : failed("\(error)")
    }
  }

  /// The most bytes of a picture: far more than one has. Subprocess takes as much memory at once.
  private static let limit = 1 << 23
}

extension GnuplotScript.Format {
  /// A picture as it can be kept; nil if it is not whole.
  func whole(_ picture: Data) -> Data? {
    switch self {
    case .svg:
      let text = String(decoding: picture, as: UTF8.self)
      guard text.hasPrefix("<?xml"), let end = text.lastIndex(where: { !$0.isWhitespace }),
        text[...end].hasSuffix("</svg>")
      else { return nil }
      // gnuplot escapes all else.
      return Data(text.replacing("]]>", with: "]]&gt;").utf8)
    case .png:
      let start = Data([0x89, 0x50, 0x4E, 0x47])
      let end = Data([0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
      return picture.prefix(4) == start && picture.suffix(8) == end ? picture : nil
    }
  }
}
