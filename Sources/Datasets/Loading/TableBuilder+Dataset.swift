import Inputs
import Tabular

// The table, once all rows are read.
extension TableBuilder {
  /// The finished table.
  /// - Parameter place: the end of the last file, for errors.
  /// - Throws: ``InputError`` if the number of rows or classes is not as the card expects.
  func dataset(
    provenance: String, place: (file: String, line: Int)? = nil
  ) throws(InputError) -> Dataset {
    if let expected = card.expectedRows, rowsRead != expected {
      throw InputError(
        code: .mismatch, file: place?.file, line: place?.line,
        expected: "\(expected) rows of \(card.name)", found: "\(rowsRead)",
        hint: "read from \(provenance)\(rowsRead < expected ? ": is a file truncated?" : "")")
    }
    guard !labels.isEmpty || preparation.droppedRows == 0 else {
      throw InputError(
        code: .missing, file: place?.file, expected: "rows that have a value in each column",
        found: "none",
        hint:
          "'drop-rows' leaves out all \(rowsRead): \(dropped); fill some columns instead, by median "
          + "or mode")
    }
    var occurs = Array(repeating: false, count: card.classNames.count)
    for label in labels { occurs[label] = true }
    let classes = occurs.count { $0 }
    guard classes == card.classNames.count else {
      throw InputError(
        code: .mismatch, file: place?.file, line: place?.line,
        expected: "\(card.classNames.count) classes of \(card.name)", found: "\(classes)",
        hint: absence(occurs, provenance))
    }
    let names = card.featureNames
    let features = Matrix(rows: labels.count, columns: names.count, values: values)
    return Dataset(
      name: card.name, title: card.title, features: features, labels: labels,
      featureNames: names, classNames: card.classNames, provenance: provenance,
      columns: columns, preparation: preparation, groups: groups.isEmpty ? nil : groups,
      isGivenTest: isGivenTest.isEmpty ? nil : isGivenTest)
  }

  /// A message about classes without rows, and the reason.
  private func absence(_ occurs: [Bool], _ provenance: String) -> String {
    let absent = zip(card.classNames, occurs).filter { !$1 }.map { "'\($0.0)'" }
    let list = absent.prefix(6).joined(separator: ", ") + (absent.count > 6 ? ", ..." : "")
    let cause =
      preparation.droppedRows > 0
      ? "; 'drop-rows' leaves out \(preparation.droppedRows) rows: \(dropped)" : ""
    return "no row is of class \(list)\(cause); read from \(provenance)"
  }

  /// How many rows were left out for each column: `30 without 'a', 2 without 'b'`.
  private var dropped: String {
    preparation.droppedFor.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) without '\($0.key)'" }.joined(separator: ", ")
  }

  /// The feature columns. Only columns with missing values have a rule to fill them.
  private var columns: [FeatureColumn] {
    var next = 0
    let features = card.columns.enumerated().filter { $0.element.role == .feature }
    return features.map { field, column in
      let features = next..<next + column.featureNames.count
      next = features.upperBound
      let fill: FeatureColumn.Fill? =
        preparation.filledValues[column.name] == nil
        ? nil : (column.missing == .median ? .median : .mode)
      return FeatureColumn(
        name: column.name, features: features,
        isOneHot: column.categories != nil && !column.isOrdinal, fill: fill,
        offset: column.offset ?? firstDates[field] ?? 0)
    }
  }
}
