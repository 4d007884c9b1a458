import Inputs

@testable import Datasets

/// The same bytes many times: a large file that needs no space.
final class RepeatingSource: ByteSource {
  let name = "repeating"
  private let block: [UInt8]
  private var left: Int

  init(_ block: some Sequence<UInt8>, times: Int) {
    self.block = Array(block)
    left = times
  }

  func next() throws(InputError) -> [UInt8]? {
    guard left > 0 else { return nil }
    left -= 1
    return block
  }
}
