/// A claim of the paper about XOR data, and how each measurement that bears on it came out.
public struct Claim: Hashable, Sendable {
  /// One measurement.
  struct Check: Hashable, Sendable {
    /// What was found, with its numbers.
    let finding: String
    /// Whether it is as the claim has it.
    let holds: Bool
  }

  /// Where the paper makes it: `Section 2.2, first conclusion`.
  let place: String
  /// What it says.
  let statement: String
  let checks: [Check]

  /// All checks, some, or none.
  var verdict: String {
    let held = checks.count { $0.holds }
    if held == checks.count { return "holds" }
    return held == 0 ? "does not hold" : "holds in part (\(held) of \(checks.count))"
  }

  /// The lines of a report.
  var markdown: String {
    "**\(place): \(statement)** \(verdict.prefix(1).uppercased() + verdict.dropFirst()).\n\n"
      + checks.map { "- \($0.holds ? "yes" : "**no**"): \($0.finding)\n" }.joined()
  }
}
