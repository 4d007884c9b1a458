/// Addresses as links have them, of pages and of files beside a document.
package enum AddressText {
  /// `address` with what would end it, or be something else, in percent.
  package static func escaped(_ address: String) -> String {
    address.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-._/:?#=+%@,;".unicodeScalars.contains(scalar)
      guard !isPlain else { return String(scalar) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }

  /// Whether `address` is of a page on the web, or of a file by its path, and runs nothing.
  package static func isHarmless(_ address: String) -> Bool {
    let scheme = address.prefix { !"/?#".contains($0) }
    return !scheme.contains(":") || ["http:", "https:"].contains(scheme.lowercased())
  }
}
