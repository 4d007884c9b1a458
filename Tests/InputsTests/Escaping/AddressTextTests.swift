import Inputs
import Testing

struct AddressTextTests {
  @Test(arguments: [
    ("a/b.md#c", "a/b.md#c"), ("a b", "a%20b"), ("a)\"<", "a%29%22%3C"), ("é", "%C3%A9"),
    ("https://a.example/?x=1&y", "https://a.example/?x=1%26y"),
  ])
  func addresses(address: String, escaped: String) {
    #expect(AddressText.escaped(address) == escaped)
  }

  @Test(arguments: [
    ("a.md", true), ("#a:b", true), ("a/b:c", true), ("https://a.example", true),
    ("HTTP://a.example", true), ("", true), ("javascript:alert(1)", false), ("data:x", false),
    ("java\nscript:x", false), (" javascript:x", false),
  ])
  func whatRunsIsNoAddress(address: String, isHarmless: Bool) {
    #expect(AddressText.isHarmless(address) == isHarmless)
  }
}
