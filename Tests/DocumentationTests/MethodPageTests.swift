import Foundation
import Pruning
import Testing

/// Each method has a page, which says what the catalogue says.
struct MethodPageTests {
  @Test(arguments: MethodCatalogue.standard.methods.map(\.identifier))
  func pageSaysWhatTheMethodIs(identifier: String) throws {
    let method = try #require(MethodCatalogue.standard[identifier])
    let page = Page("methods/\(identifier).md")
    #expect(try page.text.hasPrefix("# \(method.title) (`\(identifier)`)\n"))
    try page.expect(generated: Self.facts(method))
    // What a reader needs beyond the facts.
    for heading in ["## How it works", "## What it costs", "## Where it is from"] {
      #expect(try page.text.contains("\n\(heading)\n"), "\(identifier): \(heading)")
    }
  }

  @Test func everyPageHasAMethod() throws {
    let pages = try FileManager.default.contentsOfDirectory(atPath: Page("methods").file.path)
    let methods = MethodCatalogue.standard.methods.map(\.identifier) + ["README", "equivalent"]
    #expect(pages.sorted() == methods.map { "\($0).md" }.sorted())
  }

  @Test func listHasAllMethods() throws {
    try Page("methods/README.md").expect(
      generated: Page.table(
        ["name", "title", "begins with"],
        MethodCatalogue.standard.methods.map { method in
          [
            "[`\(method.identifier)`](\(method.identifier).md)", method.title,
            Self.beginning(method),
          ]
        }))
  }

  private static func beginning(_ method: any Pruning.Method) -> String {
    method.continuesPretraining
      ? "the pretrained network"
      : method.usesPretraining ? "a sub-network of a pretrained network" : "new weights"
  }

  private static func facts(_ method: any Pruning.Method) throws -> String {
    var options = MethodOptions()
    _ = try method.configured(by: &options)
    let rows = options.known.map { key in
      // Its complaint about a wrong value says what is right.
      var wrong = MethodOptions([key: .word("?")])
      let error = #expect(throws: OptionError.self) { _ = try method.configured(by: &wrong) }
      var values = error?.expected ?? ""
      if values.hasSuffix(",") { values.removeLast() }
      return ["`\(key)`", values, options.values[key].map { "`\($0)`" } ?? "see below"]
    }
    let facts = [
      ["identifier", "`\(method.identifier)`"],
      ["removes connections", method.isPruned ? "yes" : "no"],
      ["begins with", beginning(method)],
      ["largest network", method.largestNetwork.map { "\($0) weights and biases" } ?? "any"],
    ]
    let heading =
      rows.isEmpty ? "It has no options.\n" : Page.table(["option", "values", "default"], rows)
    return Page.table(["", ""], facts) + "\n" + heading
  }
}
