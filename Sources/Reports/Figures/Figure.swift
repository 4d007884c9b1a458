/// A picture of one or more panels, in the order in which they are read.
struct Figure: Hashable, Sendable {
  /// The name of its files.
  let name: String
  /// Panels side by side; further ones begin a new row.
  let columns: Int
  var panels: [Panel] = []
  /// What it shows, for those who do not see it.
  var title = ""
  /// What the shaded bands around curves are.
  var bandMeaning = ""
  /// What the bars through points are.
  var barMeaning = ""
  /// Drawn in place of panels.
  var ranks: RankDiagram?

  /// One pair of axes.
  struct Panel: Hashable, Sendable {
    let title: String
    let x: Axis
    let y: Axis
    var curves: [Curve] = []
    /// Horizontal lines, such as what all curves are compared with.
    var references: [Reference] = []
    /// Vertical lines with a label, such as the end of a phase.
    var marks: [Mark] = []
    /// Drawn in place of curves.
    var heatMap: HeatMap?
    /// Drawn in place of curves, from the top to the bottom.
    var bars: [Bar] = []
    /// Shaded behind bars: values that matter little.
    var zone: ClosedRange<Double>?
  }

  struct Axis: Hashable, Sendable {
    /// How the numbers of an axis are written.
    enum Notation: Hashable, Sendable {
      /// As numbers.
      case number
      /// As multiples: `4×`, `1/4`.
      case ratio
    }

    let label: String
    var isLogarithmic = false
    var notation = Notation.number
    var range: ClosedRange<Double>?
    /// Where the ticks are, and from the first to the last the axis; nil for round numbers.
    var ticks: [Double]?
  }

  struct Mark: Hashable, Sendable {
    let x: Double
    let label: String
  }

  /// A horizontal line across a panel, shaded where its value is uncertain.
  struct Reference: Hashable, Sendable {
    let label: String
    let colour: Int
    let y: Double
    var interval: ClosedRange<Double>?
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

  struct Point: Hashable, Sendable {
    let x: Double
    let y: Double
    /// Shaded around the curve.
    var spread: ClosedRange<Double>?
    /// A bar through the point.
    var interval: ClosedRange<Double>?
  }

  /// A horizontal bar from 0, or a point in its interval.
  struct Bar: Hashable, Sendable {
    let label: String
    let value: Double
    /// Written behind it.
    let text: String
    var interval: ClosedRange<Double>?
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
