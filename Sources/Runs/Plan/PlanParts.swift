/// The parts of a run, such as the splits of each dataset. Each is made when it is asked for: what its records lead to
/// takes time to find out.
package struct PlanParts<Part>: RandomAccessCollection, Sendable {
  package let endIndex: Int
  private let make: @Sendable (Int) -> Part

  package init(count: Int, make: @escaping @Sendable (Int) -> Part) {
    endIndex = count
    self.make = make
  }

  package var startIndex: Int { 0 }
  package subscript(index: Int) -> Part { make(index) }
}
