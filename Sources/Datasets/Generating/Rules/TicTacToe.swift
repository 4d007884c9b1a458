/// All boards with which a game of tic-tac-toe ends if x moves first: has x won?
enum TicTacToe {
  static let squares = ["x", "o", "b"]

  private static let lines = [
    [0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6],
  ]

  /// How a game has ended.
  private enum End: CaseIterable { case won, lost, drawn }

  /// All 958 rows in UCI's order: the boards that x has won, then those that o has won, then the draws; `b` is a blank
  /// square. Each row has the nine squares, from left to right and from top to bottom, and the class.
  static func rows() -> [[String]] {
    let boards = combinations(of: Array(repeating: squares, count: 9)) { _ in "" }
      .map { Array($0.dropLast()) }
    return End.allCases.flatMap { end in
      boards.filter { Self.end(of: $0) == end }
        .map { $0 + [end == .won ? "positive" : "negative"] }
    }
  }

  /// How the game ended that led to `board`; nil if none did, or it was not over.
  private static func end(of board: [String]) -> End? {
    func has(_ player: String) -> Bool {
      lines.contains { $0.allSatisfy { board[$0] == player } }
    }
    let xs = board.count { $0 == "x" }
    let os = board.count { $0 == "o" }
    // Whoever completes a line has moved last.
    switch (has("x"), has("o")) {
    case (true, false): return xs == os + 1 ? .won : nil
    case (false, true): return xs == os ? .lost : nil
    case (true, true): return nil
    case (false, false): return xs == 5 && os == 4 ? .drawn : nil
    }
  }
}
