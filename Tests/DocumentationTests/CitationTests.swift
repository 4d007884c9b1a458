import Experiments
import Foundation
import Testing

/// `CITATION.cff` cites the version that this is.
struct CitationTests {
  @Test func versionIsThisOne() throws {
    let file = Page.repository.appendingPathComponent("CITATION.cff")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("\nversion: \(Version.current)\n"))
  }
}
