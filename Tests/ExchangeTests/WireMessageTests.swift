import Foundation
import Tabular
import Testing

@testable import Exchange

struct WireMessageTests {
  /// A model with every message and every field, with values of all lengths.
  static let model: ONNXModelProto = {
    let axis = ONNXAttributeProto(
      name: "axis", f: -0.5, i: -1, s: Data([0, 255]), floats: [1, .infinity, -0.0],
      ints: [0, 1, .min, .max], strings: [Data("a".utf8), Data()], type: 2)
    let node = ONNXNodeProto(
      input: ["a", ""], output: ["b"], name: "b", opType: "Softmax", attribute: [axis],
      domain: "ai.onnx.ml")
    let tensor = ONNXTensorProto(
      dims: [2, 3], dataType: 1, stringData: [Data("ülme".utf8)], name: "weights",
      rawData: Data(0..<200))
    let shape = ONNXTensorShapeProto(
      dim: [.init(dimParam: "rows"), .init(dimValue: 300)])
    let info = ONNXValueInfoProto(
      name: "numbers", type: ONNXTypeProto(tensorType: .init(elemType: 1, shape: shape)),
      docString: "said")
    return ONNXModelProto(
      irVersion: 9, producerName: "one", producerVersion: "2", docString: "for people",
      graph: ONNXGraphProto(
        node: [node, node], name: "graph", initializer: [tensor], docString: "too",
        input: [info], output: [info, info]),
      opsetImport: [.init(domain: "", version: 20)],
      metadataProps: [.init(key: "k", value: "v"), .init()])
  }()

  @Test func readingGivesWhatWasWritten() throws {
    let bytes = Self.model.encoded()
    let read = try ONNXModelProto(decoding: bytes)
    #expect(read == Self.model)
    #expect(read.encoded() == bytes)
    #expect(try ONNXModelProto(decoding: Data()) == ONNXModelProto())
  }

  /// Truncated between two fields, the bytes are a smaller model; truncated elsewhere, they are invalid.
  @Test func truncatedFieldsAreErrors() throws {
    let bytes = Self.model.encoded()
    var ends = [0]
    var reader = WireReader(bytes)
    while let field = try reader.next() { ends.append(ends[ends.count - 1] + field.bytes.count) }
    for length in 0...bytes.count {
      let piece = bytes.prefix(length)
      if ends.contains(length) {
        #expect(try ONNXModelProto(decoding: piece).encoded() == piece)
      } else {
        #expect(throws: WireError.truncated) { try ONNXModelProto(decoding: piece) }
      }
    }
  }

  @Test func damagedBytesAreAModelOrAnError() throws {
    let bytes = Self.model.encoded()
    var stream = RandomStream(seed: 1, name: "damage")
    var counts = [0, 0]
    for _ in 0..<20_000 {
      var damaged = bytes
      for _ in 0...stream.integer(below: 4) {
        let place = stream.integer(below: damaged.count)
        switch stream.integer(below: 4) {
        case 0: damaged.remove(at: place)
        case 1: damaged.insert(UInt8(stream.integer(below: 256)), at: place)
        default: damaged[place] = UInt8(stream.integer(below: 256))
        }
      }
      do throws(WireError) {
        let model = try ONNXModelProto(decoding: damaged)
        // Compares bytes, because NaN is not equal to itself.
        let again = try ONNXModelProto(decoding: model.encoded())
        #expect(again.encoded() == model.encoded())
        counts[0] += 1
      } catch {
        counts[1] += 1
      }
    }
    #expect(counts.allSatisfy { $0 > 1000 }, "\(counts)")
  }

  /// Unknown fields of any wire type, and known fields with another wire type.
  @Test func unknownFieldsAreKept() throws {
    let unknown = Data([
      0x78, 5, 0x7D, 1, 2, 3, 4, 0x79, 1, 2, 3, 4, 5, 6, 7, 8, 0x7A, 1, 9, 0x7B, 0x08, 1, 0x7C,
      0x0A, 1, 0x61, 0x15, 0, 0, 0, 0,
    ])
    let known = Data([0x0A, 1, 0x78, 0x10, 3])
    let entry = try ONNXOperatorSetIdProto(decoding: unknown + known)
    let expected = ONNXOperatorSetIdProto(domain: "x", version: 3)
    #expect(entry.domain == "x" && entry.version == 3)
    #expect(entry.unknownFields == unknown.prefix(23) + unknown.suffix(5))
    #expect(entry != expected)
    #expect(entry.encoded() == known + entry.unknownFields)
  }

  @Test func theLastValueCountsAndMessagesAreMerged() throws {
    let first = ONNXModelProto(irVersion: 8, graph: .init(node: [.init(name: "a")], name: "old"))
    let second = ONNXModelProto(irVersion: 9, graph: .init(node: [.init(name: "b")], name: "new"))
    let merged = try ONNXModelProto(decoding: first.encoded() + second.encoded())
    #expect(
      merged
        == ONNXModelProto(
          irVersion: 9, graph: .init(node: [.init(name: "a"), .init(name: "b")], name: "new")))
  }

  @Test func packedNumbersAreReadAsWell() throws {
    let packed = Data([
      0x3A, 8, 0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0,  // floats: 1.5, -2
      0x42, 3, 3, 0x8E, 2,  // ints: 3, 270
      0x40, 4, 0x3D, 0, 0, 0x80, 0x3F,  // and one more of each
      0x42, 0, 0x3A, 0,
    ])
    let attribute = try ONNXAttributeProto(decoding: packed)
    #expect(attribute == ONNXAttributeProto(floats: [1.5, -2, 1], ints: [3, 270, 4]))
    for cut in [[0x3A, 3, 0, 0, 0], [0x42, 1, 0x80]] as [[UInt8]] {
      #expect(throws: WireError.truncated) { try ONNXAttributeProto(decoding: Data(cut)) }
    }
  }

  @Test(arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]])
  func aTextIsUTF8(bytes: [UInt8]) {
    let field = [0x0A, UInt8(bytes.count)] + bytes
    #expect(throws: WireError.text) { try ONNXStringStringEntryProto(decoding: Data(field)) }
    #expect(throws: WireError.text) { try ONNXNodeProto(decoding: Data(field)) }
  }

  @Test func largeNumbersAreCutToTheirType() throws {
    let bytes = Data([0x08, 0x81, 0x80, 0x80, 0x80, 0x10])
    #expect(try ONNXTypeProto.Tensor(decoding: bytes).elemType == 1)
  }
}
