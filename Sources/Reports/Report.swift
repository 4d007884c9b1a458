package import Experiments
public import Inputs
public import Runs

/// The report of a run: a pure function of its description, its records and the forecast that was
/// made before it, so that the same run folder gives the same bytes.
public struct Report: Sendable {
  let source: RunFolder
  /// What the report calls the run: the name of its protocol, or another where several runs have that.
  var name: String
  /// Of the run; with predictions from elsewhere, these are among its methods.
  package internal(set) var description: RunDescription
  /// The predictions from elsewhere that it is compared with.
  var externals: [ExternalMethod] = []
  /// Nil if the folder does not have it any more.
  let environment: Environment?
  /// What is to be known of the folder's files, a sentence each.
  public let notes: [String]
  let records: [FitRecord]
  /// What the run was forecast to take, if it was.
  let forecast: Forecast?
  /// One summary for each dataset, in the order of the run.
  public internal(set) var summaries: [Summary]
  /// What the files of each dataset begin with.
  let fileNames: FileNames

  /// Reads the run in `folder`.
  /// - Throws: ``InputError`` if it is not the folder of a run, or damaged.
  public init(of folder: RunFolder) throws(InputError) {
    let run = try StoredRun<RunDescription>(folder)
    source = folder
    name = run.description.protocolFile.name
    description = run.description
    environment = run.environment
    records = run.records
    let name = try run.description.name
    var notes = run.notes
    do {
      forecast = try folder.forecast(of: name)
    } catch {
      forecast = nil
      notes.append("\(error); the report says nothing of it")
    }
    do {
      _ = try run.description.readingSplits(of: folder)
    } catch {
      notes.append("\(error)")
    }
    self.notes = notes
    fileNames = FileNames(of: run.description.datasets.map(\.name))
    let bySplit = RecordsBySplit(run.records)
    summaries = run.description.datasets.map {
      Summary($0, bySplit, under: run.description.protocolFile)
    }
  }

  /// Writes `report.md`, `results.csv`, `grid.csv` and the figures.
  /// - Returns: whether the pictures were drawn.
  /// - Throws: ``InputError`` if the folder cannot be written; `CancellationError`.
  @discardableResult
  public func write(to folder: RunFolder) async throws -> Pictures {
    async let pictures = Gnuplot().draw(allFigures, into: folder)
    try folder.write(resultsCSV, to: folder.resultsFile)
    try folder.write(gridCSV, to: folder.gridFile)
    try folder.write(markdown, to: folder.reportFile)
    return try await pictures
  }

  /// Writes `report.md`, `results.csv` and the figures of a report that is not the run's own.
  /// - Returns: whether the pictures were drawn.
  /// - Throws: ``InputError`` if the folder is that of the run, or cannot be written; `CancellationError`.
  package func write(beside folder: RunFolder) async throws -> Pictures {
    try [self].requireOtherFolder(than: folder.url)
    try OutputFolder.create(folder.url)
    try folder.write(resultsCSV, to: folder.resultsFile)
    try folder.write(markdown, to: folder.reportFile)
    return try await Gnuplot().draw(allFigures, into: folder)
  }

  /// Writes what is worth keeping of the run: its description, environment, forecast and journal,
  /// packed, from which all else follows; and the report, the figures and `grid.csv`, packed.
  /// - Throws: ``InputError`` if the folder cannot be written; `CancellationError`.
  func publish(to folder: RunFolder) async throws -> Pictures {
    try source.copyPacked(to: folder, of: description)
    try folder.writePacked(gridCSV, to: folder.gridFile)
    try folder.write(markdown, to: folder.reportFile)
    return try await Gnuplot().draw(allFigures, into: folder)
  }

  private var allFigures: [Figure] {
    [rankFigure].compactMap(\.self) + summaries.flatMap(figures).map(\.figure)
  }

  /// The pictures of one dataset, each with what it shows.
  func figures(_ summary: Summary) -> [CaptionedFigure] {
    let protocolFile = description.protocolFile.of(summary.dataset.name)
    let name = fileNames[summary.dataset.name]
    let figures: [(caption: String, figure: Figure?)] = [
      (
        "Accuracy against connections",
        SparsityPath(summary: summary, protocolFile: protocolFile, fileName: name).figure
      ),
      (
        "Validation accuracy % of the dense network over the grid",
        GridHeatMap(summary: summary, grid: protocolFile.grid, fileName: name).figure
      ),
      (
        protocolFile.ownMethods == ComparedMethod.standard
          ? "A refit of NN+CPNA, and one of NN(best)" : "A refit of each method that prunes",
        PrunedCurve(summary: summary, schedule: protocolFile.schedule, fileName: name).figure
      ),
    ]
    let tradeOff = TradeOff(summary: summary, protocolFile: protocolFile).figures(named: name)
    return tradeOff.map {
      CaptionedFigure(
        caption: "Test accuracy against compression"
          + (summary.hasIntervals ? ", with 95 % intervals" : ""), figure: $0)
    }
      + figures.compactMap { caption, figure in
        figure.map { CaptionedFigure(caption: caption, figure: $0) }
      }
  }
}
