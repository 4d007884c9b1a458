/// Why bytes are not a valid message.
enum WireError: Error {
  /// The bytes end within a field.
  case truncated
  /// A varint of more than ten bytes.
  case overlongVarint
  /// A tag without a field number, with an unknown wire type, or of more than 32 bits.
  case tag
  /// The end of a group that was not opened.
  case groupEnd
  /// Groups nested more deeply than ``WireReader/depthLimit``.
  case depth
  /// A string that is not UTF-8.
  case text
}
