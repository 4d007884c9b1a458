import Inputs
import Foundation

/// The head of an HTTP answer, read line by line and held against what an archive's must be.
///
/// The heads of redirects and of interim answers come before it, and count.
struct AnswerHead {
  /// The most bytes that all lines may have.
  static let byteLimit = 1 << 18

  /// The most bytes that the archive may have.
  let archiveLimit: Int
  /// The HTTP status; 0 before there is one.
  private(set) var status = 0
  /// How many bytes follow, if the server says.
  private(set) var length: Int?
  /// Whether the bytes that follow are packed for the way alone.
  private(set) var isEncoded = false

  /// Whether the archive follows now.
  private(set) var isComplete = false

  private var isRedirect = false
  private var bytes = 0

  init(archiveLimit: Int) { self.archiveLimit = archiveLimit }

  /// Reads one line, its end included.
  /// - Throws: ``Refusal`` as soon as it is clear that no archive will follow.
  mutating func read(_ line: String) throws(Refusal) {
    bytes += line.utf8.count
    guard bytes <= Self.byteLimit else {
      throw Refusal("more than \(Self.byteLimit) bytes of headers", "this is not the archive")
    }
    let line = line.trimmingCharacters(in: .whitespacesAndNewlines)
    if line.hasPrefix("HTTP/") {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      status = words.count > 1 ? Int(words[1]) ?? 0 : 0
      (length, isEncoded, isRedirect, isComplete) = (nil, false, false, false)
    } else if line.isEmpty {
      try end()
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      switch line[..<colon].lowercased() {
      case "content-length": try read(length: value)
      case "content-encoding": isEncoded = value.lowercased() != "identity"
      case "location": isRedirect = (300..<400).contains(status)
      default: break
      }
    }
  }

  private mutating func read(length text: String) throws(Refusal) {
    let hint = "the server, or something on the way to it, is out of order: \(Refusal.elsewhere)"
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw Refusal("a Content-Length of '\(text)'", hint, [.archiveFolder])
    }
    let new = Int(text) ?? .max
    if let length, length != new {
      throw Refusal("two Content-Lengths, \(length) and \(text)", hint, [.archiveFolder])
    }
    length = new
  }

  private mutating func end() throws(Refusal) {
    // Interim answers are followed by another head, and so are redirects.
    if (100..<200).contains(status) || isRedirect { return }
    guard status == 200 else { throw Refusal(status: status) }
    if let length, length > archiveLimit { throw .tooLarge(archiveLimit) }
    isComplete = true
  }
}

extension Refusal {
  static func tooLarge(_ limit: Int) -> Refusal {
    Refusal("more than \(limit) bytes", "this is not the archive")
  }
}
