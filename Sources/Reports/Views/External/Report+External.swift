package import Experiments
package import Inputs

extension Report {
  /// The report with other programs' predictions beside the run's methods; the run and its own report stay as they are.
  /// - Throws: ``InputError`` if two methods would have one title.
  package func comparing(_ externals: [ExternalMethod]) throws(InputError) -> Report {
    var result = self
    for external in externals {
      let methods = result.description.protocolFile.methods
      guard !methods.contains(where: { $0.title == external.method.title }) else {
        throw InputError(
          .usage, code: .duplicate, expected: "a name that no other method of the report has",
          found: external.method.title)
      }
      result.description = result.description.comparing([external.method])
      result.externals.append(external)
      for index in result.summaries.indices {
        result.summaries[index].add(external, under: description.protocolFile)
      }
    }
    return result
  }

  /// Where predictions from elsewhere came from, and what is not known of them.
  var external: [InlineText] {
    guard !externals.isEmpty else { return [] }
    let sources = externals.map { external -> InlineText in
      let left = summaries.filter { external.records[$0.dataset.name] == nil }
        .map { "\(name: $0.dataset.title)" as InlineText }.joined(separator: ", ")
      let without: InlineText = left.isEmpty ? "" : ", which has none for \(left)"
      return "\(name: external.method.title) (from \(code: external.file)\(without))"
    }.joined(separator: "; ")
    let hasLogLoss = summaries.contains { summary in
      summary.entries.contains { $0.method.isExternal && $0.logLoss != nil }
    }
    // Where methods have a row each, none shows it.
    let least: InlineText =
      hasLogLoss && !MethodsTable.isFor(description.protocolFile)
      ? """
       Their log loss counts probabilities below \
      \(words: "\(Float(PredictionsFile.leastProbability))") as that.
      """ : ""
    return [
      """
      Other programs predicted the same test rows: \(sources). Each counts as one refit a split. PruneBench did not \
      train them: on which rows, with which settings and in what time that was done, it does not know, and their budget \
      is not that of the networks.\(least)
      """
    ]
  }
}
