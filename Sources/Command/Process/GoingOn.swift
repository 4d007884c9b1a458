import Inputs

/// Does `body` with one item after the other. An error does not stop those after it.
/// - Parameters:
///   - name: what an item is called.
///   - expected: what there should be as many of as there are items.
///   - hint: what to do where there are fewer.
/// - Throws: the error if there is one item, otherwise one that sums up which failed; `CancellationError`.
func goingOn<Item>(
  over items: [Item], named name: (Item) -> String, expecting expected: String,
  hint: String? = nil, _ body: (Item) async throws -> Void
) async throws {
  var failures: [(name: String, error: InputError)] = []
  for item in items {
    do {
      try await body(item)
    } catch let error as InputError {
      // What was cancelled is no fault of the item's.
      try Task.checkCancellation()
      if items.count == 1 { throw error }
      printToStandardError("prunebench: \(error.message)")
      failures.append((name(item), error))
    }
  }
  guard let first = failures.first else { return }
  let names = failures.map(\.name).joined(separator: ", ")
  throw InputError(
    first.error.kind, expected: "\(items.count) \(expected)",
    found: "\(items.count - failures.count)",
    hint: ["why \(names) failed is said above", hint].compactMap { $0 }.joined(separator: "; "))
}
