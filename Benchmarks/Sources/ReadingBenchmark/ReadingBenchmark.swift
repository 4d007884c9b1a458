import Foundation
import PruneBench

/// Reads a file, and prints the seconds that it took and the number of rows.
///
///     ReadingBenchmark card CARD FILE       by a card
///     ReadingBenchmark table TARGET FILE    without one
@main
enum ReadingBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let file = URL(fileURLWithPath: arguments.last ?? "")
    let clock = ContinuousClock()
    var rows = 0
    let duration: Duration
    switch (arguments.first, arguments.count) {
    case ("card", 3):
      let card = try DatasetCard(contentsOf: URL(fileURLWithPath: arguments[2]))
      duration = try clock.measure {
        rows = try DelimitedLoader(card: card).load(from: [file]).rows
      }
    case ("table", 3):
      duration = try clock.measure {
        rows = try TableFile(file.path, target: arguments[2]).dataset.rows
      }
    default:
      print("usage: ReadingBenchmark card CARD FILE | table TARGET FILE")
      exit(64)
    }
    print(duration / .seconds(1), rows)
  }
}
