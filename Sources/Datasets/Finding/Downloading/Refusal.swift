import Inputs

/// Why an address gave no archive, worded for an error.
struct Refusal: Error, Hashable {
  /// What was received instead; follows "expected the archive, found".
  let found: String
  /// What to do about it.
  let hint: String?
  /// The settings that help.
  let remedies: [InputError.Remedy]

  static let elsewhere = "give another source"

  /// An answer with this HTTP status, which is not 200.
  init(status: Int) {
    let hint =
      switch status {
      case 401, 402, 403, 407:
        "the server restricts access: download it yourself, and name its folder"
      case 404, 410: "the archive has moved: give its new address"
      default: "try again later, or \(Self.elsewhere)"
      }
    self.init("HTTP status \(status)", hint, [.archiveFolder])
  }

  static let endsTooEarly = Refusal("a download that ends too early", "try again")

  init(_ found: String, _ hint: String?, _ remedies: [InputError.Remedy] = []) {
    self.found = found
    self.hint = hint
    self.remedies = remedies
  }
}
