/// The sizes of the fonts of pictures, in points.
enum FontSize {
  static let title = 13.0
  static let label = 12.0
  static let tick = 11.0
}
