package import Inputs
package import Tabular

/// Irrelevant columns that are added to a dataset: `times` copies of each of its own columns, each with its values in
/// another order.
///
/// A copy has the values of its column, so neither its kind, its scale nor its distribution gives it away, also where the
/// column is categorical. The orders are drawn from the seed, each by itself, so a copy says nothing about the class, the
/// other columns or the other copies. Rows that are the same without the copies stay on one side of every split.
package struct NoiseColumns: Hashable, Sendable {
  /// The number of copies of each column.
  package let times: Int
  /// The same seed gives the same orders on every machine.
  package let seed: UInt64

  private static let mark = "+noise="

  /// Copies of the columns.
  /// - Throws: ``InputError`` (usage) unless there are from 1 to 1000.
  package init(times: Int, seed: UInt64 = 1) throws(InputError) {
    guard (1...1000).contains(times) else {
      throw InputError(
        .usage, code: .outOfRange, expected: "from 1 to 1000 times the columns as noise",
        found: "\(times)")
    }
    self.times = times
    self.seed = seed
  }

  /// Splits a name such as `car+noise=4` or `xor:k=3+noise=16,seed=7` into the dataset's and the noise; nil if the name
  /// has none.
  /// - Throws: ``InputError`` (usage) that names the wrong part.
  package static func split(_ name: String) throws(InputError) -> (base: String, noise: Self)? {
    guard let range = mark(in: name) else { return nil }
    let parameters = try NamedParameters(
      name[name.index(after: range.lowerBound)...], of: name, keys: ["noise", "seed"],
      example: "\(name[..<range.lowerBound])+noise=4,seed=1")
    let noise = try Self(
      times: parameters.value("noise", "an integer", or: 1),
      seed: parameters.value("seed", "an integer from 0", or: 1))
    return (String(name[..<range.lowerBound]), noise)
  }

  /// Where a dataset's name ends and the noise begins; nil if the name has none.
  static func mark(in name: String) -> Range<String.Index>? { name.firstRange(of: mark) }

  /// What the names of datasets with this noise end in.
  var suffix: String { "\(Self.mark)\(times)" + (seed == 1 ? "" : ",seed=\(seed)") }

  private func title(of base: String) -> String {
    "\(base), \(times == 1 ? "as" : "\(times) times as") many noise columns"
  }

  private func name(of column: String, copy: Int) -> String { "noise\(copy).\(column)" }

  /// The dataset with the copies behind its own columns.
  /// - Throws: ``InputError`` (usage) if the table would not fit into memory.
  /// - Complexity: O(rows · features · times).
  package func added(to dataset: Dataset) throws(InputError) -> Dataset {
    let width = dataset.features.columns
    let rows = dataset.rows
    try GeneratedSize.check(
      rows: max(rows, 1), columns: width * (1 + times), of: dataset.name + suffix)
    var values = Array(repeating: Float.zero, count: rows * width * (1 + times))
    func copy(_ features: Range<Int>, to first: Int, order: [Int]) {
      for (row, source) in order.enumerated() {
        for feature in features {
          values[row * width * (1 + times) + first + feature] = dataset.features[source, feature]
        }
      }
    }
    copy(0..<width, to: 0, order: Array(0..<rows))
    var columns = dataset.columns
    var featureNames = dataset.featureNames
    for number in 1...times {
      for column in dataset.columns {
        var order = Array(0..<rows)
        var stream = RandomStream(seed: seed, name: "noise/\(number)/\(column.name)")
        stream.shuffle(&order)
        copy(column.features, to: number * width, order: order)
        let first = number * width + column.features.lowerBound
        columns.append(
          FeatureColumn(
            name: name(of: column.name, copy: number),
            features: first..<first + column.features.count,
            isOneHot: column.isOneHot, fill: column.fill, offset: column.offset))
      }
      featureNames += dataset.featureNames.map { name(of: $0, copy: number) }
    }
    let groups = RowGroups(dataset)
    return Dataset(
      name: dataset.name + suffix, title: title(of: dataset.title),
      features: Matrix(rows: rows, columns: width * (1 + times), values: values),
      labels: dataset.labels, featureNames: featureNames, classNames: dataset.classNames,
      provenance: "\(dataset.provenance), and noise columns drawn by seed \(seed)",
      columns: columns, preparation: dataset.preparation,
      groups: groups.boundRows == 0 ? nil : groups.first, isGivenTest: dataset.isGivenTest)
  }

  /// The card of the dataset with the copies behind its own columns.
  func card(of base: DatasetCard) -> DatasetCard {
    var columns = base.columns
    var labels = base.labels
    if columns.isEmpty {
      // A synthetic dataset, whose generator knows its columns.
      columns = base.featureNames.map { DatasetCard.Column(name: $0) }
      labels = .column(columns.count)
      columns.append(
        DatasetCard.Column(name: "class", categories: base.classNames, role: .target))
    }
    let features = columns.filter { $0.role == .feature }
    for number in 1...times {
      columns += features.map { column in
        DatasetCard.Column(
          name: name(of: column.name, copy: number), categories: column.categories,
          isOrdinal: column.isOrdinal, missing: column.missing, offset: column.offset)
      }
    }
    return DatasetCard(
      name: base.name + suffix, title: title(of: base.title), source: base.source, files: [],
      format: DelimitedFormat(), missingMarks: base.missingMarks, columns: columns, labels: labels,
      classNames: base.classNames, classOfCategory: base.classOfCategory, generator: nil,
      expectedRows: base.expectedRows)
  }
}
