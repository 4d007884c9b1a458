import ArgumentParser
import Experiments
import Foundation
import Inputs
import Reports
import Runs

struct Plan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Forecast what a run would take, before it begins.",
    usage: "prunebench plan [<dataset> ...] [--protocol <name>] [<options>]",
    discussion: """
      Times some shortened fits of each width and batch size, as many at a time as the run would, \
      and prints the number of fits, CPU time, duration, memory and disk space. The forecast is kept \
      in the run folder; the run's report says how far off it was.

      A card is a YAML file that describes a table; 'prunebench inspect FILE' writes one. A .csv file \
      needs none.

      EXAMPLES:
        prunebench plan car --protocol paper
        prunebench plan segmentation isolet --protocol strict --data ~/uci --jobs 8
        prunebench plan car --protocol strict --epochs 100 --set validation.repeats=1
        prunebench plan suite:uci --protocol strict
      """)

  @Argument(
    help: ArgumentHelp(
      "Names as 'prunebench datasets' lists them, suites, paths of cards or of .csv files.",
      valueName: "dataset"))
  var sets: [String] = ["car"]

  @OptionGroup var options: RunOptions

  func validate() throws {
    if let study = sets.first(where: Run.isStudy) {
      throw ValidationError("'\(study)' is a study: 'plan' forecasts comparisons only.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      try await untilInterrupted(remains: "Nothing was kept; this begins again") {
        try await plan()
      }
    }
  }

  private func plan() async throws {
    let (experiment, _) = try await options.experiment(on: sets, isQuiet: false)
    let folder = try options.folder(experiment.description)
    printToStandardError("timing shortened fits")
    let clock = ContinuousClock()
    var shown = clock.now
    let forecast = try await experiment.forecast { share in
      guard clock.now - shown > .seconds(5) else { return }
      shown = clock.now
      printToStandardError("\(Int(100 * share)) % timed")
    }
    try printToStandardOutput(ForecastText(forecast).text, terminator: "")
    let place = folder.url.relativePath
    printToStandardError(
      try folder.keep(forecast)
        ? "kept in \(place)" : "not kept: the run in \(place) has already begun")
  }
}
