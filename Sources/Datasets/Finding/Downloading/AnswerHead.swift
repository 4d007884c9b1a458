import Inputs
import Foundation

/// The head of an HTTP answer, read line by line and checked: can it be that of an archive?
///
/// The heads of redirects and of interim answers come before it, and count towards its size.
struct AnswerHead {
  /// The most bytes of all lines together.
  static let byteLimit = 1 << 18

  /// The most bytes of the archive.
  let archiveLimit: Int
  /// The HTTP status; 0 until it is known.
  private(set) var status = 0
  /// The number of bytes that follow, if the server gives it.
  private(set) var length: Int?
  /// Whether the bytes that follow are compressed for the transfer.
  private(set) var isEncoded = false

  /// Whether the archive follows next.
  private(set) var isComplete = false

  private var isRedirect = false
  private var bytes = 0

  init(archiveLimit: Int) { self.archiveLimit = archiveLimit }

  /// Reads one line, including its end.
  /// - Throws: ``Refusal`` as soon as it is clear that no archive follows.
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
    let hint = "the server or a proxy is faulty: \(Refusal.elsewhere)"
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
