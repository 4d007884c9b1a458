import Testing

@testable import Reports

/// Lists of runs on terminals.
struct RunListingTests {
  private let listings = [
    RunListing(
      name: "long", protocol: "quick", datasets: (1...9).map { "dataset-\($0)" },
      methods: ["dense", "equivalent", "cpna", "snip", "magnitude"], fits: 7, expected: 20,
      last: "2026-05-01T12:00:00Z"),
    RunListing(name: "short", protocol: "quick", datasets: ["car"], methods: ["dense", "cpna"]),
    RunListing(name: "planned"),
  ]

  private func width(_ listings: [RunListing]) -> Int {
    let text = TerminalWriter().write(
      Table("runs", columns: RunListing.columns, rows: listings.map(\.cells)))
    return text.split(separator: "\n").map(\.count).max() ?? 0
  }

  @Test(arguments: [80, 90, 100, 120]) func aListFitsTheTerminal(columns: Int) {
    let cut = RunListing.cutting(width(listings) - columns, from: listings)
    #expect(width(cut) <= columns && cut[0].last == "2026-05-01")
    #expect(cut[0].datasets.last?.hasPrefix("+") == true, "\(cut[0].datasets)")
    #expect(cut[1].datasets == ["car"] && cut[1].methods == ["dense", "cpna"])
  }

  @Test func whatHasRoomStays() {
    let cut = RunListing.cutting(width(listings) - 400, from: listings)
    #expect(cut.map(\.datasets) == listings.map(\.datasets))
  }
}
