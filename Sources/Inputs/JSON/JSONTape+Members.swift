extension JSONTape {
  /// The members of the object that `range` of the text holds, in their order: the name of each, and where its value is.
  /// - Parameter omitted: the key of a last member that is not to be seen.
  /// - Throws: ``JSONFault`` at the first byte that is wrong.
  package func members(
    in range: Range<Int>, omitting omitted: String? = nil
  ) throws(JSONFault) -> [(name: String, value: Range<Int>)] {
    try parse(range, omitting: omitted, keepingLists: true)
    guard tokens[0].kind == .object else { throw fault("an object", at: tokens[0]) }
    var members: [(name: String, value: Range<Int>)] = []
    var index = 1
    while index < tokens.count {
      guard let name = string(tokens[index]) else {
        throw fault("a name in UTF-8", at: tokens[index])
      }
      let value = tokens[index + 1]
      members.append((name, Int(value.start)..<Int(value.end)))
      index = Int(value.next)
    }
    return members
  }
}
