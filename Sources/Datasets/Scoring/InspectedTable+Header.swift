package import Inputs

extension InspectedTable {
  /// The texts of the file's header, of its first row if it has several; nil if it has none.
  /// - Throws: ``InputError`` if the file cannot be read any more.
  public func headerTexts() throws(InputError) -> [String]? {
    let format = profile.guess.format
    guard format.layout == .delimited, format.header != .none else { return nil }
    var reader = try RowReaders.open(profile.file, format, fields: profile.guess.names.count)
    return try reader.next().map { row in (0..<row.count).map(row.text) }
  }
}
