/// A claim of the paper, and what each measurement says of it.
package struct Claim: Hashable, Sendable {
  /// One measurement.
  struct Check: Hashable, Sendable {
    /// What was found, with its numbers.
    let finding: InlineText
    /// Whether it is as the claim has it; nil where the difference is not significant.
    let holds: Bool?
  }

  /// Where the paper makes it: `Section 2.2, first conclusion`.
  let place: InlineText
  /// What it says.
  let statement: InlineText
  /// When a measurement is taken to be as the claim has it.
  let criterion: InlineText
  let checks: [Check]
  /// How many checks must be as claimed for the claim to hold; nil for all.
  var needed: Int?

  /// As many checks as are needed as claimed, some, or none.
  var verdict: String {
    let held = checks.count { $0.holds == true }
    let undecided = checks.count { $0.holds == nil }
    if held == checks.count { return "holds" }
    if let needed, held >= needed { return "holds (\(held) of \(checks.count))" }
    let rest = undecided > 0 ? ", \(undecided) undecided" : ""
    if held == 0 {
      return undecided == checks.count ? "undecided" : "does not hold (0 of \(checks.count)\(rest))"
    }
    return "holds in part (\(held) of \(checks.count)\(rest))"
  }

  /// What is claimed, and where.
  var title: InlineText { "\(place): \(statement)" }

  /// What is claimed, and how it came out.
  var summary: InlineText {
    "\(title) \(strong: "\(words: verdict.prefix(1).uppercased() + verdict.dropFirst())")."
  }

  /// The claim, how it came out, and the measurements.
  var blocks: [Block] {
    let words: (Bool?) -> InlineText = { holds in
      switch holds {
      case true?: "yes"
      case false?: "\(strong: "no")"
      case nil: "undecided"
      }
    }
    let sentence = verdict.prefix(1).uppercased() + verdict.dropFirst()
    return [
      .paragraph("\(strong: title) \(words: sentence). (Yes where \(criterion).)"),
      .list(checks.map { "\(words($0.holds)): \($0.finding)" }),
    ]
  }
}
