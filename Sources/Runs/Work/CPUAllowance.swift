import Foundation

/// How many of the machine's processors this process may use, according to its affinity mask and the quotas of
/// its control groups. Running more fits at a time would not be faster.
package struct CPUAllowance: Hashable, Sendable {
  /// The number of processors on which the process may run.
  package let processors: Int
  /// The quota of CPU time, as a number of processors; nil without a quota.
  package let quota: Double?

  /// The number of fits to run at a time, at least one.
  package var workers: Int {
    let most = quota.map { $0.rounded(.up) } ?? Double(processors)
    return max(1, Int(min(Double(processors), most)))
  }

  /// The current allowance of this process; the whole machine where the system does not provide the
  /// information.
  package static var current: CPUAllowance {
    let status = text(of: "/proc/self/status") ?? ""
    let groups = text(of: "/proc/self/cgroup") ?? ""
    return CPUAllowance(
      processors: processors(status: status) ?? ProcessInfo.processInfo.activeProcessorCount,
      quota: quota(groups: groups, file: text))
  }

  /// The number of processors in the `Cpus_allowed_list` of `/proc/self/status`: 3 for `0,4-5`.
  static func processors(status: String) -> Int? {
    let key = "Cpus_allowed_list:"
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(key) }) else {
      return nil
    }
    var count = 0
    for range in line.dropFirst(key.count).split(separator: ",") {
      let ends = range.split(separator: "-").map {
        Int($0.trimmingCharacters(in: .whitespaces)) ?? -1
      }
      guard let first = ends.first, let last = ends.last, ends.count <= 2, first >= 0, last >= first
      else { return nil }
      count += last - first + 1
    }
    return count > 0 ? count : nil
  }

  /// The smallest quota of the control groups in `/proc/self/cgroup` and of their ancestors; nil if none has a
  /// quota.
  /// - Parameter file: the content of the file at a path; nil if there is none.
  static func quota(groups: String, file: (String) -> String?) -> Double? {
    let root = "/sys/fs/cgroup"
    return groups.split(separator: "\n").flatMap { line -> [Double] in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let folders = ancestors(of: fields[2])
      if fields[0] == "0", fields[1].isEmpty {
        return folders.compactMap { file("\(root)\($0)/cpu.max").flatMap(share) }
      }
      guard fields[1].split(separator: ",").contains("cpu") else { return [] }
      return folders.compactMap { folder in
        let place = "\(root)/cpu\(folder)"
        guard let quota = file("\(place)/cpu.cfs_quota_us"),
          let period = file("\(place)/cpu.cfs_period_us")
        else { return nil }
        return share("\(quota) \(period)")
      }
    }.min()
  }

  /// `/a/b`, `/a` and the empty path: in a container a group may be visible only at the top.
  private static func ancestors(of path: Substring) -> [String] {
    let names = path.split(separator: "/")
    return (0...names.count).reversed().map { count in
      names.prefix(count).map { "/\($0)" }.joined()
    }
  }

  /// A quota from its text: 0.5 for `50000 100000` (microseconds of each period); nil for `max 100000` and `-1
  /// 100000`.
  private static func share(_ text: String) -> Double? {
    let numbers = text.split(whereSeparator: \.isWhitespace).map { Double($0) ?? -1 }
    guard numbers.count == 2, numbers[0] > 0, numbers[1] > 0 else { return nil }
    return numbers[0] / numbers[1]
  }

  private static func text(of path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
