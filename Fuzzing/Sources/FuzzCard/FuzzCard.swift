import Datasets
import Harness

/// A card must be refused, or be consistent.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCard(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: Input(data, count).bytes, as: UTF8.self)
  // A million columns are allowed, but slow.
  guard !text.contains("00000") else { return -1 }
  do {
    let card = try DatasetCard(parsing: text, file: "card.yaml")
    precondition(card.classNames.count > 1, "classes")
    precondition(!card.featureNames.isEmpty, "features")
    precondition(Set(card.columns.map(\.name)).count == card.columns.count, "names")
  } catch {
    // Refused, by an `InputError`: no other error can be thrown.
  }
  return 0
}
