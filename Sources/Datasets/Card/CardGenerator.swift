import Inputs

extension DatasetCard.Generator {
  /// The name of a ``RuleTable``, or the key of a ``RandomTable`` and its parameters.
  init(_ value: YAMLValue) throws(InputError) {
    guard value.isMapping else {
      guard let rules = RuleTable(rawValue: try value.string()) else {
        let names = RuleTable.allCases.map(\.rawValue).joined(separator: ", ")
        throw value.error(
          expected: "\(names), or a mapping with one of the keys "
            + RandomTables.keys.joined(separator: ", "))
      }
      self = .rules(rules)
      return
    }
    let generators = try value.mapping(of: RandomTables.keys)
    var tables: [any RandomTable] = []
    for kind in RandomTables.kinds {
      guard let parameters = generators.optional(kind.key) else { continue }
      guard tables.isEmpty else { throw parameters.error(expected: "one generator") }
      do {
        tables.append(try kind.init(parameters))
      } catch let error where error.file == nil {
        // The generator does not know the place of its parameters.
        throw parameters.error(expected: error.expected, hint: error.hint)
      }
    }
    guard let table = tables.first else { throw value.error(expected: "a generator") }
    self = .random(table)
  }
}
