import Foundation
import Inputs
import Tabular
import Testing
import TestSupport

@testable import Datasets

struct DrawnTests {
  /// The share of samples that Bayes' rule, the class of the greatest density, gets wrong.
  private func bayesError(
    of name: String, logDensity: ([Double], Int) -> Double
  ) throws -> (error: Double, rows: Int) {
    let dataset = try DatasetRegistry.builtIn().loader(named: name).load(from: [])
    let wrong = (0..<dataset.rows).count { row in
      let sample = dataset.features[row: row].map(Double.init)
      let densities = dataset.classNames.indices.map { logDensity(sample, $0) }
      return densities.firstIndex(of: densities.max() ?? 0) != dataset.labels[row]
    }
    return (Double(wrong) / Double(dataset.rows), dataset.rows)
  }

  /// Whether an error in so many samples agrees with the true one, within four standard errors.
  private func agrees(_ found: (error: Double, rows: Int), with error: Double) -> Bool {
    abs(found.error - error) < 4 * (error * (1 - error) / Double(found.rows)).squareRoot()
  }

  /// Published: 2.3 %, which is Φ(-2) = 2.275 %.
  @Test(arguments: ["twonorm:n=40000", "twonorm:n=40000,p=5,seed=3"])
  func twonormHasItsBayesError(name: String) throws {
    let found = try bayesError(of: name) { sample, label in
      (label == 0 ? 1 : -1) * sample.reduce(0, +)
    }
    #expect(agrees(found, with: 0.02275), "\(found)")
  }

  /// Published: 1.3 %. The integral of two noncentral chi-square distributions gives 1.2397 %.
  @Test func ringnormHasItsBayesError() throws {
    let found = try bayesError(of: "ringnorm:n=40000") { sample, label in
      let a = 2 / Double(sample.count).squareRoot()
      return label == 0
        ? -sample.map { $0 * $0 }.reduce(0, +) / 8 - Double(sample.count) * log(2)
        : -sample.map { ($0 - a) * ($0 - a) }.reduce(0, +) / 2
    }
    #expect(agrees(found, with: 0.012397), "\(found)")
  }

  /// The log density of a mixture of two waves under unit noise, by the midpoint rule over u.
  private func waveformDensity(_ sample: [Double], _ label: Int) -> Double {
    let (one, other) = Waveform.peaks[label]
    let waves = (1...21).map { (Waveform.height($0, of: one), Waveform.height($0, of: other)) }
    let steps = 50
    let densities = (0..<steps).map { step in
      let u = (Double(step) + 0.5) / Double(steps)
      let squares = zip(sample, waves).map { value, wave in
        let difference = value - u * wave.0 - (1 - u) * wave.1
        return difference * difference
      }
      return exp(-squares.reduce(0, +) / 2)
    }
    return densities.reduce(0, +)
  }

  /// Published: 14 %. NumPy, with 200,000 samples and the same rule, finds 13.33 %. Irrelevant features change nothing.
  @Test(arguments: ["waveform:n=10000", "waveform:n=10000,p=40,seed=2"])
  func waveformHasItsBayesError(name: String) throws {
    let found = try bayesError(of: name, logDensity: waveformDensity)
    #expect(agrees(found, with: 0.1333), "\(found)")
  }

  /// The exact error of Bayes' rule, over all 128 displays: 26 %, as published.
  @Test func ledHasItsBayesError() throws {
    func probability(of display: [Double], _ digit: Int) -> Double {
      zip(display, LED.segments[digit]).map { $0 == Double($1) ? 0.9 : 0.1 }.reduce(1, *)
    }
    let displays = (0..<128).map { number in (0..<7).map { Double(number >> $0 & 1) } }
    let correct =
      displays.map { display in
        (0..<10).map { probability(of: display, $0) }.max() ?? 0
      }.reduce(0, +) / 10
    #expect(abs(1 - correct - 0.26) < 0.0005)
    #expect(Set(LED.segments).count == 10)

    let found = try bayesError(of: "led:n=40000") { probability(of: Array($0.prefix(7)), $1) }
    #expect(agrees(found, with: 1 - correct), "\(found)")
  }

