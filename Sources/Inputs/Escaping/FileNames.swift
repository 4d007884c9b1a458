import Foundation

/// Names of files for things that have names of their own: safe on every system, and different where the
/// things are.
package struct FileNames: Hashable, Sendable {
  private let names: [String: String]

  /// - Parameters:
  ///   - things: the names of the things.
  ///   - reserved: names of files that none may have, whatever the case of their letters.
  package init(of things: [String], reserved: [String] = []) {
    var taken = Set(reserved.map { $0.lowercased() })
    var names: [String: String] = [:]
    for thing in things where names[thing] == nil {
      var name = Self.safe(thing)
      // A name that had to be changed much, or is taken, is distinguished from others by what it was made of.
      if taken.contains(name.lowercased()) || !name.contains(where: { $0.isLetter || $0.isNumber })
      {
        name += "-" + Self.digits(of: thing)
      }
      taken.insert(name.lowercased())
      names[thing] = name
    }
    self.names = names
  }

  /// The name of the file of `thing`.
  package subscript(thing: String) -> String { names[thing] ?? Self.safe(thing) }

  /// `text` with `-` for all but ASCII letters, digits, `.`, `_` and `-`: `xor-k-3-p-20`. No path, no
  /// option, not hidden, and not too long for endings.
  private static func safe(_ text: String) -> String {
    let characters = text.map { character in
      character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
        ? character : "-"
    }
    guard let first = characters.first, !".-".contains(first) else {
      return "_" + String(characters.prefix(limit))
    }
    guard characters.count > limit else { return String(characters) }
    return String(characters.prefix(limit)) + "-" + digits(of: text)
  }

  private static let limit = 100

  private static func digits(of text: String) -> String {
    var fingerprint = Fingerprint()
    fingerprint.update(text)
    return String(fingerprint.hexadecimal.prefix(10))
  }
}
