/// Why bytes are no message.
enum WireError: Error {
  /// They end within a field.
  case truncated
  /// A varint of more than ten bytes.
  case overlongVarint
  /// A tag without a field number, of a wire type that there is not, or of more than 32 bits.
  case tag
  /// The end of a group that was not begun.
  case groupEnd
  /// Groups within groups within groups, more of them than ``WireReader/depthLimit``.
  case depth
  /// A text that is not UTF-8.
  case text
}
