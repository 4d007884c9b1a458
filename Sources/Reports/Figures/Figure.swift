/// A picture of one or more panels, in the order in which they are read.
struct Figure: Hashable, Sendable {
  /// The name of its files.
  let name: String
  /// Panels side by side; further ones begin a new row.
  let columns: Int
  let panels: [Panel]
  /// Drawn in place of panels.
  var drawing: Drawing?

  /// One pair of axes.
  struct Panel: Hashable, Sendable {
    let title: String
    let x: Axis
    let y: Axis
    var curves: [Curve] = []
    /// Drawn in place of curves.
    var heatMap: HeatMap?
    /// Vertical lines with a label, such as the end of a phase.
    var marks: [Mark] = []
  }

  struct Axis: Hashable, Sendable {
    let label: String
    var isLogarithmic = false
    /// Whether there is a line with ticks and numbers.
    var isDrawn = true
    var range: ClosedRange<Double>?
    /// Where the ticks are, and from the first to the last the axis; nil leaves both to gnuplot.
    var ticks: [Double]?
  }

  struct Mark: Hashable, Sendable {
    let x: Double
    let label: String
  }

  /// Coloured cells with their numbers.
  struct HeatMap: Hashable, Sendable {
    /// From left to right.
    let columns: [String]
    /// From the bottom to the top.
    let rows: [String]
    /// For each row the value of each column; nil for an empty cell.
    let values: [[Double?]]
    /// What the colours go from and to; cells beyond have the colours of the ends.
    let range: ClosedRange<Double>
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

/// A picture with what it shows.
struct CaptionedFigure: Hashable, Sendable {
  let caption: String
  let figure: Figure

  /// The picture as a document in another folder refers to it.
  /// - Parameter folder: where its file is, from there.
  func reference(in folder: String) -> FigureReference {
    FigureReference(caption: "\(words: caption)", path: "\(folder)/\(figure.name)")
  }
}
