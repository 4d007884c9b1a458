import Foundation
package import Inputs
package import Runs

extension RunFolder {
  /// Keeps a forecast of the run that is to go into this folder, for its report to compare with.
  /// A run that has begun keeps what it has: a forecast comes before.
  /// - Returns: whether it was kept.
  /// - Throws: ``InputError`` if the folder cannot be written.
  package func keep(_ forecast: Forecast) throws(InputError) -> Bool {
    guard !FileManager.default.fileExists(atPath: descriptionFile.path) else { return false }
    try create()
    try writeSealed(forecast, to: forecastFile)
    return true
  }

  /// The forecast of the run called `name` that was kept before it began; nil without one.
  /// - Throws: ``InputError`` if there is one that is damaged.
  package func forecast(of name: String) throws(InputError) -> Forecast? {
    let forecast = try sealed(Forecast.self, in: forecastFile) {
      $0.workers > 0 && $0.parts.allSatisfy { (0...1 << 40).contains($0.fits) }
    }
    return forecast.flatMap { $0.run == name ? $0 : nil }
  }
}
