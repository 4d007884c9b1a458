import Experiments

/// How the methods rank over the datasets, by the last finished run: a leak-free one, where there is one.
extension SideBySide {
  private var rankedRun: Report? {
    let finished = runs.filter { $0.missingFits == 0 }
    return finished.last(where: \.description.protocolFile.isLeakFree) ?? finished.last
  }

  /// The part of the report that looks across the datasets.
  var ranks: Section {
    rankedRun.map { $0.comparison.section }
      ?? Section(
        heading: AcrossDatasets.heading,
        blocks: [.paragraph("The methods are not ranked: no run is finished.")])
  }

  /// The critical difference diagram.
  var rankFigure: Figure? { rankedRun?.rankFigure }
}
