import Foundation
import Testing

@testable import Exchange

extension WireWriter {
  fileprivate mutating func write(_ value: some WireValue, as field: Int) {
    value.write(to: &self, as: field)
  }

  fileprivate mutating func write(_ element: some WireElement, as field: Int) {
    element.write(to: &self, as: field)
  }
}

struct WireWriterTests {
  static func bytes(_ write: (inout WireWriter) -> Void) -> [UInt8] {
    var writer = WireWriter()
    write(&writer)
    return [UInt8](writer.bytes)
  }

  @Test func numbersAreTheGuides() {
    #expect(Self.bytes { $0.write(Int64(150), as: 1) } == [0x08, 0x96, 1])
    #expect(Self.bytes { $0.write(Int64(0), as: 1) } == [0x08, 0])
    let minusOne: [UInt8] = Array(repeating: 0xFF, count: 9) + [1]
    #expect(Self.bytes { $0.write(Int64(-1), as: 1) } == [0x08] + minusOne)
    #expect(Self.bytes { $0.write(Int32(-1), as: 1) } == [0x08] + minusOne)
    #expect(
      Self.bytes { $0.write(Int64.min, as: 16) }
        == [0x80, 1] + Array(repeating: 0x80, count: 9) + [1])
    #expect(Self.bytes { $0.write(Float(-2), as: 2) } == [0x15, 0, 0, 0, 0xC0])
  }

  @Test func nilIsNotWrittenButEmptyValuesAre() {
    #expect(
      Self.bytes {
        $0.write(nil as Int64?, as: 1)
        $0.write(nil as Int32?, as: 2)
        $0.write(nil as Float?, as: 3)
        $0.write(nil as String?, as: 4)
        $0.write(nil as Data?, as: 5)
        $0.write(nil as ONNXTypeProto?, as: 6)
        $0.write([] as [Int64], as: 7)
      } == [])
    #expect(
      Self.bytes {
        $0.write("", as: 4)
        $0.write(Data(), as: 5)
        $0.write(ONNXTypeProto(), as: 6)
        $0.write([""], as: 7)
      } == [0x22, 0, 0x2A, 0, 0x32, 0, 0x3A, 0])
  }

  @Test func listsAreFieldsOneAfterAnother() {
    #expect(Self.bytes { $0.write([Int64(3), 270], as: 4) } == [0x20, 3, 0x20, 0x8E, 2])
    #expect(Self.bytes { $0.write(["a", "ü"], as: 2) } == [0x12, 1, 0x61, 0x12, 2, 0xC3, 0xBC])
    #expect(Self.bytes { $0.write([Data([7]), Data()], as: 1) } == [0x0A, 1, 7, 0x0A, 0])
  }

  /// Lengths around the values from which on they need another byte.
  @Test(arguments: [0, 1, 120, 123, 124, 125, 126, 127, 128, 129, 16_380, 16_384, 2_097_152])
  func messagesHaveTheirLengthBeforeThem(count: Int) throws {
    let text = String(repeating: "x", count: count)
    let entry = ONNXStringStringEntryProto(key: "k", value: text)
    let bytes = Self.bytes {
      $0.write([entry, entry], as: 14)
      $0.write(Int64(1), as: 1)
    }
    var reader = WireReader(Data(bytes))
    var entries: [ONNXStringStringEntryProto] = []
    for _ in 0..<2 { #expect(try read(try #require(try reader.next()), into: &entries)) }
    #expect(entries == [entry, entry])
    #expect(try reader.next()?.bytes == Data([0x08, 1]))
    #expect(reader.isAtEnd)
  }
}
