/// An input from libFuzzer.
public struct Input {
  /// All bytes.
  public let bytes: [UInt8]

  /// - Precondition: `data` has `count` bytes.
  public init(_ data: UnsafePointer<UInt8>?, _ count: Int) {
    bytes = Array(UnsafeBufferPointer(start: data, count: count))
  }

  /// The first byte, which chooses how to read the rest; 0 if the input is empty.
  public var choice: Int { Int(bytes.first ?? 0) }
  /// The text to read.
  public var text: ArraySlice<UInt8> { bytes.dropFirst() }
}
