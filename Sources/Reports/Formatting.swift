import Foundation

/// `value` with a fixed number of decimals, in every locale alike.
func fixed(_ value: Double, _ decimals: Int) -> String {
  String(format: "%.\(decimals)f", locale: Locale(identifier: "en_US_POSIX"), value)
}

/// `value` with its sign: `+0.31`.
func signed(_ value: Double, _ decimals: Int) -> String {
  (value < 0 ? "" : "+") + fixed(value, decimals)
}

/// A share with as many decimals as it has, up to four, and at least so many: `2.5`, `0.625`.
func percentage(_ share: Double, decimals: Int) -> String {
  let exact = (decimals..<4).first { decimals in
    let scale = pow(10, Double(decimals))
    return abs((100 * share * scale).rounded() / scale - 100 * share) < 1e-9
  }
  return fixed(100 * share, exact ?? 4)
}

/// A p-value: `0.039`, after an equals sign where there is one, or `< 0.001`.
func pValueText(_ value: Double, equals: String = "") -> String {
  value < 0.001 ? "< 0.001" : equals + fixed(value, 3)
}

/// `3,600`.
func grouped(_ count: Int) -> String {
  let digits = String(count)
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return result
}

/// `one draw` or `3,600 draws`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "one \(noun)" : "\(grouped(count)) \(noun)s"
}

/// `0.4 s`, `12 s`, `3 min 41 s`, `2 h 05 min`.
public func spelledDuration(_ seconds: Double) -> String {
  guard seconds >= 10 else { return "\(fixed(seconds, 1)) s" }
  // However long: a number of seconds that no counter can hold is no reason to stop.
  let whole = Int(min(seconds, 1e15).rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
  return "\(whole / 3600) h \(padded(whole / 60 % 60)) min"
}

private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
