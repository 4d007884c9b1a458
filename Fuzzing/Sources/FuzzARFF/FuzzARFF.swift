import Harness

/// The rows must not depend on the pieces in which a text is read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzARFF(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = Input(data, count).bytes
  let whole = Outcome.attributeRelation(text, step: 1 << 16)
  precondition(whole == .attributeRelation(text, step: 1 + count % 7), "pieces")
  return 0
}
