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
          hint: "or 'labels', if the row's number determines the class")
      }
      let distinct = names.reduce(into: [String]()) { known, name in
        if !known.contains(name) { known.append(name) }
      }
      classNames = distinct
      classOfCategory = names.map { name in distinct.firstIndex(of: name) ?? 0 }
    }
  }

  /// One element of a card's list of columns; with `repeat` it describes several columns.
  private struct DescribedColumns {
    var columns: [Column] = []
    var classNames: [String] = []

    init(_ value: YAMLValue, missing: MissingPolicy) throws(InputError) {
      let column = try value.mapping(of: [
        "name", "repeat", "categories", "class-names", "role", "ordinal", "missing", "unit", "date",
        "offset",
      ])
      let name = try column.required("name").text()
      let role = try column.optional("role")?.choice(of: Column.Role.self) ?? .feature
      let categories = try column.optional("categories")?.categories()
      let isOrdinal = try column.optional("ordinal")?.boolean() ?? false
      if isOrdinal, role != .feature || (categories?.count ?? 0) < 2 {
        throw value.error(
          expected: "a feature with two or more 'categories', in order, to be 'ordinal'")
      }
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
        // Names may be repeated: categories with the same name are one class.
        classNames = try names.list { (name: YAMLValue) throws(InputError) in try name.text() }
        guard classNames.count == categories?.count else {
          throw names.error(
            expected: "\(categories?.count ?? 0) names, one for each category,",
            hint: "there are \(classNames.count)")
        }
        guard Set(classNames).count > 1 else {
          throw names.error(expected: "at least two classes")
        }
      }
      let policy = try Self.policy(
        column.optional("missing"), role: role, isNumber: categories == nil || isOrdinal,
        otherwise: missing)
      let number = try Number(column, isNumber: categories == nil && role != .target)
      guard let repeats = column.optional("repeat") else {
        columns = [
          Column(
            name: name, categories: categories, role: role, isOrdinal: isOrdinal, missing: policy,
            unit: number.unit, date: number.date, offset: number.offset)
        ]
        return
      }
      let count = try repeats.integer(in: 1...1_000_000)
      guard categories == nil else {
        throw repeats.error(expected: "a column of numbers", hint: "categories cannot be repeated")
      }
      columns = (1...count).map {
        Column(
          name: "\(name)\($0)", role: role, missing: policy, unit: number.unit, date: number.date,
          offset: number.offset)
      }
    }

    /// How a column of numbers is written.
    private struct Number {
      let unit: String?
      let date: DateNotation?
      let offset: Double?

      init(_ column: YAMLMapping, isNumber: Bool) throws(InputError) {
        for key in ["unit", "date", "offset"] where !isNumber {
          if let value = column.optional(key) {
            throw value.error(
              expected: "a column of numbers", hint: "categories have no unit, date or offset")
          }
        }
        unit = try column.optional("unit")?.text()
        date = try column.optional("date")?.choice(of: DateNotation.self)
        let limit = Double.greatestFiniteMagnitude
        offset = try column.optional("offset")?.number(in: -limit...limit)
        if date != nil, let value = column.optional("unit") {
          throw value.error(expected: "either 'date' or 'unit'")
        }
      }
    }

    /// The column's own policy, which must suit the column; otherwise the card's policy, as far as it suits.
    private static func policy(
      _ value: YAMLValue?, role: Column.Role, isNumber: Bool, otherwise: MissingPolicy
    ) throws(InputError) -> MissingPolicy {
      func suits(_ policy: MissingPolicy) -> Bool {
        switch policy {
        case .error, .dropRows: true
        case .category: role == .feature && !isNumber
        case .median: role == .feature && isNumber
        case .mode: role == .feature
        }
      }
      guard let value else {
        if suits(otherwise) { return otherwise }
        return role == .feature && otherwise != .error ? .mode : .error
      }
      let policy = try value.choice(of: MissingPolicy.self)
      guard suits(policy) else {
        throw value.error(
          expected: role == .target
            ? "error or drop-rows for the target" : "a policy that suits the column",
          hint: "median is for numbers, category for categories")
      }
      return policy
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
