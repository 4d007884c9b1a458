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
    (
      InputError(file: "a.yaml", expected: "a list, not empty,", found: "5"),
      #"a.yaml: expected a list, not empty, found "5""#
    ),
    (InputError(.usage, expected: "a name", hint: "give one"), "expected a name; give one"),
    // A line without a file says nothing.
    (InputError(line: 3, expected: "7 fields"), "expected 7 fields"),
  ])
  func saysWhereAndWhat(error: InputError, text: String) {
    #expect(error.description == text)
  }

  @Test func aMovedErrorIsTheSameElsewhere() {
    let error = InputError(
      code: .outOfRange, file: "a.yaml", line: 3, column: 5, expected: "1 to 3", found: "4",
      hint: "less", remedies: [.protocolName])
    let moved = error.moved(to: .usage, file: "--set x=4", tellingPlace: true)
    #expect(
      moved.description
        == #"--set x=4: expected 1 to 3, found "4"; less; the value is that of a.yaml:3:5"#)
    #expect(moved.kind == .usage && moved.code == .outOfRange && moved.remedies == [.protocolName])
    #expect(
      error.moved(to: .data, file: "b").description == #"b: expected 1 to 3, found "4"; less"#)
  }

  @Test func cancellationIsNoInputError() async {
    #expect(throws: CancellationError.self) {
      try surfacingCancellation { () throws(InputError) in
        throw InputError(code: .cancelled, expected: "time")
      }
    }
    let error = await #expect(throws: InputError.self) {
      try await surfacingCancellation { () async throws(InputError) in
        throw InputError(code: .missing, expected: "a key")
      }
    }
    #expect(error?.code == .missing)
  }

  @Test func foundTextStaysOneShortLine() {
    let error = InputError(expected: "x", found: "a\nb\u{0}" + String(repeating: "y", count: 100))
    #expect(
      error.description == #"expected x, found "a\nb\0"# + String(repeating: "y", count: 56) + "…\""
    )
    #expect(!error.description.contains("\n"))
  }
}
