import Foundation
import Inputs
import Pruning
import Runs
import TestSupport
import Testing
import Training

@testable import Experiments

/// Methods with options, as protocol files name them.
struct MethodOptionsTests {
  private func methods(_ list: String) throws -> [ComparedMethod] {
    try tinyProtocol(methods: list).methods
  }

  @Test func aMethodIsNamedInThreeWays() throws {
    let methods = try methods(
      """
      [dense, cpna, {cpa: {annealing-rate: 2}}, {nodes: {as: slow-nodes, annealing-rate: 0.5}},
         {method: cpna, as: moderate, title: moderate CPNA, normalization: bounded}]
      """)
    #expect(methods.map(\.name.rawValue) == ["dense", "cpna", "cpa", "slow-nodes", "moderate"])
    #expect(methods.map(\.trainedBy) == ["dense", "cpna", "cpa", "nodes", "cpna"])
    #expect(
      methods.map(\.title) == [
        "NN(best)", "NN+CPNA", "NN+CPA (annealing-rate 2)", "node pruning (annealing-rate 0.5)",
        "moderate CPNA",
      ])
    #expect(
      methods.map(\.options) == [
        nil, nil, ["annealing-rate": .number(2)], ["annealing-rate": .number(0.5)],
        ["normalization": .word("bounded")],
      ])
  }

  /// `at-once` is the number that the protocol's own key has for it.
  @Test(arguments: ["cpna", "nodes", "interleaved", "rewound"])
  func atOnceIsARate(method: String) throws {
    let list = "[dense, {\(method): {annealing-rate: at-once}}]"
    let (word, number) = (
      try methods(list), try methods(list.replacing("at-once", with: "1000000000"))
    )
    #expect(word[1].options?["annealing-rate"] == .number(1e9) && word[1].title.contains("at-once"))
    #expect(word.map(\.untitled) == number.map(\.untitled))
    let error = try #require(throws: InputError.self) {
      try methods(list.replacing("at-once", with: "once"))
    }
    #expect("\(error)".contains("a number of at least 0.0, or at-once"), "\(error)")
  }

  /// Which method a control is of is one of its options, as are that method's own.
  @Test func controlsSayWhatTheyAreOf() throws {
    let list =
      "[dense, {shuffled: {of: snip}}, {rewound: {as: r2, of: lottery, epochs: each-round}}, rewound]"
    let methods = try methods(list)
    #expect(methods.map(\.trainedBy) == ["dense", "shuffled", "rewound", "rewound"])
    #expect(methods[1].options == ["of": .word("snip")])
    #expect(methods[1].title == "shuffled SNIP (of snip)")
    #expect(methods[2].options?["epochs"] == .word("each-round"))
    #expect(methods[3].options == nil)
    for compared in methods { #expect(MethodCatalogue.standard.method(of: compared) != nil) }
    let error = try #require(throws: InputError.self) {
      try self.methods("[dense, {shuffled: {of: rewound}}]")
    }
    #expect("\(error)".contains("one of cpna, cpa, nodes"), "\(error)")
  }

  @Test func theEquivalentNetworkIsOfTheFirstMethodThatPrunes() throws {
    let methods = try methods("[equivalent, {cpna: {as: slow, annealing-rate: 1}}, cpna]")
    #expect(methods[0].sizedAs?.rawValue == "slow")
  }

  @Test(arguments: [
    (
      "[{cpna: {anealing-rate: 2}}]",
      "12:34: expected one of the options of cpna: normalization, moments, annealing-rate, counts"
    ),
    ("[{cpna: {anealing-rate: 2}}]", "found \"anealing-rate\"; did you mean 'annealing-rate'?"),
    ("[{cpna: {annealing-rate: -2}}]", "12:35: expected a number of at least 0.0, or at-once, for"),
    ("[{cpna: {annealing-rate: fast}}]", "found \"fast\""),
    ("[{cpna: {normalization: full}}]", "one of none, bounded, unbounded for"),
    ("[{cpa: {normalization: bounded}}]", "one of the options of cpa: annealing-rate"),
    ("[{dense: {annealing-rate: 2}}]", "expected no options of dense"),
    ("[{cpn: {annealing-rate: 2}}]", "found \"cpn\"; did you mean 'cpna'?"),
    ("[{method: cpn, annealing-rate: 2}]", "found \"cpn\"; did you mean 'cpna'?"),
    ("[{cpna: {}, annealing-rate: 2}]", "the key 'method' beside options"),
    (
      "[cpna, {cpna: {annealing-rate: 2}}]", "12:17: expected methods whose names are all different"
    ),
    (
      "[cpna, {method: cpna, as: b, title: slow}, {cpa: {title: slow}}]",
      "12:67: expected methods whose titles are all different for 'methods[2].cpa.title', found \"slow\""
    ),
    (
      "[{method: cpna, as: a, counts: exact}, {method: cpna, as: b, counts: exact}]",
      "12:49: expected methods whose titles are all different"
    ),
    (
      "[]",
      "12:10: expected a list of methods, such as [dense, cpna], for 'methods', found \"an empty"
    ),
    ("cpna", "without the key the paper's three are compared"),
    ("[{cpna: {as: dense}}]", "expected a name that no method has"),
    ("[{cpna: {as: best}}]", "expected a name that no method has"),
    ("[cpna, {equivalent: {as: small}}]", "'equivalent' without options"),
    ("[{cpna: [2]}]", "expected a mapping"),
  ])
  func mistakesAreLocated(list: String, message: String) throws {
    let error = try #require(throws: InputError.self) { try methods(list) }
    #expect("\(error)".contains(message), "\(error)")
    #expect(error.line == 12 && error.column != nil, "\(error)")
  }

  @Test func optionsNameTheRun() throws {
    func name(_ list: String) throws -> String {
      try RunDescription(try tinyProtocol(methods: list), datasets: [clusters()]).name
    }
    let lists = [
      "[dense, cpna]", "[dense, {cpna: {annealing-rate: 5}}]",
      "[dense, {cpna: {annealing-rate: 6}}]",
      "[dense, {cpna: {annealing-rate: 5, as: slow}}]",
    ]
    #expect(Set(try lists.map(name)).count == lists.count)
    // A title is for people, and a number is a number however it is written.
    #expect(
      try name("[dense, {cpna: {annealing-rate: 50e-1, title: slow}}]")
        == name("[dense, {cpna: {annealing-rate: 5}}]"))
  }

  /// The same method twice, beside a protocol that says for all what one of them has as its option.
  @Test func anOptionIsWhatTheProtocolWouldSayForAll() async throws {
    try await withTemporaryFolder { url in
      func records(_ protocolFile: ProtocolFile) async throws -> [FitRecord] {
        let folder = RunFolder(url.appendingPathComponent(UUID().uuidString))
        try await Experiment(protocolFile, on: [clusters()], workers: 2).run(into: folder)
        let description = try StoredRun<RunDescription>(folder).description
        #expect(description.protocolFile == protocolFile)
        return try folder.records().filter { $0.key.phase == .search }
      }
      func results(_ records: [FitRecord], of name: String) -> [FitResult?] {
        records.filter { $0.key.method.rawValue == name }.map(\.result)
      }
      let options = "normalization: none, annealing-rate: 1"
      for method in ["cpna", "interleaved", "nodes"] {
        let both = try await records(
          tinyProtocol(methods: "[\(method), {method: \(method), as: other, \(options)}]"))
        // `annealing-rate` of the protocol is 5.
        let other = try await records(
          tinyProtocol(
            pruning: ", normalization: none", methods: "[{\(method): {annealing-rate: 1}}]"))
        let own = results(both, of: method)
        #expect(results(both, of: "other") == results(other, of: method) && !own.isEmpty)
        #expect(results(both, of: "other") != own)
        #expect(own == results(try await records(tinyProtocol(methods: "[\(method)]")), of: method))
      }
    }
  }

  /// A method of somebody else's, with an option of each kind.
  private struct Fussy: Pruning.Method {
    enum Order: String, CaseIterable { case up, down }

    let identifier = "fussy"
    let title = "fussy"
    let isPruned = false
    var rounds = 3
    var share = 0.5
    var order = Order.up
    var replays = false

    func configured(by options: inout MethodOptions) throws(OptionError) -> Fussy {
      var result = self
      result.rounds = try options.integer("rounds", in: 1...9, default: rounds)
      result.share = try options.number("share", in: 0...1, default: share)
      result.order = try options.choice("order", default: order)
      result.replays = try options.flag("replays", default: replays)
      return result
    }

    func train(
      _ start: MethodStart, observe: (TrainingEpoch) -> Void
    ) throws(TrainingError) -> (state: TrainingState, curve: LearningCurve) {
      try Dense().train(start, observe: observe)
    }
  }

  /// Defaults decide a result as much as what is said.
  @Test func defaultsArePartOfTheDescription() throws {
    let catalogue = MethodCatalogue.standard.adding([Fussy()])
    func method(_ text: String) throws -> ComparedMethod {
      try tinyProtocol(methods: "[\(text)]", catalogue: catalogue).methods[0]
    }
    let standard: [String: OptionValue] = [
      "rounds": .number(3), "share": .number(0.5), "order": .word("up"), "replays": .word("false"),
    ]
    #expect(try method("fussy").options == standard && ComparedMethod(Fussy()).options == standard)
    #expect(try method("fussy") == method("{fussy: {rounds: 3, title: fussy}}"))
    #expect(try method("fussy") == ComparedMethod(Fussy()))
    let changed = try method("{fussy: {rounds: 4, share: 1, order: down, replays: true}}")
    #expect(
      changed.options
        == ComparedMethod(
          Fussy(rounds: 4, share: 1, order: .down, replays: true)
        ).options)
    for wrong in ["rounds: 2.5", "rounds: 10", "share: 1.5", "order: left", "replays: perhaps"] {
      #expect(throws: InputError.self) { try method("{fussy: {\(wrong)}}") }
    }
  }
}
