import Inputs

extension DatasetCard {
  /// One element of a card's list of columns; with `repeat` it describes several columns.
  struct DescribedColumns {
    var columns: [Column] = []
    var classNames: [String] = []

    init(_ value: YAMLValue, missing: MissingPolicy) throws(InputError) {
      let column = try value.mapping(of: [
        "name", "names", "repeat", "letters", "categories", "class-names", "role", "ordinal",
        "one-hot", "missing", "unit", "date", "offset",
      ])
      let role = try column.optional("role")?.choice(of: Column.Role.self) ?? .feature
      let categories = try column.optional("categories")?.categories()
      if role == .group, let value = column.optional("categories") {
        throw value.error(expected: "no categories of a group", hint: "any text names a group")
      }
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
      let number = try Number(
        column, isNumber: categories == nil && (role == .feature || role == .ignore))
      let isOneHot = try Self.isOneHot(column, categories)
      let names = try Names(column, value, categories: categories, role: role, isOneHot: isOneHot)
      columns = names.texts.enumerated().map { index, name in
        Column(
          name: name, categories: categories, role: role, isOrdinal: isOrdinal,
          missing: isOneHot ? .error : policy, unit: number.unit, date: number.date,
          offset: number.offset, isWrittenOneHot: isOneHot,
          letter: names.areLetters ? index : nil)
      }
    }

    /// Whether each category is a 0/1 field of its own.
    private static func isOneHot(
      _ column: YAMLMapping, _ categories: [String]?
    ) throws(InputError) -> Bool {
      guard let value = column.optional("one-hot"), try value.boolean() else { return false }
      guard (categories?.count ?? 0) > 1 else {
        throw value.error(
          expected: "two or more 'categories', one for each of the fields, to be 'one-hot'")
      }
      if let missing = column.optional("missing") {
        throw missing.error(expected: "nothing", hint: "a 'one-hot' column has no missing values")
      }
      return true
    }

    /// The names of the columns that one element describes.
    private struct Names {
      var texts: [String] = []
      var areLetters = false

      init(
        _ column: YAMLMapping, _ value: YAMLValue, categories: [String]?, role: Column.Role,
        isOneHot: Bool
      ) throws(InputError) {
        if let names = column.optional("names") {
          for key in ["name", "repeat", "letters"] {
            if let other = column.optional(key) {
              throw other.error(expected: "either 'names' or '\(key)'")
            }
          }
          texts = try names.list { (name: YAMLValue) throws(InputError) in try name.text() }
        } else {
          let name = try column.required("name").text()
          texts = [name]
          if let repeats = column.optional("repeat") {
            let count = try repeats.integer(in: 1...1_000_000)
            guard categories == nil else {
              throw repeats.error(
                expected: "a column of numbers", hint: "categories cannot be repeated")
            }
            texts = (1...count).map { "\(name)\($0)" }
          }
          if let letters = column.optional("letters") {
            let count = try letters.integer(in: 1...1_000_000)
            guard let categories, role == .feature, !isOneHot, column.optional("repeat") == nil,
              categories.allSatisfy({ $0.utf8.count == 1 })
            else {
              throw letters.error(
                expected: "a feature whose 'categories' are single ASCII characters",
                hint: "'letters' says how many of them one field holds")
            }
            texts = (1...count).map { "\(name)\($0)" }
            areLetters = true
          }
        }
        guard role == .feature || role == .ignore || texts.count == 1 else {
          throw value.error(expected: "one \(role.rawValue)")
        }
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
