import Inputs

extension InlineText {
  /// The text as HTML has it between tags.
  var html: String { pieces.map(\.html).joined() }

  /// The text without elements, as an attribute or the title of a window has it.
  var htmlAttribute: String { XMLText.escaped(plain().replacing("\n", with: " ")) }
}

extension Inline {
  fileprivate var html: String {
    switch self {
    case .words(let text): XMLText.escaped(text)
    case .name(let text): XMLText.escaped(text.spelledApart)
    case .code(let text): "<code>\(XMLText.escaped(text))</code>"
    case .strong(let text): "<strong>\(text.html)</strong>"
    case .link(let text, let target): HTMLLink.text(text.html, to: target)
    case .quantity(let quantity): XMLText.escaped(quantity.text)
    case .lineEnd: "<br>"
    }
  }
}

/// Links of a page.
enum HTMLLink {
  /// `html` as a link; as itself where `target` is no address of a page or file.
  static func text(_ html: String, to target: String) -> String {
    guard AddressText.isHarmless(target) else { return html }
    return "<a href=\"\(XMLText.escaped(AddressText.escaped(page(target))))\">\(html)</a>"
  }

  /// Other documents are beside this one as pages, too.
  private static func page(_ target: String) -> String {
    let isDocument = target.hasSuffix(".md") && !target.contains(":")
    return isDocument ? target.dropLast(2) + "html" : target
  }
}
