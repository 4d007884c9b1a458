/// A mark on an axis.
struct Tick: Hashable, Sendable {
  let value: Double
  /// Nil where there is no room for one.
  var label: TickLabel?
}
