import Inputs

/// The parameters in the name of a synthetic dataset: `xor:k=4,p=20`.
struct NamedParameters {
  private let name: String
  private let example: String
  private let values: [Substring: Substring]

  /// Parses a name.
  /// - Parameters:
  ///   - keys: the keys that exist.
  ///   - example: a name with all keys.
  /// - Throws: ``InputError`` (usage) if a part is not `key=value`, or is repeated.
  init(of name: String, keys: [String], example: String) throws(InputError) {
    try self.init(name.drop { $0 != ":" }.dropFirst(), of: name, keys: keys, example: example)
  }

  /// Parses the part of a name that has the parameters.
  init(
    _ parameters: Substring, of name: String, keys: [String], example: String
  ) throws(InputError) {
    self.name = name
    self.example = "write \(example), each part optional"
    let spelled = keys.map { "\($0)=" }
    func listed(_ last: String) -> String {
      "\(spelled.dropLast().joined(separator: ", ")) \(last) \(spelled.last ?? "")"
    }
    var values: [Substring: Substring] = [:]
    for part in parameters.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, values[pair[0]] == nil else {
        throw InputError(
          .usage, code: .duplicate, expected: "each of \(listed("and")) at most once in '\(name)'",
          found: String(part), hint: self.example)
      }
      guard keys.contains(String(pair[0])) else {
        let nearest = nearestWord(to: String(pair[0]), in: keys)
        throw InputError(
          .usage, code: .unknownName, expected: "\(listed("or")) in '\(name)'", found: String(part),
          hint: nearest.map { "did you mean '\($0)='?" } ?? self.example)
      }
      values[pair[0]] = pair[1]
    }
    self.values = values
  }

  /// The value of `key`, or `fallback` if the name does not have it.
  /// - Throws: ``InputError`` (usage) if the value is not `what`.
  func value<Value: LosslessStringConvertible>(
    _ key: String, _ what: String, or fallback: Value
  ) throws(InputError) -> Value {
    guard let text = values[Substring(key)] else { return fallback }
    guard let value = Value(String(text)) else {
      throw InputError(
        .usage, expected: "\(what) after \(key)= in '\(name)'", found: "\(key)=\(text)",
        hint: example)
    }
    return value
  }
}
