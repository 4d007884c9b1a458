/// Finds where the rows of a sample begin, and which line above them names the columns.
struct HeaderGuess {
  /// The names as they are written; nil without a header.
  let names: [String]?
  /// The number of lines at the top to skip, whatever they contain.
  let skippedLines: Int
  /// The number of rows of the header; the first has the names.
  let rows: Int
  /// Notes for the user.
  let notes: [String]
  /// Whether the header may be a row: all its names are numbers.
  let isDoubtful: Bool
  /// Whether the header has no name for the first column, which has the names of the rows.
  let hasRowNames: Bool

  /// The most lines above the rows that are examined.
  private static let limit = 100

  /// - Parameter isSaid: whether there is a header, if the user says it.
  init(_ dialect: Dialect, isSaid: Bool?) {
    let look = BodyLook(dialect)
    let all = dialect.rows
    let width = dialect.fields
    let skipped = dialect.format.skippedLines
    guard isSaid != false, !all.isEmpty else {
      self.init(nil, skippedLines: skipped, rows: 0, notes: [])
      return
    }
    if all.count == 1, look.isText(all[0].texts) {
      self.init(all[0].texts, skippedLines: skipped, rows: 1, notes: [])
      return
    }
    let top = all.prefix(Self.limit)
    var candidates: [Int] = []
    let firstRow =
      top.indices.first { row in
        let texts = all[row].texts
        guard texts.count == width else { return false }
        let above = candidates.last == row - 1 ? all[row - 1].texts : []
        // A line of mostly empty fields, such as a title, is not a row of names.
        let isBelowNames = !above.isEmpty && 2 * above.count(where: { !$0.isEmpty }) > above.count
        guard look.isHeader(texts, isBelowAnother: isBelowNames) else { return true }
        candidates.append(row)
        return false
      } ?? 0
    if firstRow == 0 { candidates = [] }
    if let last = candidates.last {
      let first = Self.nameRow(in: all, last: last, width: width)
      let extra = (first + 1)..<(last + 1)
      var notes = extra.map {
        "line \(all[$0].line), \(Self.quoted(all[$0])), is treated as part of the header"
      }
      let isDoubtful = isSaid == nil && look.isDoubtful(all[first].texts)
      if isDoubtful {
        notes.append(
          "line \(all[first].line), \(Self.quoted(all[first])), is treated as a header, though its names are "
            + "numbers: is it a row?")
      }
      let lines = first == 0 ? skipped : all[first].line - 1
      if first > 0 { notes.insert(Self.passedOver(all[..<first]), at: 0) }
      self.init(
        all[first].texts, skippedLines: lines, rows: extra.count + 1, notes: notes,
        isDoubtful: isDoubtful)
      return
    }
    // R's write.table writes no name for the column of row names; a delimiter may follow the last name.
    if let odd = (0..<firstRow).last(where: { look.isHeaderOfAnotherWidth(all[$0].texts) }),
      odd == firstRow - 1
    {
      let texts = all[odd].texts
      let names =
        texts.count == width + 1 ? Array(texts.dropLast()) : [Self.rowName(besides: texts)] + texts
      let notes = odd > 0 ? [Self.passedOver(all[..<odd])] : []
      self.init(
        names, skippedLines: odd == 0 ? skipped : all[odd].line - 1, rows: 1, notes: notes,
        hasRowNames: texts.count < width)
      return
    }
    if isSaid == true, let first = all.first, first.texts.count == width {
      self.init(first.texts, skippedLines: skipped, rows: 1, notes: [])
      return
    }
    // Without a header, a line at the top is not a row if nothing in it looks like a value.
    let preamble = all[..<firstRow].prefix { !look.isLikeARow($0.texts) }
    guard preamble.count == firstRow, let last = preamble.last else {
      self.init(nil, skippedLines: skipped, rows: 0, notes: [])
      return
    }
    self.init(nil, skippedLines: last.line, rows: 0, notes: [Self.passedOver(preamble)])
  }

  private init(
    _ names: [String]?, skippedLines: Int, rows: Int, notes: [String],
    isDoubtful: Bool = false, hasRowNames: Bool = false
  ) {
    self.isDoubtful = isDoubtful
    self.hasRowNames = hasRowNames
    self.names = names
    self.skippedLines = skippedLines
    self.rows = rows
    self.notes = notes
  }

  /// Which of the possible header lines right above the rows names the columns: the last whose names are
  /// complete and distinct, unless it contains the units of a line above it.
  private static func nameRow(in all: [Dialect.Row], last: Int, width: Int) -> Int {
    var first = last
    while first > 0, all[first - 1].texts.count == width { first -= 1 }
    let usable = (first...last).filter { row in
      let texts = all[row].texts
      return Set(texts).count == texts.count && !texts.contains("")
    }
    guard let lowest = usable.last else { return first }
    let above = usable.dropLast().last
    return above.map { areUnits(all[lowest].texts, of: all[$0].texts) ? $0 : lowest } ?? lowest
  }

  /// Whether texts are the units of the names above them: short, or with signs that names do not have.
  private static func areUnits(_ texts: [String], of names: [String]) -> Bool {
    let likely = texts.count { text in
      text.count <= 3 || text.contains { "/%()[]°µ²³".contains($0) }
    }
    let length = texts.reduce(0) { $0 + $1.count }
    return 2 * likely >= texts.count && length < names.reduce(0) { $0 + $1.count }
  }

  private static func rowName(besides names: [String]) -> String {
    var name = "row-name"
    while names.contains(name) { name += "-1" }
    return name
  }

  private static func passedOver(_ rows: ArraySlice<Dialect.Row>) -> String {
    guard let first = rows.first, let last = rows.last else { return "" }
    return rows.count == 1
      ? "line \(first.line), \(quoted(first)), is skipped: it is not a row"
      : "lines \(first.line) to \(last.line) are skipped: they are not rows; the first is \(quoted(first))"
  }

  private static func quoted(_ row: Dialect.Row) -> String {
    let text = row.texts.joined(separator: ",")
    return "'\(text.prefix(60))\(text.count > 60 ? "..." : "")'"
  }
}
