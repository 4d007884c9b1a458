package import Foundation
package import Inputs
package import Experiments
package import Tabular

/// A dataset and the parts that a protocol makes of it, as CSV for other tools: they can train on the
/// same rows that a run trains on, and be scored on the same rows.
package struct DataExport: Sendable {
  private let dataset: Dataset
  /// For each split the parts of the rows.
  private let parts: [SplitParts]

  /// The parts that a run of `protocolFile` on `dataset` would use.
  /// - Throws: what ``Experiment`` throws of a dataset that does not fit the protocol.
  package init(_ dataset: Dataset, under protocolFile: ProtocolFile) throws {
    self.init(dataset, 0, of: try Experiment(protocolFile, on: [dataset], workers: 1))
  }

  /// - Parameter place: that of the dataset among those of `experiment`.
  init(_ dataset: Dataset, _ place: Int, of experiment: Experiment) {
    self.dataset = dataset
    let splits = experiment.description.protocolFile.splits.count(of: dataset.name)
    parts = (0..<splits).map { experiment.parts(ofDataset: place, split: $0) }
  }

  /// What the dataset is called.
  var name: String { dataset.name }

  /// The content of `table.csv`: one row for each sample, its class and then its features before filling
  /// and scaling, what was subtracted from large numbers and dates added again. A missing value is empty. Names are as they are, but for
  /// those that a spreadsheet would compute, or that have control characters: they begin with an apostrophe.
  package var table: String {
    var csv = CSVText(header: ["class"] + FeatureNames.readable(dataset.featureNames))
    let offsets = dataset.columns.flatMap { column in column.features.map { _ in column.offset } }
    for row in 0..<dataset.rows {
      let features = zip(dataset.features[row: row], offsets).map { value, offset in
        offset == 0 || value.isNaN ? Self.number(value) : Self.number(offset + Double(value))
      }
      csv.append([dataset.classNames[dataset.labels[row]]] + features)
    }
    return csv.text
  }

  /// The content of `columns.csv`: one row for each feature, the column that it was made of, whether it
  /// is a `number` or stands for a `level` of a category, and what missing values are filled by,
  /// `median` or `mode` of the rows trained on. Levels of one column are filled together.
  package var columns: String {
    var csv = CSVText(header: ["feature", "column", "kind", "fill"])
    let names = FeatureNames.readable(dataset.featureNames)
    for column in dataset.columns {
      for feature in column.features {
        csv.append([
          names[feature], column.name, column.isOneHot ? "level" : "number",
          column.fill?.rawValue ?? "",
        ])
      }
    }
    return csv.text
  }

  /// The content of `splits.csv`: for each split one row for each sample, numbered from 0 as splits,
  /// repeats and folds are in `results.csv`. `part` is `training` or `test`; the columns after it say
  /// which fold holds the row out in each repeat of the cross-validation, and are empty for the test
  /// part.
  package var splits: String {
    var text = SplitsText(namesDatasets: false, repeats: repeats)
    add(to: &text)
    return text.text
  }

  /// The repeats of the cross-validation.
  var repeats: Int { parts.first?.folds.count ?? 0 }

  /// Adds the splits to a file of several datasets.
  func add(to text: inout SplitsText) {
    for split in parts { text.append(split, of: name) }
  }

  /// Writes the three files into `folder`, creating it if need be, each whole or not at all; what is
  /// no plain file there is written to, not replaced.
  /// - Returns: where they are.
  /// - Throws: ``InputError`` if the folder cannot be written.
  package func write(to folder: URL) throws(InputError) -> [URL] {
    let contents = [
      ("table.csv", table), ("columns.csv", columns), ("splits.csv", splits),
    ]
    try OutputFolder.create(folder)
    var files: [URL] = []
    for (name, text) in contents {
      let file = folder.appendingPathComponent(name)
      try OutputFile.write(Data(text.utf8), to: file.path)
      files.append(file)
    }
    return files
  }

  /// The fewest digits that give the same number in single precision again.
  private static func number(_ value: some FloatingPoint & CustomStringConvertible) -> String {
    guard !value.isNaN else { return "" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
