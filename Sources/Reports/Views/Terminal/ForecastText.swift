package import Experiments
import Inputs

/// A forecast for a terminal.
package struct ForecastText: Sendable {
  private let forecast: Forecast

  /// A forecast that is to be shown.
  package init(_ forecast: Forecast) { self.forecast = forecast }

  /// A line for each dataset, and what the whole run takes.
  package var document: Document {
    let table = Table(
      "forecast",
      columns: [
        Table.Column("dataset", "dataset"), Table.Column("fits", "fits", alignment: .trailing),
        Table.Column("duration", "CPU time"),
      ],
      rows: forecast.parts.map { part in
        [.name(part.dataset), .grouped(part.fits), .quantity(.duration(seconds: part.seconds))]
      })
    let whole: [InlineText] = [
      """
      \(count: forecast.fits, "fit"), \(duration: forecast.seconds) of CPU time: about \
      \(duration: forecast.wallSeconds) on \(words: Formatting.counted(forecast.workers, "worker"))
      """,
      """
      memory up to \(forecast.memory / 1e6, decimals: 0) MB, disk \(forecast.disk / 1e6, decimals: 1) MB
      """,
    ]
    return Document(blocks: [.table(table), .paragraph(.lines(whole))])
  }

  /// The document for a terminal.
  package var text: String { TerminalWriter().write(document) }
}
