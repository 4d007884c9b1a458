import Tabular
import Testing

struct OneHotEncoderTests {
  private let encoder = OneHotEncoder(categories: ["low", "med", "high"])

  @Test func columnsAreInDeclaredOrder() {
    #expect(["low", "med", "high"].map(encoder.column) == [0, 1, 2])
    #expect(encoder.featureNames(for: "safety") == ["safety=low", "safety=med", "safety=high"])
  }

  @Test(arguments: ["", "LOW", " low", "lo"])
  func anythingElseIsUnknown(category: String) { #expect(encoder.column(of: category) == nil) }
}
