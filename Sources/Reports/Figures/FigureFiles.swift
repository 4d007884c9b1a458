import Foundation
import Inputs
import Runs

extension [Figure] {
  /// Writes `figures/NAME.svg` for each figure, and its data as `figures/NAME.csv`.
  /// - Throws: ``InputError`` if the folder cannot be written.
  func write(into folder: RunFolder) throws(InputError) {
    guard !isEmpty else { return }
    try OutputFolder.create(folder.figuresFolder)
    for figure in self {
      let file = folder.figuresFolder.appendingPathComponent(figure.name)
      try folder.write(SVGWriter().write(figure), to: file.appendingPathExtension("svg"))
      try folder.write(figure.csv, to: file.appendingPathExtension("csv"))
    }
  }
}
