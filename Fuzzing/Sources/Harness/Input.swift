/// What libFuzzer hands over.
public struct Input {
  /// All bytes.
  public let bytes: [UInt8]

  /// - Precondition: `data` has `count` bytes.
  public init(_ data: UnsafePointer<UInt8>?, _ count: Int) {
    bytes = Array(UnsafeBufferPointer(start: data, count: count))
  }

  /// The first byte, which chooses how the rest is read; 0 if there is none.
  public var choice: Int { Int(bytes.first ?? 0) }
  /// What is read.
  public var text: ArraySlice<UInt8> { bytes.dropFirst() }
}
