/// Texts as XML and HTML have them.
package enum XMLText {
  /// `text` as itself, between tags or in the quotes of an attribute.
  package static func escaped(_ text: String) -> String {
    text.spellingHazards().unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
