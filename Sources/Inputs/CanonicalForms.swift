import Foundation

/// The spellings of one text that Unicode calls canonically equivalent: `é` is one scalar, or an `e` and an
/// accent.
///
/// Swift takes them for equal. A program that compares bytes, such as an ONNX runtime, needs each of them.
package enum CanonicalForms {
  /// `text` as it is written, composed (NFC) and decomposed (NFD), each that differs from those before.
  package static func of(_ text: String) -> [String] {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return [text] }
    let forms = [
      text, text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
    ]
    return forms.reduce(into: []) { distinct, form in
      if !distinct.contains(where: { $0.utf8.elementsEqual(form.utf8) }) { distinct.append(form) }
    }
  }
}
