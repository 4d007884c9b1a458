package import Experiments
import Foundation
public import Inputs
public import Runs

/// The report of a run: a pure function of its description, its records and the forecast that was
/// made before it, so that the same run folder gives the same bytes.
public struct Report: Sendable {
  let source: RunFolder
  /// As it was read.
  private let run: StoredRun<RunDescription>
  /// What the report calls the run: the name of its protocol, or another where several runs have that.
  var name: String
  /// Of the run; with predictions from elsewhere, these are among its methods.
  package internal(set) var description: RunDescription
  /// The predictions from elsewhere that it is compared with.
  var externals: [ExternalMethod] = []
  /// What it is asked, beyond what every report says.
  package internal(set) var questions: [Question] = []
  /// What it says to them: nothing while fits are missing.
  var answers: [AnsweredQuestion] = []
  /// Whether each dataset has a page of its own, beside `report.md`.
  package var hasPages = false
  /// Nil if the folder does not have it any more.
  let environment: Environment?
  /// What is to be known of the folder's files, a sentence each.
  public let notes: [String]
  let records: [FitRecord]
  /// The same, so that no part of the report has to look for those of a dataset.
  var recordsBySplit: RecordsBySplit
  /// How many fits the run has when it is finished: to count them takes a while.
  let expectedFits: Int
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
    self.run = run
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
    fileNames = FileNames(of: run.description.datasets.map(\.name), reserved: ["report"])
    let bySplit = RecordsBySplit(run.records)
    recordsBySplit = bySplit
    expectedFits = run.description.expectedFits
    summaries = run.description.datasets.map {
      Summary($0, bySplit, under: run.description.protocolFile)
    }
  }

  /// Leaves the counts of a run that this process has just written for the next `prunebench status`.
  /// - Parameter shards: those that it is done in; 0 if it is not.
  package func leaveStatus(shards: Int) { RunStatus.leave(run, in: source, shards: shards) }

  /// Writes `report.md` and the same in other formats, the figures, and what they show as tables: `summary.csv`,
  /// `differences.csv`, `results.csv`, `grid.csv`, `classes.csv`, `confusion.csv` and `features.csv`.
  /// - Throws: ``InputError`` if the folder cannot be written.
  public func write(
    to folder: RunFolder, as formats: [ReportFormat] = ReportFormat.standard
  ) throws {
    try write(
      to: folder, as: formats,
      and: [
        { try folder.write(gridCSV, to: folder.gridFile) },
        { try folder.write(summaryCSV, to: folder.summaryFile) },
        { try folder.write(differencesCSV, to: folder.differencesFile) },
      ])
  }

  /// Writes `report.md`, the same in other formats, the figures, `results.csv` and the other tables of a report that is not
  /// the run's own.
  /// - Throws: ``InputError`` if the folder is that of the run, or cannot be written.
  package func write(
    beside folder: RunFolder, as formats: [ReportFormat] = ReportFormat.standard
  ) throws {
    try [self].requireOtherFolder(than: folder.url)
    try OutputFolder.create(folder.url)
    try write(to: folder, as: formats, and: [])
  }

  /// Writes what every report has, and `more`.
  private func write(
    to folder: RunFolder, as formats: [ReportFormat], and more: [@Sendable () throws -> Void]
  ) throws {
    // What takes longest comes first: each thread makes one file after the other.
    let files: [@Sendable () throws -> Void] =
      [
        { try folder.write(resultsCSV, to: folder.resultsFile) },
        { _ = try writeDocument(to: folder, as: formats) },
      ] + more + [
        { if hasAnswers { try folder.write(answersCSV, to: folder.answersFile) } },
        { try folder.write(classesCSV, to: folder.classesFile) },
        { try folder.write(confusionCSV, to: folder.confusionFile) },
        { try folder.write(featuresCSV, to: folder.featuresFile) },
      ]
    let results = Pieces.each(of: files.count) { index in Result { try files[index]() } }
    for result in results { try result.get() }
  }

  /// Writes what is worth keeping of the run: its description, environment, forecast and journal,
  /// packed, from which all else follows; and the report, the figures and `grid.csv`, packed.
  /// - Returns: the pictures, by their paths from `folder` without the ending.
  /// - Throws: ``InputError`` if the folder cannot be written.
  fileprivate func publish(
    to folder: RunFolder, as formats: [ReportFormat]
  ) throws -> [String: String] {
    try source.copyPacked(to: folder, of: description)
    try folder.writePacked(gridCSV, to: folder.gridFile)
    return try writeDocument(to: folder, as: formats)
  }

  private func writeDocument(
    to folder: RunFolder, as formats: [ReportFormat]
  ) throws -> [String: String] {
    let pictures = try allFigures.write(into: folder)
    let pageFormats = formats.filter { $0 != .latex }
    try folder.write(document, as: pageFormats, pictures: pictures)
    for page in pages {
      try folder.write(page.document, named: page.name, as: pageFormats, pictures: pictures)
    }
    if formats.contains(.latex) {
      // A paper is one document.
      var whole = self
      whole.hasPages = false
      try whole.writeLaTeX(to: folder)
    }
    return pictures
  }

  private var allFigures: [Figure] {
    answers.compactMap(\.figure?.figure) + [rankFigure].compactMap(\.self)
      + (acrossRatios?.figures.map(\.figure) ?? [])
      + summaries.flatMap { figures($0) + detailFigures(of: $0) }.map(\.figure)
  }

  /// The pictures of one dataset, each with what it shows.
  func figures(_ summary: Summary) -> [CaptionedFigure] {
    let protocolFile = description.protocolFile.of(summary.dataset.name)
    let name = fileNames[summary.dataset.name]
    let tradeOff = TradeOffPicture(
      summary: summary, protocolFile: protocolFile, fileName: name)
    let figures: [(caption: String, figure: Figure?)] =
      tradeOff.figures.map { ("Accuracy against compression", $0) } + [
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
    return figures.compactMap { caption, figure in
      figure.map { figure in
        var figure = figure
        figure.title = "\(summary.dataset.title): \(caption)"
        return CaptionedFigure(caption: caption, figure: figure)
      }
    }
  }
}

extension [Report] {
  /// Writes of each run its report and the files that it follows from into a folder of its own.
  /// - Returns: the pictures, by their paths from `url` without the ending.
  /// - Throws: ``InputError`` if a folder cannot be written.
  func publish(
    into url: URL, named names: FileNames, as formats: [ReportFormat]
  ) throws -> [String: String] {
    var pictures: [String: String] = [:]
    for run in self {
      let folder = names[run.name]
      let own = try run.publish(
        to: RunFolder(url.appendingPathComponent(folder)), as: formats)
      for (path, picture) in own { pictures["\(folder)/\(path)"] = picture }
    }
    return pictures
  }
}
