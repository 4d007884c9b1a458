/// How a series of a picture looks: no two of the first ``count`` look alike, in colours or in grey.
struct SeriesStyle: Hashable, Sendable {
  /// Of the line and its points.
  let colour: String
  /// The lengths of dashes and gaps, as SVG has them; empty for a solid line.
  let dash: String
  let marker: Marker

  /// Okabe and Ito's colours, which the colour-blind can tell apart; yellow, which paper swallows, is a grey.
  private static let colours = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999",
  ]
  /// Solid, then three kinds of dashes: each for as many series as there are colours.
  private static let dashes = ["", "8 4", "2 4", "12 4 2 4"]

  /// So many series have different looks.
  static let count = colours.count * dashes.count
  /// So many have colours of their own.
  static let colourCount = colours.count
  /// Up to so many lines need no points to be told apart.
  static let mostPlain = 4
  /// Of a curve that is dashed for what it shows.
  static let dashed = "5 3"

  /// The dashes of a horizontal line, which no curve has.
  var referenceDash: String { dash.isEmpty ? Self.dashed : dash }

  /// In a legend, of what several series have in common.
  static let common = SeriesStyle(colour: "#444444", dash: "", marker: .circle)

  private init(colour: String, dash: String, marker: Marker) {
    self.colour = colour
    self.dash = dash
    self.marker = marker
  }

  /// The look of the series `number`, counted from 0.
  init(_ number: Int) {
    // However it is counted: there is a look for every number.
    let number = number & .max
    let kind = number % Self.colours.count
    colour = Self.colours[kind]
    marker = Marker.allCases[kind]
    dash = Self.dashes[number / Self.colours.count % Self.dashes.count]
  }
}
