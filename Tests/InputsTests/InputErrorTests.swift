import Inputs
import Testing

struct InputErrorTests {
  @Test(arguments: [
    (
      InputError(
        file: "car.data", line: 700, column: 6, expected: "one of low, med, high", found: "hgih",
        hint: "check it"),
      #"car.data:700:6: expected one of low, med, high, found "hgih"; check it"#
    ),
    (InputError(file: "car.data", line: 3, expected: "7 fields"), "car.data:3: expected 7 fields"),
    (
      InputError(file: "car.data", expected: "rows", found: ""),
      #"car.data: expected rows, found """#
    ),
    (InputError(.usage, expected: "a name", hint: "give one"), "expected a name; give one"),
    // A line without a file says nothing.
    (InputError(line: 3, expected: "7 fields"), "expected 7 fields"),
  ])
  func saysWhereAndWhat(error: InputError, text: String) {
    #expect(error.description == text)
  }

  @Test func foundTextStaysOneShortLine() {
    let error = InputError(expected: "x", found: "a\nb\u{0}" + String(repeating: "y", count: 100))
    #expect(
      error.description == #"expected x, found "a\nb\0"# + String(repeating: "y", count: 56) + "…\""
    )
    #expect(!error.description.contains("\n"))
  }
}
