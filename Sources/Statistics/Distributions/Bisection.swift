/// The number at which `isBelow` turns from true to false, as near as neighbours in double precision are.
/// - Precondition: it turns once, somewhere between finite numbers.
func bisection(_ isBelow: (Double) -> Bool) -> Double {
  var (low, high) = (-1.0, 1.0)
  while !isBelow(low) { low *= 2 }
  while isBelow(high) { high *= 2 }
  while true {
    let middle = (low + high) / 2
    // Neighbours in double precision have no middle.
    guard middle > low, middle < high else { return middle }
    if isBelow(middle) { low = middle } else { high = middle }
  }
}
