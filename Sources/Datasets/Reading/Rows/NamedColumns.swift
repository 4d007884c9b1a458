package import Inputs

/// The columns of a file that we define: which field of a row has which name, in any order.
package struct NamedColumns: Sendable {
  private let header: RawRow
  private let names: [String]
  private let expected: String

  /// - Parameters:
  ///   - header: the first row.
  ///   - expected: the whole header, for a message about a missing column.
  ///   - known: what a column may be, for a message about another.
  ///   - isKnown: whether a column may have a name.
  /// - Throws: ``InputError`` at a name that is there twice, or is none of the known ones.
  package init(
    _ header: RawRow, expected: String, known: String, isKnown: (String) -> Bool
  ) throws(InputError) {
    let names = header.texts
    for (field, name) in names.enumerated() {
      if names.firstIndex(of: name) != field {
        throw header.error(field: field, expected: "each column once", code: .duplicate)
      }
      guard isKnown(name) else {
        throw header.error(field: field, expected: known, code: .unknownName)
      }
    }
    self.header = header
    self.names = names
    self.expected = expected
  }

  /// The field of the column `name`.
  /// - Throws: ``InputError`` if there is none.
  package func field(_ name: String) throws(InputError) -> Int {
    guard let field = names.firstIndex(of: name) else {
      throw InputError(
        code: .missing, file: header.file, line: header.line, expected: expected,
        found: names.joined(separator: ","))
    }
    return field
  }
}
