import Inputs
package import Tabular

extension DatasetCard {
  /// The columns of a card, and which of them contains the class.
  struct Target {
    let columns: [Column]
    let labels: Labels
    let classNames: [String]
    let classOfCategory: [Int]

    /// The most fields of a row; far above any real table.
    private static let columnLimit = 1_000_000

    /// - Parameter missing: how missing values are handled in columns that do not say.
    init(
      columns value: YAMLValue, labels labelsValue: YAMLValue?, missing: MissingPolicy
    ) throws(InputError) {
      var columns: [Column] = []
      var target: (index: Int, classNames: [String])?
      var group: String?
      for element in value.elements ?? [] {
        let described = try DescribedColumns(element, missing: missing)
        for column in described.columns {
          if column.role == .target {
            guard target == nil else {
              throw element.error(
                expected: "one target", hint: "'\(columns[target?.index ?? 0].name)' is one already"
              )
            }
            guard labelsValue == nil else {
              throw element.error(
                expected: "no target", hint: "'labels' already gives the class of each row")
            }
            target = (columns.count, described.classNames)
          }
          if column.role == .group {
            guard group == nil else {
              throw element.error(
                expected: "one group", hint: "'\(group ?? "")' is one already")
            }
            group = column.name
          }
          columns.append(column)
        }
        guard columns.count <= Self.columnLimit else {
          throw element.error(expected: "at most \(Self.columnLimit) columns")
        }
      }
      guard !columns.isEmpty else { throw value.error(expected: "a list, not empty,") }
      try value.requireDistinct(columns.map(\.name), as: "column names")
      guard columns.contains(where: { $0.role == .feature }) else {
        throw value.error(expected: "at least one feature")
      }
      self.columns = columns

      let names: [String]
      if let target {
        labels = .column(target.index)
        names = target.classNames
      } else if let labelsValue {
        let block = try labelsValue.mapping(of: ["rows-per-class", "classes"])
        labels = .blocks(
          rowsPerClass: try block.required("rows-per-class").integer(in: 1...Int.max))
        names = try block.required("classes").categories()
      } else {
        throw value.error(
          expected: "a column with 'role: target'",
          found: columns.isEmpty
            ? "no column" : "none among \(columns.map(\.name).joined(separator: ", "))",
          hint:
            "say 'role: target' and the 'categories' of the column with the classes; or say 'labels', if the row's "
            + "number determines the class", code: .missing)
      }
      var classes: [String: Int] = [:]
      classOfCategory = names.map { name in
        let number = classes[name] ?? classes.count
        classes[name] = number
        return number
      }
      classNames = classes.sorted { $0.value < $1.value }.map(\.key)
    }
  }
}

extension DatasetCard.Column {
  /// Encodes this column's categories as features or classes; nil for a column of numbers. If missing values
  /// are a level, it is the last one.
  package var encoder: OneHotEncoder? {
    categories.map { categories in
      OneHotEncoder(
        categories: missing == .category
          ? categories + [Self.missingLevel(besides: categories)] : categories)
    }
  }

  /// The level of missing values: `missing`, or another name if that is already a category.
  private static func missingLevel(besides categories: [String]) -> String {
    var level = "missing"
    while categories.contains(level) { level = "(\(level))" }
    return level
  }
}
