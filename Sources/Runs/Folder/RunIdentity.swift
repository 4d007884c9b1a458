import Foundation
package import Inputs

/// Everything that determines the results of a run, defaults included: the content of `run.yaml`, apart from
/// its checksum.
package protocol RunIdentity: Codable, Equatable, Sendable {
  /// The key of `run.yaml` that only this kind of run has.
  static var mark: String { get }
  /// The version of PruneBench that wrote the run.
  var version: String { get }
  /// The beginning of the run's name.
  var title: String { get }
  /// The description without titles and other texts that do not affect results: two runs are the same if these
  /// are equal.
  var withoutPresentation: Self { get }
  /// Texts that the run was given and that its folder keeps, by file name.
  var copies: [String: String] { get }
  /// Checks what decoding does not check.
  /// - Throws: ``InputError`` that names the key.
  func check(file: String) throws(InputError)
}

extension RunIdentity {
  package var copies: [String: String] { [:] }

  /// `TITLE-HASH`: the title, and the first 10 digits of the SHA-256 of ``withoutPresentation``.
  package var name: String {
    get throws(InputError) {
      var fingerprint = Fingerprint()
      fingerprint.update(Data(try withoutPresentation.text.utf8))
      return "\(title)-\(fingerprint.hexadecimal.prefix(10))"
    }
  }

  /// The description as JSON with sorted keys, so that equal descriptions have equal texts. JSON is also YAML;
  /// a YAML encoder would round numbers to 15 digits.
  /// - Throws: ``InputError`` if a number is not finite, which cannot happen for a description that was read.
  package var text: String {
    get throws(InputError) {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      do {
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
      } catch {
        throw InputError(expected: "finite numbers only", found: title)
      }
    }
  }

  /// Reads `run.yaml`.
  /// - Throws: ``InputError`` if it is not as PruneBench wrote it.
  package init(parsing text: String, file: String) throws(InputError) {
    self = try Self.sealed(Array(text.utf8), file: file).description
  }

  /// Reads `run.yaml`, and returns whether it had a checksum.
  static func sealed(
    _ bytes: [UInt8], file: String
  ) throws(InputError) -> (description: Self, isSealed: Bool) {
    let text: SealedText
    do {
      text = try SealedText(bytes)
    } catch {
      throw InputError(
        code: .damaged, file: file,
        expected:
          "the description of a run as PruneBench wrote it, with the checksum \(error.expected)",
        found: error.found, hint: damageHint)
    }
    let description: Self
    do {
      description = try StrictJSONDecoder(JSONTape(text.content)).decode(Self.self)
    } catch {
      let lines = text.content.prefix(error.offset).split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      throw InputError(
        code: .damaged, file: file, line: lines.count + (text.isSealed ? 1 : 0),
        column: (lines.last?.count ?? 0) + 1,
        expected: "the description of a run as PruneBench writes it: \(error.expected)",
        found: error.found, hint: damageHint)
    }
    try description.check(file: file)
    return (description, text.isSealed)
  }

  /// The content of `run.yaml`: ``text`` with dangerous characters escaped, and a checksum.
  var sealedText: String {
    get throws(InputError) { SealedText.sealing(JSONText.visible(try text)) }
  }

  private static var damageHint: String {
    "it was changed, or written by another version: put back the file as it was"
  }
}
