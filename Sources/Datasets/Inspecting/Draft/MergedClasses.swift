/// The classes of a target, merged where they are the same number, such as 1 and 1.0.
struct MergedClasses {
  /// All texts of the classes.
  let categories: [String]
  /// The class of each category.
  let classNames: [String]

  private let rows: [Int]

  init(_ classes: [(text: String, count: Int)], isNumeric: Bool) {
    categories = classes.map(\.text)
    rows = classes.map(\.count)
    var names: [String: String] = [:]
    classNames = categories.map { text in
      guard isNumeric, let number = Self.number(text) else { return text }
      // Of equally frequent texts, the shortest comes first.
      let same = classes.map(\.text).filter { Self.number($0) == number }
      let name = names[number] ?? same.min { ($0.count, $0) < ($1.count, $1) } ?? text
      names[number] = name
      return name
    }
  }

  /// The number in a canonical form; whole numbers keep all digits, so that large ones stay distinct. Nil if
  /// `text` is not a number.
  private static func number(_ text: String) -> String? {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.drop { $0 == "-" || $0 == "+" }.split(
      separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.utf8.allSatisfy(NumberNotation.isDigit) }),
      parts.count < 2 || parts[1].allSatisfy({ $0 == "0" })
    else { return Double(text).map { "\($0)" } }
    let whole = parts[0].drop { $0 == "0" }
    return whole.isEmpty ? "0" : sign + whole
  }

  /// Whether some classes are written in several ways.
  var isMerged: Bool { categories != classNames }

  /// The number of rows of each class.
  var counts: [(name: String, rows: Int)] {
    var order: [String] = []
    var sums: [String: Int] = [:]
    for (name, count) in zip(classNames, rows) {
      if sums[name] == nil { order.append(name) }
      sums[name, default: 0] += count
    }
    return order.map { ($0, sums[$0] ?? 0) }
  }

  /// `1 and 1.0`.
  var examples: String {
    let pairs = zip(categories, classNames).filter { $0 != $1 }.prefix(3).map { "\($1) and \($0)" }
    return pairs.joined(separator: ", ")
  }
}
