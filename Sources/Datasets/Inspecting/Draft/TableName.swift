import Foundation

/// The name of a dataset whose file has no card: the file's name without endings that describe its format, in
/// any script.
public struct TableName: Hashable, Sendable {
  /// The name, as allowed in a card.
  public let text: String

  /// - Parameter path: the path of the file.
  public init(_ path: String) { self.init(parts: Self.parts(path).suffix(1)) }

  private init(parts: ArraySlice<String>) {
    let plain = parts.joined(separator: "-").precomposedStringWithCanonicalMapping.map {
      character in
      character.isLetter || character.isNumber || "_.-".contains(character) ? character : "-"
    }
    let name = String(plain.drop { "-.".contains($0) }.prefix(64))
    text = name.isEmpty ? "table" : name
  }

  /// Distinct names for files that are read together. Where names would be equal, folders that distinguish them
  /// are added, or a number.
  public static func distinct(_ paths: [String]) -> [String] {
    let parts = paths.map(Self.parts)
    let depth = parts.map(\.count).max() ?? 1
    var names = parts.map { TableName(parts: $0.suffix(1)).text }
    for length in 2...max(2, depth) {
      let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
      for index in names.indices where counts[names[index]] ?? 0 > 1 {
        names[index] = TableName(parts: parts[index].suffix(length)).text
      }
    }
    var known: [String: Int] = [:]
    return names.map { name in
      known[name, default: 0] += 1
      let number = known[name] ?? 1
      return number == 1 ? name : "\(name)-\(number)"
    }
  }

  /// The folders and the file, the latter without endings that describe its format.
  private static func parts(_ path: String) -> [String] {
    var parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }.map(String.init)
    guard var file = parts.popLast() else { return ["table"] }
    let endings = ["gz", "z"] + InspectedTable.endings
    while let dot = file.lastIndex(of: "."), dot != file.startIndex,
      endings.contains(file[file.index(after: dot)...].lowercased())
    {
      file = String(file[..<dot])
    }
    return parts + [file]
  }
}
