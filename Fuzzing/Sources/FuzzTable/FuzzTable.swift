import DatasetTesting
import Datasets
import Foundation
import Harness
import Inputs

/// A file without a card is inspected and loaded by the card that was drafted, or refused by an error. No row
/// vanishes without a word, and the card can be read back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTable(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Input(data, count)
  do {
    let file = try folder.write(
      input.text, to: ["t.csv", "t", "t.tsv", "t.arff"][input.choice % 4])
    let policies = DatasetCard.MissingPolicy.allCases
    let table = try InspectedTable(
      file, target: "\(1 + input.choice / 4 % 4)",
      missing: policies[input.choice / 16 % policies.count])
    let isRead = table.profile.format.layout == .delimited && table.profile.format.encoding == nil
    // What other encodings and packed files hold is counted elsewhere.
    if isRead, String(validating: input.text, as: UTF8.self) != nil, !input.text.contains(0) {
      let account = RowAccount(of: table, in: Array(input.text))
      precondition(account.isComplete, "\(account)")
    }
    let dataset = try table.dataset()
    guard let card = table.draft.card else { return 0 }
    let again = try DatasetCard(parsing: table.draft.text, file: "card.yaml")
    precondition(again == card, "the card reads back otherwise")
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