  @Test func ledHasIrrelevantFeatures() throws {
    let dataset = try DatasetRegistry.builtIn().loader(named: "led:n=20000").load(from: [])
    #expect(dataset.features.columns == 24)
    for feature in 0..<24 {
      let on = (0..<10).map { digit in
        let rows = (0..<dataset.rows).filter { dataset.labels[$0] == digit }
        return rows.map { Double(dataset.features[$0, feature]) }.reduce(0, +) / Double(rows.count)
      }
      // Five standard errors of a share of 2000 samples.
      #expect(
        zip(on, (0..<10).map { feature < 7 ? LED.segments[$0][feature] == 1 ? 0.9 : 0.1 : 0.5 })
          .allSatisfy { abs($0 - $1) < 0.06 }, "\(feature)")
    }
  }

  @Test(arguments: ["waveform", "led", "twonorm", "ringnorm"])
  func tablesAreDrawnBySeed(name: String) throws {
    let registry = try DatasetRegistry.builtIn()
    func samples(_ parameters: String) throws -> Dataset {
      try registry.loader(named: "\(name):\(parameters)").load(from: [])
    }
    let few = try samples("n=50,seed=2")
    let many = try samples("n=80,seed=2")
    #expect(many.features.values.starts(with: few.features.values))
    #expect(many.labels.starts(with: few.labels))
    #expect(try samples("n=50,seed=3").features != few.features)
    let card = try registry.card(named: "\(name):n=50,seed=2")
    #expect(card.name == "\(name):p=\(few.features.columns),n=50,seed=2")
    #expect(try registry.card(named: card.name) == card)
    #expect(few.provenance == "drawn at random (\(card.name))")
    #expect(DatasetRegistry.seeded(name, by: 9) == "\(name):seed=9")
  }

  /// The first samples, so that no change of the generators goes unnoticed.
  @Test(
    arguments: [
      ("waveform", [-1.4125288, 0.37694803, 0.9845177], 0), ("led", [1, 0, 1], 1),
      ("twonorm", [1.383192, 0.18750608, 0.37237424], 0),
      ("ringnorm", [0.16058274, -1.6512834, -0.1432217], 0),
    ] as [(String, [Float], Int)])
  func firstSampleIsAsEver(name: String, features: [Float], label: Int) throws {
    let dataset = try DatasetRegistry.builtIn().loader(named: "\(name):n=1").load(from: [])
    #expect(Array(dataset.features.values.prefix(3)) == features)
    #expect(dataset.labels == [label])
  }

  @Test(arguments: [
    ("waveform:p=20", "expected at least 21 dimensions for waveform"),
    ("led:p=6", "expected at least 7 dimensions for led"),
    ("twonorm:p=0", "expected at least 1 dimensions for twonorm"),
    ("ringnorm:n=0", "expected at least one row for ringnorm"),
    ("ringnorm:k=3", "expected p=, n= or seed= in 'ringnorm:k=3'"),
    ("led:n=x", "expected an integer after n= in 'led:n=x'"),
  ])
  func impossibleParametersAreExplained(name: String, expected: String) throws {
    let error = #expect(throws: InputError.self) {
      try DatasetRegistry.builtIn().card(named: name)
    }
    #expect(error?.kind == .usage)
    #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
  }

  @Test func impossibleParametersOfACardAreLocated() {
    let card = "name: x\ntitle: X\ngenerator:\n  led: {dimensions: 3, rows: 5, seed: 1}\n"
    #expect(
      message { _ = try DatasetCard(parsing: card, file: "card.yaml") }.hasPrefix(
        "card.yaml:4:8: expected at least 7 dimensions for led for 'generator.led'"))
    let two =
      "name: x\ntitle: X\ngenerator:\n  led: {dimensions: 7, rows: 5, seed: 1}\n"
      + "  twonorm: {dimensions: 7, rows: 5, seed: 1}\n"
    #expect(
      message { _ = try DatasetCard(parsing: two, file: "card.yaml") }
        .contains("expected one generator"))
  }
}

/// UCI's own draw of the waveforms, against the distribution that ours come from.
@Suite(.realData) struct WaveformFileTests {
  @Test func meansAgreeWithTheWaves() async throws {
    let empty = try TemporaryFolder()
    let folder = try #require(RealData.folder)
    let locator = DatasetLocator(dataFolder: folder, cacheFolder: empty.url, offline: true)
    let file = try await locator.dataset(named: "waveform-uci", in: .builtIn())
    let counts = file.labels.reduce(into: [0, 0, 0]) { $0[$1] += 1 }
    #expect(counts == [1657, 1647, 1696])
    let ours = try DatasetRegistry.builtIn().loader(named: "waveform").load(from: [])
    for dataset in [file, ours] {
      for label in 0..<3 {
        let rows = (0..<dataset.rows).filter { dataset.labels[$0] == label }
        let (one, other) = Waveform.peaks[label]
        for feature in 1...21 {
          let mean =
            rows.map { Double(dataset.features[$0, feature - 1]) }.reduce(0, +)
            / Double(rows.count)
          let expected =
            (Waveform.height(feature, of: one) + Waveform.height(feature, of: other)) / 2
          // The deviation is at most that of noise and a wave of height 6: √(1 + 36 / 12) = 2.
          #expect(abs(mean - expected) < 5 * 2 / Double(rows.count).squareRoot())
        }
      }
    }
  }
}
