import Inputs

/// Bytes that are in memory already: the beginning of a file.
final class MemorySource: ByteSource {
  let name: String
  private var bytes: [UInt8]?

  init(_ bytes: [UInt8], name: String) {
    self.name = name
    self.bytes = bytes.isEmpty ? nil : bytes
  }

  func next() throws(InputError) -> [UInt8]? {
    defer { bytes = nil }
    return bytes
  }
}
