import Experiments
import Foundation
import Inputs
import Pruning

/// What `--methods` asks for: those that the protocol lists as it has them, others with their defaults.
struct MethodsRequest {
  private let names: [String]
  private let listed: [String: ComparedMethod]

  /// - Parameters:
  ///   - text: names with commas between them, or `all`.
  ///   - methods: those that the protocol lists.
  ///   - catalogue: those that it could list.
  /// - Throws: ``InputError`` that says which name is wrong.
  init(
    _ text: String, listed methods: [ComparedMethod], _ catalogue: MethodCatalogue
  ) throws(InputError) {
    let equivalent = MethodName.equivalent.rawValue
    listed = Dictionary(uniqueKeysWithValues: methods.map { ($0.name.rawValue, $0) })
    let dense = catalogue.methods.filter { !$0.isPruned }.map(\.identifier)
    let pruned = catalogue.methods.filter(\.isPruned).map(\.identifier)
    let standard = dense + [equivalent] + pruned
    let known = standard + methods.map(\.name.rawValue).filter { !standard.contains($0) }
    let names = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard names != ["all"] else {
      self.names = known
      return
    }
    self.names = names
    guard !names.contains("all") else {
      throw InputError(
        .usage, expected: "either names or 'all' alone for --methods", found: text,
        hint: "'all' stands for every method")
    }
    if let unknown = names.first(where: { !known.contains($0) }) {
      throw InputError(
        .usage,
        expected:
          "methods for --methods, with commas between them: \(known.joined(separator: ", "))",
        found: unknown, hint: nearestWord(to: unknown, in: known).map { "did you mean '\($0)'?" })
    }
    guard Set(names).count == names.count else {
      throw InputError(.usage, expected: "each method once in --methods", found: text)
    }
    let listed = listed
    guard
      !names.contains(equivalent)
        || names.contains(where: { listed[$0]?.isPruned ?? pruned.contains($0) })
    else {
      throw InputError(
        .usage, expected: "a method that prunes in --methods beside 'equivalent'", found: text,
        hint: "'equivalent' is the dense network that has as many connections")
    }
  }

  /// The value of a protocol's key `methods`.
  var list: String { names.map { listed[$0]?.yaml ?? $0 }.joined(separator: ", ") }

  /// Which methods have the options of the protocol that the command line calls `name`, and which their defaults.
  func note(protocol name: String) -> String {
    let (own, others) = (names.filter { listed[$0] != nil }, names.filter { listed[$0] == nil })
    let parts = [
      own.isEmpty ? nil : "\(own.joined(separator: ", ")) as \(name) has them",
      others.isEmpty ? nil : "\(others.joined(separator: ", ")) with default options",
    ]
    return "methods: \(parts.compactMap { $0 }.joined(separator: "; "))"
  }
}
