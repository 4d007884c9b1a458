import Datasets
import Foundation
import Harness
import Inputs

/// A file without a card is inspected and loaded by the card that was drafted, or refused by an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTable(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Input(data, count)
  do {
    let file = try folder.write(
      input.text, to: ["t.csv", "t.txt", "t.tsv", "t.arff"][input.choice % 4])
    let policies = DatasetCard.MissingPolicy.allCases
    let table = try InspectedTable(
      file, target: "\(1 + input.choice / 4 % 4)",
      missing: policies[input.choice / 16 % policies.count])
    let dataset = try table.dataset()
    precondition(dataset.labels.count == dataset.features.rows, "labels")
    precondition(dataset.features.values.allSatisfy { !$0.isInfinite }, "infinite")
  } catch is InputError {
  } catch {
    preconditionFailure("\(error)")
  }
  return 0
}

/// One of this process; libFuzzer calls from one thread. Without it there is nothing to fuzz.
// swift-format-ignore: NeverUseForceTry
private let folder = try! ScratchFolder()
