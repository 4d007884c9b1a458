package import Inputs

extension InspectedTable {
  /// The texts in the first row of the file's header; nil if it has none.
  /// - Throws: ``InputError`` if the file can no longer be read.
  public func headerTexts() throws(InputError) -> [String]? {
    let format = profile.guess.format
    guard format.layout == .delimited, format.header != .none else { return nil }
    var reader = try RowReaders.open(profile.file, format, fields: profile.guess.names.count)
    return try reader.next().map { row in (0..<row.count).map(row.text) }
  }
}
