import Inputs
import TestSupport
import Testing

struct CSVFieldTests {
  /// By a reader of RFC 4180, and what the documentation says of apostrophes.
  @Test func everyTextIsReadBack() {
    let texts = HostileTexts.all(drawn: 2000, seed: 3)
    for (index, text) in texts.enumerated() {
      let next = texts[(index + 1) % texts.count]
      let record = CSVField.record([text, next, "1"])
      #expect(record.last == "\n" && record.dropLast().allSatisfy { !$0.isNewline })
      let fields = Self.fields(of: String(record.dropLast())).map(Self.text)
      #expect(
        fields.map { Array($0.unicodeScalars) }
          == [text, next, "1"].map { Array($0.unicodeScalars) })
    }
  }

  /// A spreadsheet looks at the first character that is no blank.
  @Test func nothingIsAFormula() {
    for text in HostileTexts.all(drawn: 2000, seed: 4) {
      let field = Self.fields(of: CSVField.escaped(text))[0]
      let start = field.unicodeScalars.first { !$0.properties.isWhitespace }
      guard let start, "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(start) else {
        continue
      }
      #expect(Double(field) != nil, "\(text.debugDescription)")
    }
  }

  @Test(arguments: [
    ("", ""), ("oak", "oak"), ("a\\b", "a\\b"), ("a,b", "\"a,b\""),
    ("say \"hi\"", "\"say \"\"hi\"\"\""),
    ("-0.5", "-0.5"), ("+1", "+1"), ("-1e-40", "-1e-40"), ("-", "'-"), ("-x", "'-x"), ("+", "'+"),
    ("-1-1", "'-1-1"), ("-inf", "'-inf"), ("-0x1p3", "'-0x1p3"), ("=1+1", "'=1+1"), (" =1", "' =1"),
    ("@a", "'@a"),
    ("=a,\"b\\\"", "\"'=a,\"\"b\\\\\"\"\""), ("'a", "''a"), ("\t1", #"'\t1"#),
    ("a\r\nb", #"'a\r\nb"#),
    ("\u{1B}\\", #"'\u{1B}\\"#), ("\u{FF1D}1", "'\u{FF1D}1"),
  ])
  func fields(text: String, field: String) {
    #expect(CSVField.escaped(text) == field)
  }

  /// The fields of one record.
  static func fields(of record: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    var scalars = record.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        scalars.removeFirst()
        fields[fields.count - 1] += "\""
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].unicodeScalars.append(scalar)
      }
    }
    return fields
  }

  /// The text that a field stands for.
  static func text(of field: String) -> String {
    guard field.unicodeScalars.first == "'" else { return field }
    var result = String.UnicodeScalarView()
    var scalars = field.unicodeScalars.dropFirst()
    while let scalar = scalars.popFirst() {
      guard scalar == "\\", let letter = scalars.popFirst() else {
        result.append(scalar)
        continue
      }
      switch letter {
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      case "0": result.append("\0")
      case "u":
        let digits = scalars.dropFirst().prefix { $0 != "}" }
        scalars = scalars.dropFirst(digits.count + 2)
        let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
        if let value, let scalar = Unicode.Scalar(value) { result.append(scalar) }
      default: result.append(letter)
      }
    }
    return String(result)
  }
}
