import Experiments
import Statistics

extension Summary {
  /// Adds a row, or a column, for what another program predicts; nothing if it has nothing for this dataset.
  mutating func add(_ external: ExternalMethod, under protocolFile: ProtocolFile) {
    guard let records = external.records[dataset.name],
      let entry = Entry(external.method, records, of: dataset, under: protocolFile)
    else { return }
    entries.append(entry)
  }
}

extension Summary.Entry {
  /// - Parameter records: one for each split.
  fileprivate init?(
    _ method: ComparedMethod, _ records: [FitRecord], of dataset: DatasetSummary,
    under protocolFile: ProtocolFile
  ) {
    let results = records.compactMap(\.result)
    func over(most: Double = 1, _ score: (FitResult) -> Double?) -> Estimate? {
      Estimate(
        results.map { [score($0)].compactMap(\.self) },
        testShare: protocolFile.splits.testShare(of: dataset.name), most: most)
    }
    guard let accuracy = over(\.lastAccuracy) else { return nil }
    let epoch = protocolFile.choice.epoch
    self.init(
      method: method,
      splits: records.enumerated().map { split, record in
        Summary.Chosen(split: split, candidate: ExternalMethod.candidate, finals: [record])
      },
      failures: 0, accuracy: accuracy,
      // There is no other epoch than the one that counts.
      chosenEpoch: epoch == .validation || epoch == .lastMean ? accuracy : nil,
      bestEpoch: epoch == .test ? accuracy : nil, lastEpoch: epoch == .last ? accuracy : nil,
      balancedAccuracy: over { $0.classScores?.balancedAccuracy },
      macroF1: over { $0.classScores?.macroF1 },
      logLoss: over(most: .infinity) { $0.predictions?.logLoss }, trainingSeconds: nil,
      predictionSeconds: nil, validation: nil, byLevel: [],
      effort: Summary.Effort(candidates: 0, fits: 0, seconds: 0))
  }
}
