import Testing
import TextKernels

@testable import Datasets

struct TextKernelTests {
  /// The hash of a field that is `before` bytes after the beginning of its text and `after` before the end.
  private func hash(_ field: String, index: Int, before: Int = 0, after: Int = 0) -> UInt64 {
    let text =
      Array(repeating: UInt8(ascii: "x"), count: before) + Array(field.utf8)
      + Array(repeating: UInt8(ascii: "y"), count: after)
    let place = text_field(start: UInt32(before), end: UInt32(text.count - after))
    let fields = Array(repeating: text_field(), count: index) + [place]
    return TextKernel.hash(of: fields[index...], in: text)
  }

  @Test func hashesDependOnlyOnTextAndIndex() {
    let texts = (0...20).map { String(repeating: "0", count: $0) } + ["\0", "a", "a\0", "00000001"]
    var known: Set<UInt64> = []
    for text in texts {
      for index in 0..<3 {
        let hash = hash(text, index: index)
        #expect(known.insert(hash).inserted, "\(text.debugDescription)")
        for (before, after) in [(1, 0), (0, 1), (3, 7), (9, 8), (1, 40)] {
          #expect(self.hash(text, index: index, before: before, after: after) == hash)
        }
      }
    }
  }

  @Test func fieldsThatAreNoNumbersBecomeNaN() {
    let texts = ["x", "1.5", "", "-2", "1,5", "1e40", "nan", "12345678.25", "y"]
    var fields: [text_field] = []
    var text: [UInt8] = []
    for field in texts {
      let start = UInt32(text.count)
      text += field.utf8
      fields.append(text_field(start: start, end: UInt32(text.count)))
    }
    let numbers = TextKernel.numbersOrNaN(in: fields[...], of: text, decimalMark: UInt8(ascii: "."))
    for (field, number) in zip(fields, numbers) {
      let alone = TextKernel.number(field, in: text, decimalMark: UInt8(ascii: "."))
      #expect(number.isNaN ? alone == nil : alone == number)
    }
    #expect(numbers.map(\.isNaN) == texts.map { Double($0)?.isFinite != true || $0 == "1e40" })
  }
}
