import Inputs

extension InlineText {
  /// The text without any markup, on one line where it has no ``Inline/lineEnd``: for formats that have none.
  /// - Parameter code: how names of files, commands and keys are marked.
  func plain(code: (String) -> String = { $0 }) -> String {
    pieces.map { piece in
      switch piece {
      case .words(let text), .name(let text): text
      case .code(let text): code(text)
      case .strong(let text): text.plain(code: code)
      case .link(let text, _): text.plain(code: code)
      case .quantity(let quantity): quantity.text
      case .lineEnd: "\n"
      }
    }.joined()
  }
}
