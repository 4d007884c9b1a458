public import Experiments

/// A forecast for a terminal.
public struct ForecastText: Sendable {
  private let forecast: Forecast

  /// A forecast that is to be shown.
  public init(_ forecast: Forecast) { self.forecast = forecast }

  /// A line for each dataset, and what the whole run takes.
  public var text: String {
    let rows = forecast.parts.map { part in
      [part.dataset, grouped(part.fits), spelledDuration(part.seconds)]
    }
    let table = AlignedTable(header: ["dataset", "fits", "computing time"], rows: rows)
    let workers = forecast.workers == 1 ? "one worker" : "\(forecast.workers) workers"
    return """
      \(table.text)
      \(grouped(forecast.fits)) fits, \(fixed(forecast.seconds / 3600, 2)) core-hours: about \
      \(spelledDuration(forecast.wallSeconds)) on \(workers)
      memory up to \(fixed(forecast.memory / 1e6, 0)) MB, disk \(fixed(forecast.disk / 1e6, 1)) MB

      """
  }
}
