import Tabular
import Testing

struct FeatureNamesTests {
  /// The names of columns with an `=` are as they are, unless that would make two features alike.
  @Test(arguments: [
    (["eq\\=eq", "b"], ["eq=eq", "b"]),
    (["a=x", "a\\=b=c", "x=\\="], ["a=x", "a=b=c", "x=\\="]),
    (["a=b=c", "a\\=b=c", "a\\=b=y"], ["a=b=c", "a\\=b=c", "a=b=y"]),
    (["a\\\\\\=b", "c\\d"], ["a\\=b", "c\\d"]),
  ])
  func namesAreReadableAndApart(names: [String], readable: [String]) {
    #expect(FeatureNames.readable(names) == readable)
  }
}
