import Foundation
import Inputs

/// How numbers read, wherever they stand.
///
/// One rule rounds them all: the fewest digits that give the number again, which is how CSV and JSON files have it,
/// are rounded to the nearest, and a half away from 0. So 1010.5 connections are 1011 in each table, 0.125 is 0.13
/// and 0.285 is 0.29, on every machine, and whoever rounds a number of `summary.csv` by hand gets the report's.
enum Formatting {
  /// `value` with a fixed number of decimals, in every locale alike; `inf`, `-inf` or `nan` where it has none.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "\(value)" }
    let (digits, point) = shortestDigits(of: value.magnitude)
    // What stays, as a whole number of the last place.
    let count = max(0, point + decimals)
    var kept = digits.prefix(count) + Array(repeating: 0, count: max(0, count - digits.count))
    if point + decimals >= 0, digits.dropFirst(count).first ?? 0 >= 5 {
      var place = kept.endIndex
      repeat {
        place -= 1
        if place < kept.startIndex {
          kept.insert(1, at: kept.startIndex)
          break
        }
        kept[place] = (kept[place] + 1) % 10
      } while kept[place] == 0
    }
    let padded = Array(repeating: 0, count: max(0, decimals + 1 - kept.count)) + kept
    let text = padded.map(String.init).joined()
    // What is rounded to 0 has no sign.
    let sign = value.sign == .minus && kept.contains { $0 > 0 } ? "-" : ""
    return sign + text.dropLast(decimals) + (decimals > 0 ? "." + text.suffix(decimals) : "")
  }

  /// The fewest digits that give `magnitude` again, without zeros before them, and how many of them stand before the
  /// point: negative if zeros stand between it and them.
  private static func shortestDigits(of magnitude: Double) -> (digits: [Int], point: Int) {
    let parts = "\(magnitude)".split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = mantissa.joined().compactMap(\.wholeNumberValue)
    let digits = Array(all.drop { $0 == 0 })
    return (digits, mantissa[0].count + exponent - (all.count - digits.count))
  }

  /// `value` with its sign: `+0.31`.
  static func signed(_ value: Double, _ decimals: Int) -> String {
    let text = fixed(value, decimals)
    return value < 0 ? text : "+" + text
  }

  /// A share with as many decimals as it has, up to four, and at least so many: `2.5`, `0.625`.
  static func percentage(_ share: Double, decimals: Int) -> String {
    let exact = (decimals..<4).first { decimals in
      let scale = pow(10, Double(decimals))
      return abs((100 * share * scale).rounded() / scale - 100 * share) < 1e-9
    }
    return fixed(100 * share, exact ?? 4)
  }

  /// A p-value: `0.039`, or `< 0.001`.
  static func pValue(_ value: Double) -> String { value < 0.001 ? "< 0.001" : fixed(value, 3) }

  /// `3,600`.
  static func grouped(_ count: Int) -> String {
    let digits = String(count.magnitude)
    var result = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// `one draw` or `3,600 draws`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count == 1 ? "one" : grouped(count)) \(plural(noun, count))"
  }
}

/// `0.4 s`, `12 s`, `3 min 41 s`, `2 h 05 min`.
public func spelledDuration(_ seconds: Double) -> String {
  guard seconds >= 10 else { return "\(Formatting.fixed(seconds, 1)) s" }
  // However long: a number of seconds that no counter can hold is no reason to stop.
  let whole = Int(min(seconds, 1e15).rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
  return "\(whole / 3600) h \(padded(whole / 60 % 60)) min"
}

private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
