import Inputs

extension XOR {
  /// The name under which this problem is asked for: `xor:k=4,p=20,n=1000,seed=7`.
  var name: String { "xor:k=\(k),p=\(dimensions),n=\(rows),seed=\(seed)" }

  /// Reads a name such as `xor:k=4,p=20,n=1000,seed=7`; a part that is left out is as in
  /// `defaults`.
  /// - Throws: ``InputError`` (usage) that says which part is wrong.
  init(parsing name: String, defaults: XOR) throws(InputError) {
    var k = defaults.k
    var dimensions = defaults.dimensions
    var rows = defaults.rows
    var seed = defaults.seed
    var seen: Set<Substring> = []
    let parameters = name.drop { $0 != ":" }.dropFirst()
    for part in parameters.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let example = "write xor:k=3,p=20,n=1000,seed=1, each part optional"
      guard pair.count == 2, seen.insert(pair[0]).inserted else {
        throw InputError(
          .usage, expected: "each of k=, p=, n= and seed= at most once in '\(name)'",
          found: String(part), hint: example)
      }
      func value<Value: FixedWidthInteger>(_ what: String) throws(InputError) -> Value {
        guard let value = Value(pair[1]) else {
          throw InputError(
            .usage, expected: "\(what) in '\(name)'", found: String(part), hint: example)
        }
        return value
      }
      switch pair[0] {
      case "k": k = try value("an integer after k=")
      case "p": dimensions = try value("an integer after p=")
      case "n": rows = try value("an integer after n=")
      case "seed": seed = try value("an integer from 0 after seed=")
      default:
        let nearest = nearestWord(to: String(pair[0]), in: ["k", "p", "n", "seed"])
        throw InputError(
          .usage, expected: "k=, p=, n= or seed= in '\(name)'", found: String(part),
          hint: nearest.map { "did you mean '\($0)='?" } ?? example)
      }
    }
    try self.init(k: k, dimensions: dimensions, rows: rows, seed: seed)
  }
}

extension DatasetCard {
  /// The card of `xor`, for a problem of another size.
  func with(_ xor: XOR) -> DatasetCard {
    DatasetCard(
      name: xor.name, title: "\(xor.k)-D XOR in \(xor.dimensions) dimensions", source: source,
      files: [], format: format, missingMarks: [], columns: [], labels: labels,
      classNames: classNames, classOfCategory: classOfCategory, generator: .xor(xor),
      expectedRows: xor.rows)
  }
}
