import DatasetTesting
import Datasets
import Foundation
import Harness
import Inputs

/// A file without a card must be inspected and loaded by the drafted card, or refused by an error. No row may
/// be skipped without a note, the card must read back the same, and one pass must give the same as two.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTable(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Input(data, count)
  do {
    let file = try folder.write(
      input.text, to: ["t.csv", "t", "t.tsv", "t.arff"][input.choice % 4])
    let policies = DatasetCard.MissingPolicy.allCases
    let target = "\(1 + input.choice / 4 % 4)"
    let missing = policies[input.choice / 16 % policies.count]
    let passes = PassComparison(file, target: target, missing: missing, samples: [1, 4])
    precondition(passes.difference == nil, "\(passes.difference ?? "")")
    let table = try InspectedTable(file, target: target, missing: missing)
    let isRead = table.profile.format.layout == .delimited && table.profile.format.encoding == nil
    // Rows in other encodings and in compressed files are counted elsewhere.
    if isRead, String(validating: input.text, as: UTF8.self) != nil, !input.text.contains(0) {
      let account = RowAccount(of: table, in: Array(input.text))
      precondition(account.isComplete, "\(account)")
    }
    let dataset = try table.dataset()
    guard let card = table.draft.card else { return 0 }
    let again = try DatasetCard(parsing: table.draft.text, file: "card.yaml")
    precondition(again == card, "the card changes when it is read back")
    precondition(dataset.labels.count == dataset.features.rows, "labels")
    precondition(dataset.features.values.allSatisfy { !$0.isInfinite }, "infinite")
  } catch is InputError {
  } catch {
    preconditionFailure("\(error)")
  }
  return 0
}

/// The process's scratch folder; libFuzzer calls from one thread. Fuzzing is impossible without it.
// swift-format-ignore: NeverUseForceTry
private let folder = try! ScratchFolder()
