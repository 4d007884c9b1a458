import Foundation
import Inputs
import Runs

extension [Figure] {
  /// Writes `figures/NAME.svg` for each figure, and its data as `figures/NAME.csv`.
  /// - Returns: the pictures, by their paths from `folder` without the ending.
  /// - Throws: ``InputError`` if the folder cannot be written.
  func write(into folder: RunFolder) throws(InputError) -> [String: String] {
    guard !isEmpty else { return [:] }
    var pictures: [String: String] = [:]
    try OutputFolder.create(folder.figuresFolder)
    for figure in self {
      let file = folder.figuresFolder.appendingPathComponent(figure.name)
      let picture = SVGWriter().write(figure)
      try folder.write(picture, to: file.appendingPathExtension("svg"))
      try folder.write(figure.csv, to: file.appendingPathExtension("csv"))
      pictures["figures/\(figure.name)"] = picture
    }
    return pictures
  }
}
