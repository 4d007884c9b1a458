import Inputs

/// Bytes in memory, such as the beginning of a file.
final class MemorySource: ByteSource {
  let name: String
  private var rest: ArraySlice<UInt8>
  private let step: Int

  /// - Parameter step: the most bytes that are returned at once.
  init(_ bytes: some Sequence<UInt8>, name: String = "memory", step: Int = ByteSources.chunkSize) {
    self.name = name
    rest = Array(bytes)[...]
    self.step = step
  }

  func next() throws(InputError) -> [UInt8]? {
    guard !rest.isEmpty else { return nil }
    defer { rest = rest.dropFirst(step) }
    return Array(rest.prefix(step))
  }
}
