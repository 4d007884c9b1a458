/// JSON as it may be shown: its texts are those that an encoder wrote.
package enum JSONText {
  /// `json` with escapes for what an encoder leaves as it is, though a terminal obeys it. All of it stands in
  /// texts, since outside of them JSON is plain ASCII.
  package static func visible(_ json: String) -> String {
    var result = ""
    for scalar in json.unicodeScalars {
      if scalar.isHazardous, scalar.value >= 0x7F {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
