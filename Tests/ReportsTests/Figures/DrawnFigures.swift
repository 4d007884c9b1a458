@testable import Reports

/// Figures of names and sizes that are drawn by chance, the same for the same seed.
struct DrawnFigures {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int(state >> 33) % range.count
  }

  private static let alphabets = [
    "abcdefghij klmnop qrstuvwxyz", "ABCDEFGHIJ_KLMNOP-QRSTUVWXYZ0123456789", "WWWMMM@@%%",
    "äöüßéèñçåøÄÖÜÉ ıłżŁŻ", "日本語の名前漢字テスト標題", "한국어이름시험", "اسم البيانات الطويل جدا",
    "👩‍🚀🐵😀🚀🧪", "e\u{301}o\u{308}a\u{30A}", "ЖШЩЮЫФабвгдежз", "नमस्तेदुनिया", "Ωψξμλπσ",
  ]

  /// Up to 60 characters of one script.
  mutating func name(_ length: ClosedRange<Int> = 1...60) -> String {
    let letters = Array(Self.alphabets[number(0...Self.alphabets.count - 1)])
    return String((0..<number(length)).map { _ in letters[number(0...letters.count - 1)] })
  }

  private mutating func value() -> Double {
    let special = [Double.nan, .infinity, -.infinity, 1e300, -1e-300, 0]
    if number(0...19) == 0 { return special[number(0...5)] }
    return Double(number(-1000...100_000)) / 97
  }

  private mutating func range(about value: Double) -> ClosedRange<Double>? {
    guard value.isFinite, number(0...2) > 0 else { return nil }
    return value - Double(number(0...9))...value + Double(number(0...9))
  }

  private mutating func axis() -> Figure.Axis {
    var axis = Figure.Axis(
      label: name(0...60), isLogarithmic: number(0...1) == 0,
      notation: number(0...2) == 0 ? .ratio : .number)
    if number(0...3) == 0 { axis.range = Double(number(-5...5))...Double(number(6...2000)) }
    if number(0...3) == 0 { axis.ticks = (0...number(1...12)).map { Double(1 << $0) } }
    return axis
  }

  mutating func curves(_ methods: [String]) -> Figure.Panel {
    let scale = [1e-7, 1, 1000, 1e9][number(0...3)]
    let curves = methods.enumerated().map { colour, method in
      let hasPoints = number(0...1) == 0
      return Figure.Curve(
        label: method, colour: colour, isDashed: number(0...3) == 0, hasPoints: hasPoints,
        points: (0..<number(0...30)).map { x in
          let y = scale * value()
          return Figure.Point(
            x: Double(x * x), y: y, spread: range(about: y), interval: range(about: y))
        })
    }
    let y = scale * value()
    return Figure.Panel(
      title: name(0...60), x: axis(), y: axis(), curves: curves,
      references: [Figure.Reference(label: name(), colour: 7, y: y, interval: range(about: y))],
      marks: (0..<number(0...4)).map { _ in
        Figure.Mark(x: Double(number(0...900)), label: name(0...60))
      })
  }

  mutating func heatMap() -> Figure.Panel {
    let columns = (0..<number(1...7)).map { _ in name() }
    let rows = (0..<number(1...7)).map { _ in name() }
    let cells = rows.map { _ in
      columns.map { _ -> Figure.HeatMap.Cell? in
        guard number(0...5) > 0 else { return nil }
        let value = value()
        return Figure.HeatMap.Cell(
          value: value, lines: (0...number(0...1)).map { _ in TickLabel.plain(value) },
          isOutlined: number(0...5) == 0)
      }
    }
    let values = cells.flatMap { $0 }.compactMap { $0?.value }
    return Figure.Panel(
      title: name(0...60), x: axis(), y: axis(),
      heatMap: Figure.HeatMap(
        columns: columns, rows: rows, cells: cells, range: Figure.HeatMap.range(of: values),
        meaning: name(), outlineMeaning: name()))
  }

  mutating func bars() -> Figure.Panel {
    let hasIntervals = number(0...1) == 0
    return Figure.Panel(
      title: name(0...60), x: axis(), y: axis(),
      bars: (0..<number(1...20)).map { _ in
        let value = value()
        return Figure.Bar(
          label: name(), value: value, text: name(0...20),
          interval: hasIntervals ? range(about: value) : nil)
      }, zone: number(0...1) == 0 ? -0.2...0.2 : nil)
  }

  /// 2 to 12 methods, 1 to 7 panels.
  mutating func figure() -> Figure {
    let methods = (0..<number(2...12)).map { _ in name() }
    let kind = number(0...5)
    if kind == 0 {
      return Figure(
        name: "drawn", columns: 1,
        ranks: RankDiagram(
          methods.map { RankDiagram.Entry(name: $0, rank: 1 + Double(number(0...900)) / 100) },
          criticalDifference: Double(number(1...900)) / 100, title: name()))
    }
    let panels = (0..<number(1...7)).map { _ in
      switch kind {
      case 1: heatMap()
      case 2: bars()
      default: curves(methods)
      }
    }
    return Figure(
      name: "drawn", columns: number(1...4), panels: panels, title: name(), bandMeaning: name(),
      barMeaning: name())
  }
}
