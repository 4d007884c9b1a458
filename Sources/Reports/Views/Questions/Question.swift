package import Experiments
import Foundation
package import Inputs
import Pruning

/// A question that was decided on before a run: how some methods differ from others over its datasets, at the same share
/// of connections. All its comparisons are corrected together.
package struct Question: Hashable, Sendable {
  /// What is asked, as a heading.
  package let title: String
  /// The methods that are compared.
  let methods: [MethodName]
  /// Those that each of them is compared with.
  let minus: [MethodName]
  /// The shares of connections that pruned methods keep, one comparison each; without one, what validation chose.
  let keep: [Level?]

  init(title: String, methods: [MethodName], minus: [MethodName], keep: [Level?]) {
    self.title = title
    self.methods = methods
    self.minus = minus
    self.keep = keep
  }
}

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
    let keys = try value.mapping(of: ["title", "methods", "minus", "keep"])
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
    minus = try keys.required("minus").distinctList(method)
    keep = try keys.optional("keep")?.distinctList(level) ?? [nil]
    guard methods.contains(where: { method in minus.contains { $0 != method } }) else {
      throw value.error(expected: "a method to compare that is not the only one under 'minus'")
    }
  }
}
