import Datasets
import Harness

/// The rows must not depend on the pieces in which a text is read. They must stay the same if all fields are
/// written in quotes, because different code reads lines with and without quotes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDelimited(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Input(data, count)
  let format = format(input.choice)
  let whole = Outcome.delimited(input.text, format, step: 1 << 16)
  precondition(whole == .delimited(input.text, format, step: 1 + input.choice % 7), "pieces")

  let quoted = Outcome.delimited(
    written(whole.rows, between: delimiter(of: format)),
    DelimitedFormat(delimiter: format.delimiter), step: 1 << 16)
  precondition(quoted.rows == whole.rows && quoted.error == nil, "quotes")
  return 0
}

private func format(_ choice: Int) -> DelimitedFormat {
  let delimiters: [DelimitedFormat.Delimiter] =
    [.character(0x2C), .character(0x3B), .character(0x09), .whitespace]
  return DelimitedFormat(
    delimiter: delimiters[choice % 4], commentPrefix: [nil, "#", ";;;", "/"][choice / 4 % 4],
    skippedLines: choice / 16 % 3)
}

private func delimiter(of format: DelimitedFormat) -> UInt8 {
  switch format.delimiter {
  case .character(let byte): byte
  case .whitespace: 0x20
  }
}

private func written(_ rows: [[[UInt8]]], between delimiter: UInt8) -> [UInt8] {
  var text: [UInt8] = []
  for row in rows {
    for (index, field) in row.enumerated() {
      if index > 0 { text.append(delimiter) }
      text.append(0x22)
      for byte in field { text += byte == 0x22 ? [0x22, 0x22] : [byte] }
      text.append(0x22)
    }
    text.append(0x0A)
  }
  return text
}
