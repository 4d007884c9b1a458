import Foundation
import Tabular
import Testing

@testable import Exchange

/// Whether `value` takes the value of `field`.
func read(_ field: WireField, into value: inout some WireValue) throws(WireError) -> Bool {
  try value.read(field)
}

struct WireReaderTests {
  static func fields(_ bytes: [UInt8]) throws(WireError) -> [WireField] {
    var reader = WireReader(Data(bytes))
    var fields: [WireField] = []
    while let field = try reader.next() { fields.append(field) }
    return fields
  }

  /// The guide's own examples, and the limits.
  @Test(
    arguments: [
      ([0], 0), ([1], 1), ([0x96, 1], 150), ([0x7F], 127), ([0x80, 1], 128),
      // Longer than necessary.
      ([0x81, 0x80, 0], 1),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1], UInt64.max),
      // Bits beyond 64 are ignored.
      ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], UInt64.max),
    ] as [([UInt8], UInt64)])
  func varints(bytes: [UInt8], value: UInt64) throws {
    var reader = WireReader(Data(bytes))
    #expect(try reader.varint() == value)
    #expect(reader.isAtEnd)
    for length in bytes.indices {
      var reader = WireReader(Data(bytes.prefix(length)))
      #expect(throws: WireError.truncated) { try reader.varint() }
    }
  }

  @Test func eachWireTypeIsRead() throws {
    let bytes: [UInt8] = [
      0x08, 0x96, 1,  // 1: 150
      0x11, 1, 2, 3, 4, 5, 6, 7, 8,  // 2: eight bytes
      0x1A, 2, 0x68, 0x69,  // 3: "hi"
      0x23, 0x08, 1, 0x2B, 0x2C, 0x24,  // 4: a group of a number and an empty group
      0x35, 0, 0, 0xC0, 0x3F,  // 6: 1.5
      0xFA, 0xFF, 0xFF, 0xFF, 0x0F, 0,  // the largest number of a field: nothing
    ]
    let fields = try Self.fields(bytes)
    #expect(fields.map(\.number) == [1, 2, 3, 4, 6, 536_870_911])
    #expect(fields.map(\.bytes.count) == [3, 9, 4, 6, 5, 6])
    #expect(fields.reduce(Data()) { $0 + $1.bytes } == Data(bytes))
    var number: Int64?
    #expect(try read(fields[0], into: &number) && number == 150)
    var text: String?
    #expect(try read(fields[2], into: &text) && text == "hi")
    var float: Float?
    #expect(try read(fields[4], into: &float) && float == 1.5)
    // Another wire type is another kind of value.
    #expect(try fields.count { try read($0, into: &number) } == 1)
    #expect(try fields.count { try read($0, into: &text) } == 2 && text == "")
    #expect(try fields.count { try read($0, into: &float) } == 1)
  }

  @Test(
    arguments: [
      // A truncated tag, number, four or eight bytes, text, and group.
      ([0x80], .truncated), ([0x08], .truncated), ([0x08, 0x80], .truncated),
      ([0x0D, 1, 2, 3], .truncated), ([0x09, 1, 2, 3, 4, 5, 6, 7], .truncated),
      ([0x0A], .truncated), ([0x0A, 3, 1, 2], .truncated), ([0x0B], .truncated),
      ([0x0B, 0x0A, 2, 1], .truncated),
      // Lengths of 2³¹, 2⁶³ and 2⁶⁴ - 1.
      ([0x0A, 0x80, 0x80, 0x80, 0x80, 8], .truncated),
      ([0x0A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1], .truncated),
      ([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1], .truncated),
      // Eleven bytes.
      (
        [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1], .overlongVarint
      ),
      // The field 0, wire types 6 and 7, a field of 30 bits.
      ([0x00, 0], .tag), ([0x07], .tag), ([0x0E], .tag), ([0x0F], .tag),
      ([0x80, 0x80, 0x80, 0x80, 0x10, 0], .tag),
      // The end of no group, of another group, and of an outer group before the inner one.
      ([0x0C], .groupEnd), ([0x0B, 0x14], .groupEnd), ([0x0B, 0x13, 0x0C, 0x14], .groupEnd),
      ([0x0B, 0x0E], .tag),
    ] as [([UInt8], WireError)])
  func invalidFieldsAreErrors(bytes: [UInt8], error: WireError) {
    #expect(throws: error) { try Self.fields(bytes) }
  }

  @Test func theDepthOfGroupsIsLimited() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(repeating: 0x0B, count: depth) + Array(repeating: 0x0C, count: depth)
    }
    #expect(try Self.fields(nested(WireReader.depthLimit)).count == 1)
    #expect(throws: WireError.depth) { try Self.fields(nested(WireReader.depthLimit + 1)) }
    #expect(throws: WireError.depth) { try Self.fields(Array(repeating: 0x0B, count: 1 << 20)) }
  }

  @Test func aPieceOfALargerArrayIsRead() throws {
    let bytes = Data([9, 9, 9, 0x0A, 2, 0x68, 0x69, 9])
    var reader = WireReader(bytes[3..<7])
    var text: String?
    let field = try #require(try reader.next())
    #expect(try read(field, into: &text) && text == "hi")
    #expect(try reader.next() == nil)
  }

  @Test func randomBytesAreFieldsOrAnError() throws {
    var stream = RandomStream(seed: 1, name: "wire")
    var counts = [0, 0]
    for _ in 0..<20_000 {
      let bytes = (0..<stream.integer(below: 24)).map { _ in
        // Tags and short lengths are likely, so that some bytes are fields.
        UInt8(stream.integer(below: stream.integer(below: 2) == 0 ? 48 : 256))
      }
      do throws(WireError) {
        let fields = try Self.fields(bytes)
        #expect(fields.reduce(Data()) { $0 + $1.bytes } == Data(bytes))
        counts[0] += 1
      } catch {
        counts[1] += 1
      }
    }
    #expect(counts.allSatisfy { $0 > 1000 }, "\(counts)")
  }
}
