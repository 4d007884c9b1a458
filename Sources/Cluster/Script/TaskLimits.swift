package import Inputs

/// How long a task may take, and how much memory it may have.
package struct TaskLimits: Codable, Hashable, Sendable {
  /// As sbatch's `--time` has it.
  package let time: String
  /// As sbatch's `--mem` has it.
  package let memory: String

  /// What the user asked for.
  /// - Throws: ``InputError`` if Slurm would not understand it.
  package init(time: String, memory: String) throws(InputError) {
    guard Self.seconds(time) != nil else {
      throw InputError(
        .usage, file: "--time",
        expected: "a time as sbatch has it: MINUTES, H:MM:SS or D-HH:MM:SS", found: time)
    }
    guard memory.wholeMatch(of: /[1-9][0-9]{0,9}[KMGT]?/) != nil else {
      throw InputError(
        .usage, file: "--mem", expected: "memory as sbatch has it: 500M, 2G", found: memory)
    }
    (self.time, self.memory) = (time, memory)
  }

  /// What is needed: twice the time that was forecast for a share with one more of its largest jobs, since nodes
  /// differ, and ten minutes to start; twice the memory that was forecast.
  /// - Parameters:
  ///   - seconds: of a share, on one core.
  ///   - largest: the seconds of its largest job.
  ///   - cores: of a task.
  ///   - bytes: of a task.
  package static func time(ofShare seconds: Double, largest: Double, cores: Int) -> String {
    let wall = 2 * (seconds / Double(cores) + largest) + 600
    let minutes = Int((wall / 60).rounded(.up))
    let (days, rest) = minutes.quotientAndRemainder(dividingBy: 24 * 60)
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return (days > 0 ? "\(days)-" : "") + "\(digits(rest / 60)):\(digits(rest % 60)):00"
  }

  /// Twice the memory that was forecast, and room for the program.
  package static func memory(bytes: Double) -> String {
    "\(Int((2 * bytes / 1e8).rounded(.up)) * 100 + 200)M"
  }

  /// How many seconds before the end a task is told: two minutes, or a quarter of a shorter time.
  var warning: Int { min(120, (Self.seconds(time) ?? 480) / 4) }

  /// `90`, `1:30:00`, `2-12:00:00` and Slurm's other ways to write a time; nil for other texts.
  static func seconds(_ text: String) -> Int? {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count) else { return nil }
    var numbers: [Int] = []
    for part in halves[halves.count - 1].split(separator: ":", omittingEmptySubsequences: false) {
      guard let number = digits(part, most: 6) else { return nil }
      numbers.append(number)
    }
    guard (1...3).contains(numbers.count) else { return nil }
    let seconds: Int
    if halves.count == 2 {
      guard let days = digits(halves[0], most: 4) else { return nil }
      seconds =
        days * 86400 + zip(numbers, [3600, 60, 1]).map { $0 * $1 }.reduce(0, +)
    } else {
      let units = numbers.count == 3 ? [3600, 60, 1] : [60, 1]
      seconds = zip(numbers, units).map { $0 * $1 }.reduce(0, +)
    }
    return seconds > 0 ? seconds : nil
  }

  /// The number that a few digits stand for, without a sign.
  private static func digits(_ text: Substring, most: Int) -> Int? {
    text.count <= most && text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }
}
