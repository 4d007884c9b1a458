import Foundation
import Inputs
import Testing

@testable import Experiments

struct StudyFileTests {
  /// The studies of the repository, at both scales.
  @Test func committedStudiesAreValid() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../protocols/xor").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files.count == 9)
    for file in files {
      let path = folder.appendingPathComponent(file).path
      let full = try StudyFile(contentsOf: path, scale: .full)
      let quick = try StudyFile(contentsOf: path, scale: .quick)
      #expect(full.study + ".yaml" == file)
      #expect(quick.study == "\(full.study)-quick")
      #expect(quick.expectedFits <= full.expectedFits)
    }
  }

  @Test func aProblemsOwnKeysComeFirst() throws {
    let file = try StudyFile(
      parsing: """
        study: layers
        title: Layers
        figure: width
        methods: [dense]
        batch: 8
        draws: 1
        initialisations: 1
        hidden: [5]
        pretraining-epochs: [3]
        test: 10
        problems:
          - {k: 2, p: 3, n: 10}
          - {k: 2, p: 4, n: 10, hidden: [7, 9]}
        quick: {hidden: [2], pretraining-epochs: [1]}
        """, file: "layers.yaml", scale: .full)
    #expect(file.cases.map(\.hidden) == [[5], [7, 9]])
  }

  @Test func quickNeedsItsKey() throws {
    let error = #expect(throws: InputError.self) {
      _ = try StudyFile(parsing: tinyText(), file: "tiny.yaml", scale: .quick)
    }
    #expect("\(try #require(error))".contains("expected a study with the key 'quick'"))
  }

  @Test func studiesAreRecognisedWhateverEndsTheirLines() {
    #expect(StudyFile.recognises("# a comment\r\nstudy: one\r\n"))
    #expect(!StudyFile.recognises("name: iris\ntitle: study: no\n"))
  }

  @Test func quickReplacesBoth() throws {
    let text = tinyText(extra: "quick: {hidden: [3], draws: 1}")
    let quick = try StudyFile(parsing: text, file: "tiny.yaml", scale: .quick)
    #expect(quick.cases[0].hidden == [3])
    #expect(quick.draws == 1)
    #expect(quick.initialisations == 2)
  }

  @Test(arguments: [
    ("batch: 16", "bach: 16", "tiny.yaml:5:1: expected one of the keys"),
    ("methods: [dense", "methods: [dens", "expected one of dense, cpa, hidden"),
    ("k: 2, p: 4", "k: 5, p: 4", "expected at least k = 5 dimensions for xor"),
    ("hidden-connections: 8", "", "expected the key 'hidden-connections'"),
    ("input-epochs: 4\ninput-connections: 12", "", "expected 'input-epochs'"),
    ("input-epochs: 4", "input-epochs: 3", "expected an integer from 4 to 1000000"),
    ("features: [2]", "", "expected 'features' and 'features-at'"),
    ("features-at: 12", "", "expected the key 'features-at'"),
    ("features-at: 12", "features-at: 6", "expected 'features-at' of k2-p4-n60 not below"),
    ("features: [2]", "features: [5]", "expected at most p 'features' of k2-p4-n60"),
    (
      "hidden-connections: 8\nhidden-units: [connections]",
      "hidden-connections: 7\nhidden-units: [nodes]", "expected even numbers of connections"
    ),
    (
      "hidden-units: [connections]", "hidden-units: [weights]", "expected one of connections, nodes"
    ),
    ("hidden-units: [connections]", "hidden-units: [connections, nodes]", "without a search"),
    ("test: 40", "test: 40\nevaluate-every: 5", "expected validation samples of k2-p4-n60"),
    ("draws: 2", "draws: 0", "expected an integer from 1 to 1000000"),
    ("l2: [0.001]", "l2: [0.001, 0.01]", "expected one L2, pretraining, annealing rate"),
    ("hidden: [12]", "hidden: [12, 14]", "expected one width of k2-p4-n60 for the figure table"),
    ("hidden: [12]", "hidden: [900000]\nbatch: 16", "expected each key once"),
    (
      "- {k: 2, p: 4, n: 60}", "- {k: 2, p: 400, n: 60, hidden: [1000000]}",
      "expected networks of at most"
    ),
    ("figure: table", "figure: cliff", "expected the method dense alone for the figure cliff"),
    ("figure: table", "figure: evolution", "expected 'curves: true' and the method all alone"),
    ("initialisations: 2", "initialisations: 1000000\nseed: 3", "expected at most 10000000 fits"),
    (
      "- {k: 2, p: 4, n: 60}", "- {k: 2, p: 4, n: 60}\n  - {k: 2, p: 4, n: 60, test: 41}",
      "expected problems that differ in k, p or n"
    ),
  ])
  func mistakesAreLocated(old: String, new: String, message: String) throws {
    let text = tinyText().replacing(old, with: new)
    let error = #expect(throws: InputError.self) {
      _ = try StudyFile(parsing: text, file: "tiny.yaml", scale: .full)
    }
    #expect("\(try #require(error))".contains(message), "\(String(describing: error))")
  }
}
