import Inputs
import TextKernels

/// How the fields of a file's rows become the fields of a card's columns, where these are not the same.
package struct RowShape: Hashable, Sendable {
  /// How a file writes a column.
  package enum Writing: Hashable, Sendable {
    /// As a field.
    case field
    /// As a letter of a field that is a word; the letter's number, from 0.
    case letter(Int)
    /// As a 0/1 field for each of these categories.
    case oneHot([String])
    /// Not at all.
    case nothing
  }

  /// Fields of the file that stand for columns.
  private enum Part: Hashable {
    case field
    case word(letters: Int)
    case oneHot([String])
    case nothing
  }

  private let parts: [Part]
  /// For each column its first field in the file, from 0.
  private let numbers: [Int]
  private let hasOneHot: Bool
  /// The number of fields in each row of the file.
  package let fields: Int

  /// - Parameter columns: how the file writes each column.
  package init(_ columns: [Writing]) {
    var parts: [Part] = []
    var numbers: [Int] = []
    var fields = 0
    for column in columns {
      switch column {
      case .field, .letter(0):
        parts.append(column == .field ? .field : .word(letters: 1))
        numbers.append(fields)
        fields += 1
      case .letter:
        if case .word(let letters) = parts.last {
          parts[parts.count - 1] = .word(letters: letters + 1)
        }
        numbers.append(fields - 1)
      case .oneHot(let categories):
        parts.append(.oneHot(categories))
        numbers.append(fields)
        fields += categories.count
      case .nothing:
        parts.append(.nothing)
        numbers.append(fields)
      }
    }
    self.parts = parts
    self.numbers = numbers
    self.fields = fields
    hasOneHot = parts.contains { if case .oneHot = $0 { true } else { false } }
  }

  /// Whether each column is a field, so that rows stay as they are.
  package var isPlain: Bool { parts.allSatisfy { $0 == .field } }

  /// `row` with one field for each column.
  /// - Throws: ``InputError`` at a word of another length, or at fields that are not one 1 among zeros.
  func applied(to row: DelimitedRow) throws(InputError) -> DelimitedRow {
    guard row.count == fields else { throw row.error(expectedFields: fields) }
    // Only the names of categories need bytes of their own.
    let start = hasOneHot ? row.fields.map(\.start).min() ?? 0 : 0
    let end = row.fields.map(\.end).max() ?? 0
    var bytes = hasOneHot ? Array(row.bytes[Int(start)..<Int(end)]) : row.bytes
    var shaped: [text_field] = []
    shaped.reserveCapacity(numbers.count)
    var next = 0
    func moved(_ field: text_field) -> text_field {
      text_field(start: field.start - start, end: field.end - start)
    }
    for part in parts {
      switch part {
      case .field:
        shaped.append(moved(row.fields[next]))
        next += 1
      case .word(let letters):
        guard row.length(next) == letters, row.isASCII(next) else {
          throw row.error(
            field: next, expected: "a word of \(counted(letters, "ASCII letter"))",
            hint: "this has \(row.text(next).count)")
        }
        let word = moved(row.fields[next])
        shaped += (0..<UInt32(letters)).map {
          text_field(start: word.start + $0, end: word.start + $0 + 1)
        }
        next += 1
      case .oneHot(let categories):
        let category = categories[try Self.one(of: next..<next + categories.count, row)]
        let place = UInt32(bytes.count)
        bytes += category.utf8
        shaped.append(text_field(start: place, end: UInt32(bytes.count)))
        next += categories.count
      case .nothing:
        shaped.append(text_field(start: 0, end: 0))
      }
    }
    var origin =
      row.origin ?? RowOrigin(sources: [.init(file: row.file, line: row.line, first: 0)])
    origin.numbers = numbers
    return DelimitedRow(
      file: row.file, line: row.line, isUnterminated: row.isUnterminated, bytes: bytes,
      fields: shaped, origin: origin)
  }

  /// Which of `fields` is 1; the others are 0.
  private static func one(
    of fields: Range<Int>, _ row: DelimitedRow
  ) throws(InputError) -> Int {
    var ones: [Int] = []
    for field in fields {
      switch row.number(field, .point) {
      case 0: break
      case 1: ones.append(field)
      default: throw row.error(field: field, expected: "0 or 1")
      }
    }
    guard let one = ones.first, ones.count == 1 else {
      throw row.error(
        field: ones.last ?? fields.upperBound - 1,
        expected: "one 1 in the fields \(fields.lowerBound + 1) to \(fields.upperBound)",
        hint: ones.isEmpty ? "all are 0" : "\(ones.count) are 1")
    }
    return one - fields.lowerBound
  }
}
