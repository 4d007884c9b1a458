import Inputs
import Tabular

extension ProtocolFile {
  /// The protocol as a file that extends none, every default written out: read again, it is the same protocol.
  public var yaml: String {
    var text = YAMLLines()
    text.add("name", YAMLText.scalar(name))
    text.add("summary", YAMLText.scalar(summary))
    text.add("seed", "\(seed)")
    text.add("split") { text in
      text.add("test-share", splits.areDrawn ? YAMLLines.number(splits.testShare) : nil)
      text.add("count", splits.file == nil ? "\(splits.count)" : nil)
      text.add("stratified", splits.file?.hasFolds == true ? nil : "\(splits.stratified)")
      text.add("duplicates", (splits.duplicates ?? .apart).rawValue)
      text.add("kind", splits.kind?.rawValue)
      text.add("file", splits.file.map { YAMLText.scalar($0.path) })
      text.add("by-dataset", splits.counts) { "{count: \($0)}" }
    }
    text.add("scaling", scaling.rawValue)
    text.add("validation") { text in
      text.add("repeats", "\(validation.repeats)")
      text.add("folds", "\(validation.folds)")
      text.add("search", validation.search.rawValue)
    }
    text.add("grid") { text in
      text.add("hidden", YAMLLines.list(grid.hidden.map { YAMLLines.item($0.map(String.init)) }))
      text.add("l2", YAMLLines.list(grid.l2.map(YAMLLines.number)))
      text.add("batch", YAMLLines.list(grid.batch.map(String.init)))
      text.add("learning-rate", grid.learningRate.map { YAMLLines.list($0.map(YAMLLines.number)) })
      text.add("rate-decay", grid.rateDecay.map { YAMLLines.list($0.map(YAMLLines.number)) })
      text.add("scaling", grid.scaling.map { YAMLLines.list($0.map(\.rawValue)) })
    }
    text.add("training") { text in
      text.add("learning-rate", YAMLLines.number(schedule.learningRate))
      text.add("pretraining-epochs", "\(schedule.pretrainingEpochs)")
      text.add("pruning-epochs", "\(schedule.pruningEpochs)")
      if let schedulesByRows {
        text.add("by-rows") { text in
          for entry in schedulesByRows { text.add("\(entry.rows)", entry.schedule.yaml) }
        }
      }
      text.add("by-dataset", schedules, value: \.yaml)
    }
    if !pruning.levels.isEmpty {
      text.add("pruning", pruning.add)
    }
    text.add("choose") { text in
      text.add("epoch", choice.epoch.rawValue)
      text.add("density", choice.density.rawValue)
      text.add("last", choice.last.map(String.init))
      text.add("at-most", choice.atMost.map(YAMLLines.number))
      text.add("refits", choice.refits?.rawValue)
    }
    text.add("retrains", "\(retrains)")
    if !sizedMethods.isEmpty {
      text.add("equivalent") { text in
        text.add("search", "\(equivalent.searches)")
        text.add("hidden", equivalent.hidden, value: String.init)
      }
    }
    text.add("methods", YAMLLines.list(methods.map(\.yaml)))
    return text.text
  }
}

extension ProtocolFile.Schedule {
  /// The epochs; the learning rate is that of all.
  fileprivate var yaml: String {
    "{pretraining-epochs: \(pretrainingEpochs), pruning-epochs: \(pruningEpochs)}"
  }
}

/// The lines of a YAML mapping.
struct YAMLLines {
  private(set) var text = ""
  private var indentation = ""

  /// Adds a key, unless it has no value.
  mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    text += "\(indentation)\(key): \(value)\n"
  }

  /// Adds a key and the mapping that it leads to.
  mutating func add(_ key: String, _ addEntries: (inout YAMLLines) -> Void) {
    text += "\(indentation)\(key):\n"
    indentation += "  "
    addEntries(&self)
    indentation.removeLast(2)
  }

  /// Adds a key and a mapping of datasets, unless there are none.
  mutating func add<Value>(
    _ key: String, _ values: [String: Value]?, value: (Value) -> String
  ) {
    guard let values, !values.isEmpty else { return }
    add(key) { lines in
      for (name, entry) in values.sorted(by: { $0.key < $1.key }) {
        lines.add(YAMLText.scalar(name), value(entry))
      }
    }
  }
}

extension YAMLLines {
  /// `[a, b]`.
  static func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

  /// A list of one as that one.
  static func item(_ items: [String]) -> String { items.count == 1 ? items[0] : list(items) }

  /// The shortest text that is read as the number: `20`, `0.0001`.
  static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
