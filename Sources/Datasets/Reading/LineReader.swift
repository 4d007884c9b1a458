import Inputs

/// Reads a text line by line, whatever its line ends.
struct LineReader {
  /// The longest line, in bytes: what is longer is no text.
  static let lineLimit = 1 << 26

  /// The line that was read last, 1-based; 1 before the first.
  private(set) var line = 1
  /// Whether the file ended within the line that was read last.
  private(set) var isUnterminated = false

  private let source: any ByteSource
  private var chunk: [UInt8] = []
  private var position = 0
  private var hasBegun = false
  private var pastCarriageReturn = false

  init(_ source: any ByteSource) { self.source = source }

  /// What the source is called.
  var name: String { source.name }

  /// The next line without its end; nil at the end of the file.
  mutating func next() throws(InputError) -> [UInt8]? {
    var bytes: [UInt8] = []
    var isEmpty = true
    while true {
      if position == chunk.count {
        guard !Task.isCancelled else { throw InputError.cancelled(name) }
        guard let more = try source.next() else {
          isUnterminated = true
          guard !isEmpty else { return nil }
          return begin(bytes)
        }
        (chunk, position) = (more, 0)
      }
      if pastCarriageReturn {
        pastCarriageReturn = false
        if chunk[position] == 0x0A {
          position += 1
          continue
        }
      }
      isEmpty = false
      let end = chunk[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? chunk.count
      bytes += chunk[position..<end]
      position = end
      guard bytes.count <= Self.lineLimit else {
        throw InputError(
          file: name, line: hasBegun ? line + 1 : 1,
          expected: "a line of at most \(Self.lineLimit) bytes", found: "a longer one",
          hint: "is this a text file?")
      }
      if end < chunk.count {
        pastCarriageReturn = chunk[end] == 0x0D
        position = end + 1
        return begin(bytes)
      }
    }
  }

  /// Counts the line, and takes a byte-order mark off the first.
  private mutating func begin(_ bytes: [UInt8]) -> [UInt8] {
    if hasBegun {
      line += 1
      return bytes
    }
    hasBegun = true
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }
}
