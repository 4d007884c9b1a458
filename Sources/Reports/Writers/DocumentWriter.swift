/// A format that documents are written in.
///
/// A writer knows the parts of a ``Document`` and nothing of what they are about: no method, no protocol, no view. It
/// alone escapes texts, as its format wants, and shows a quantity by ``Quantity/text``, so that a number reads the
/// same in each format. A new format is one type.
public protocol DocumentWriter: Sendable {
  /// The whole of `document`.
  /// - Throws: if the format cannot hold it.
  func write(_ document: Document) throws -> String
}
