import Inputs
import Tabular

extension DatasetCard {
  /// The columns of a card, and which of them says what class a row is of.
  struct Target {
    let columns: [Column]
    let labels: Labels
    let classNames: [String]

    /// The most fields that a row may have; far above any real table.
    private static let columnLimit = 1_000_000

    init(columns value: YAMLValue, labels labelsValue: YAMLValue?) throws(InputError) {
      var columns: [Column] = []
      var target: (index: Int, classNames: [String])?
      for element in value.elements ?? [] {
        let described = try DescribedColumns(element)
        for column in described.columns {
          if column.role == .target {
            guard target == nil else {
              throw element.error(
                expected: "one target", hint: "'\(columns[target?.index ?? 0].name)' is one already"
              )
            }
            guard labelsValue == nil else {
              throw element.error(
                expected: "no target", hint: "'labels' already says what class a row is of")
            }
            target = (columns.count, described.classNames)
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

      if let target {
        labels = .column(target.index)
        classNames = target.classNames
      } else if let labelsValue {
        let block = try labelsValue.mapping(of: ["rows-per-class", "classes"])
        labels = .blocks(
          rowsPerClass: try block.required("rows-per-class").integer(in: 1...Int.max))
        classNames = try block.required("classes").categories()
      } else {
        throw value.error(
          expected: "a column with 'role: target'",
          hint: "or 'labels', if the class follows from the row's number")
      }
    }
  }

  /// One element of a card's list of columns, which `repeat` makes several of.
  private struct DescribedColumns {
    var columns: [Column] = []
    var classNames: [String] = []

    init(_ value: YAMLValue) throws(InputError) {
      let column = try value.mapping(of: ["name", "repeat", "categories", "class-names", "role"])
      let name = try column.required("name").text()
      let role = try column.optional("role")?.choice(of: Column.Role.self) ?? .feature
      let categories = try column.optional("categories")?.categories()
      if role == .target {
        guard let categories else {
          throw value.error(expected: "'categories' of the target", hint: "a class is not a number")
        }
        guard categories.count > 1 else {
          throw value.error(expected: "at least two categories of the target")
        }
        classNames = categories
      }
      if let names = column.optional("class-names") {
        guard role == .target else { throw names.error(expected: "class names of the target only") }
        classNames = try names.categories()
        guard classNames.count == categories?.count else {
          throw names.error(
            expected: "\(categories?.count ?? 0) names, one for each category,",
            hint: "there are \(classNames.count)")
        }
      }
      guard let repeats = column.optional("repeat") else {
        columns = [Column(name: name, categories: categories, role: role)]
        return
      }
      let count = try repeats.integer(in: 1...1_000_000)
      guard categories == nil else {
        throw repeats.error(expected: "a column of numbers", hint: "categories cannot be repeated")
      }
      columns = (1...count).map { Column(name: "\(name)\($0)", categories: nil, role: role) }
    }
  }
}

extension DatasetCard.Column {
  /// What turns this column's categories into features, or nil if it is a number.
  var encoder: OneHotEncoder? { categories.map(OneHotEncoder.init) }
}
