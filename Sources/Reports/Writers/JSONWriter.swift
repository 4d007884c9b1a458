import Foundation
import Inputs

/// Writes documents as JSON: every part with its kind, and numbers as numbers in full precision, beside the decimals
/// that a reader is shown. What JSON has no number for is one of the texts `inf`, `-inf` and `nan`.
public struct JSONWriter: DocumentWriter {
  /// A writer.
  public init() {}

  /// One object with the keys `title` and `blocks`, sorted and indented: the same document gives the same bytes.
  /// - Throws: `EncodingError` if the document cannot be encoded.
  public func write(_ document: Document) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return JSONText.visible(String(decoding: try encoder.encode(document), as: UTF8.self)) + "\n"
  }

  /// The document that `json` was written of.
  /// - Throws: `DecodingError` if it is none.
  public func read(_ json: String) throws -> Document {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(Document.self, from: Data(json.utf8))
  }
}
