/// Why an address gave no archive, worded for an error.
struct Refusal: Error, Hashable {
  /// What was received instead; follows "expected the archive, found".
  let found: String
  /// What to do about it.
  let hint: String?

  static let elsewhere = "give another source with --from URL_OR_DIR"

  /// An answer with this HTTP status, which is not 200.
  init(status: Int) {
    let hint =
      switch status {
      case 401, 402, 403, 407:
        "the server restricts access: download it yourself, and name its folder with --from DIR"
      case 404, 410: "the archive has moved: give its new address with --from URL_OR_DIR"
      default: "try again later, or \(Self.elsewhere)"
      }
    self.init("HTTP status \(status)", hint)
  }

  static let endsTooEarly = Refusal("a download that ends too early", "try again")

  init(_ found: String, _ hint: String?) {
    self.found = found
    self.hint = hint
  }
}
