import Experiments

extension Report {
  /// The scores at a glance, datasets by methods; nil where the run is about one dataset, or none has a score.
  ///
  /// No score is marked as the best one: a higher mean alone is no significant difference.
  var scoresOfDatasets: Section? {
    let methods = description.protocolFile.methods
    guard summaries.count > 1, summaries.contains(where: { !$0.entries.isEmpty }) else {
      return nil
    }
    let rows = summaries.map { summary in
      [Cell.name(summary.dataset.title)]
        + methods.map { method in
          .optional(summary.mean(of: method).map { .number($0, .percent()) })
        }
    }
    return Section(
      heading: "Test accuracy at a glance",
      blocks: [
        .paragraph(
          """
          The mean test accuracy in percent, over refits and splits. Which differences are significant, the sections \
          below say: a higher mean alone does not.
          """),
        .table(
          Table(
            "overview",
            columns: [Table.Column("dataset", "dataset")]
              + methods.map { Table.Column($0.id, "\(name: $0.title)") },
            rows: rows)),
      ])
  }
}
