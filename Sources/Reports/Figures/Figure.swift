/// A picture of one or more panels, in the order in which they are read.
struct Figure: Hashable, Sendable {
  /// The name of its files.
  let name: String
  /// Panels side by side; further ones begin a new row.
  let columns: Int
  let panels: [Panel]

  /// One pair of axes.
  struct Panel: Hashable, Sendable {
    let title: String
    let x: Axis
    let y: Axis
    let curves: [Curve]
    /// Vertical lines with a label, such as the end of a phase.
    var marks: [Mark] = []
  }

  struct Axis: Hashable, Sendable {
    let label: String
    var isLogarithmic = false
    var range: ClosedRange<Double>?
    /// Where the ticks are, and from the first to the last the axis; nil leaves both to gnuplot.
    var ticks: [Double]?
  }

  struct Mark: Hashable, Sendable {
    let x: Double
    let label: String
  }

  /// A line through points. Curves of one colour number have one colour in all panels, and those of
  /// one label one entry in the legend.
  struct Curve: Hashable, Sendable {
    let label: String
    let colour: Int
    var isDashed = false
    var hasPoints = false
    let points: [Point]
  }

  /// A point, with the spread that is shaded around it if it has one.
  struct Point: Hashable, Sendable {
    let x: Double
    let y: Double
    var spread: ClosedRange<Double>?
  }
}
