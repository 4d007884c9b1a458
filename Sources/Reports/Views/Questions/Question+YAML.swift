package import Experiments
import Foundation
package import Inputs
import Pruning
import Statistics

extension [Question] {
  /// Reads the questions of the file at `path`, about a run of `protocolFile`.
  /// - Throws: ``InputError`` if there is none, or at what is wrong.
  package init(contentsOf path: String, under protocolFile: ProtocolFile) throws(InputError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError(
        .usage, code: .unreadable, file: path, expected: "a file of questions",
        hint: "there is no such file, or it cannot be read")
    }
    try self.init(parsing: String(decoding: data, as: UTF8.self), file: path, under: protocolFile)
  }

  /// Reads a list of questions from `text`, the content of `file`, about a run of `protocolFile`:
  ///
  /// ```yaml
  /// - title: Does normalisation help?
  ///   methods: [cpna]
  ///   minus: [cpa]
  ///   keep: [0.25, 0.1]
  /// - title: Do 128 hidden nodes have a better validation accuracy than 32?
  ///   methods: [dense]
  ///   widths: [128, 32]
  /// - title: Does the difference grow with noise columns?
  ///   methods: [cpna]
  ///   minus: [dense]
  ///   keep: [0.1]
  ///   noise: [0, 1, 4, 16]
  ///   planned: false
  /// - title: How do others stand beside it?
  ///   methods: [external/forest]
  ///   minus: [dense]
  ///   reference: true
  /// ```
  /// - Throws: ``InputError`` at a key that is unknown or missing, a method or a share that the run does not have, a title
  ///   that occurs twice.
  package init(
    parsing text: String, file: String, under protocolFile: ProtocolFile
  ) throws(InputError) {
    let root = try YAMLValue(parsing: text, file: file)
    self = try root.list { (value: YAMLValue) throws(InputError) in
      try Question(value, under: protocolFile)
    }
    guard Set(map(\.title)).count == count else {
      throw root.error(expected: "questions with different titles", code: .duplicate)
    }
  }
}

extension Question {
  fileprivate init(_ value: YAMLValue, under protocolFile: ProtocolFile) throws(InputError) {
    let keys = try value.mapping(of: [
      "title", "methods", "minus", "keep", "widths", "noise", "planned", "reference",
    ])
    func method(_ value: YAMLValue) throws(InputError) -> MethodName {
      let name = try value.text()
      guard let method = protocolFile.methods.first(where: { $0.name.rawValue == name }) else {
        let known = protocolFile.methods.map(\.name.rawValue)
        throw value.error(
          expected: "a method of the run: \(known.joined(separator: ", "))",
          hint: nearestWord(to: name, in: known).map { "did you mean '\($0)'?" },
          code: .unknownName)
      }
      return method.name
    }
    func level(_ value: YAMLValue) throws(InputError) -> Level {
      let level = Level.perLayer([try value.number(in: 0...1)])
      guard protocolFile.refitsEveryLevel, protocolFile.pruning.levels.contains(level) else {
        let known = protocolFile.refitsEveryLevel ? protocolFile.pruning.levels : []
        throw value.error(
          expected: known.isEmpty
            ? "no share: the run trained again what validation chose alone"
            : "a share of the run: \(known.map(\.description).joined(separator: ", "))",
          code: .unknownName)
      }
      return level
    }
    title = try keys.required("title").text()
    methods = try keys.required("methods").distinctList(method)
    isPlanned = try keys.optional("planned")?.boolean() ?? true
    isReference = try keys.optional("reference")?.boolean() ?? false
    keep = try keys.optional("keep")?.distinctList(level) ?? [nil]
    if let widths = keys.optional("widths") {
      guard keys.optional("minus") == nil, keys.optional("noise") == nil else {
        throw widths.error(expected: "'widths' without 'minus' and 'noise'")
      }
      kind = try Self.widths(widths, under: protocolFile)
      let chosen = methods.compactMap(protocolFile.method)
      if let foreign = chosen.first(where: { !protocolFile.searchedMethods.contains($0) }) {
        throw value.error(
          expected: "methods whose hidden nodes the run searched", found: foreign.name.rawValue)
      }
      guard keep != [nil] || !chosen.contains(where: \.isPruned) else {
        throw value.error(
          expected:
            "'keep' with shares of connections, at which the widths of pruned methods are compared")
      }
      return
    }
    let minus = try keys.required("minus").distinctList(method)
    guard methods.contains(where: { method in minus.contains { $0 != method } }) else {
      throw value.error(expected: "a method to compare that is not the only one under 'minus'")
    }
    if let noise = keys.optional("noise") {
      kind = .noise(try Self.noise(noise), minus: minus)
    } else {
      kind = .methods(minus: minus)
    }
  }

  private static func widths(
    _ value: YAMLValue, under protocolFile: ProtocolFile
  ) throws(InputError) -> Kind {
    let known = protocolFile.grid.hidden.filter { $0.count == 1 }.map { $0[0] }
    let widths = try value.distinctList { (width: YAMLValue) throws(InputError) in
      let nodes = try width.integer(in: 1...Int(Int32.max))
      guard known.contains(nodes) else {
        throw width.error(
          expected: "hidden nodes of the grid: \(known.map(String.init).joined(separator: ", "))",
          code: .unknownName)
      }
      return nodes
    }
    guard widths.count == 2 else {
      throw value.error(expected: "two numbers of hidden nodes, the second to be subtracted")
    }
    return .widths(widths[0], minus: widths[1])
  }

  private static func noise(_ value: YAMLValue) throws(InputError) -> [Int] {
    let times = try value.distinctList { (times: YAMLValue) throws(InputError) in
      try times.integer(in: 0...1000)
    }
    guard (2...PageTest.mostConditions).contains(times.count), times == times.sorted() else {
      throw value.error(
        expected:
          "from 2 to \(PageTest.mostConditions) multiples of the columns, ascending, such as [0, 1, 4]"
      )
    }
    return times
  }
}
