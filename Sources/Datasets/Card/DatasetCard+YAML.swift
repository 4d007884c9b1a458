public import Foundation
public import Inputs

extension DatasetCard {
  /// Reads the card in `file`.
  /// - Throws: ``InputError`` if the file cannot be read or is not text; see also ``init(parsing:file:)``.
  public init(contentsOf file: URL) throws(InputError) {
    let text = try CardFile(file)
    do {
      try self.init(parsing: text.text, file: file.relativePath)
      folder = file.deletingLastPathComponent()
    } catch {
      throw text.isTable
        ? InputError(
          code: .unsupported, file: file.relativePath, expected: "a card, which is YAML",
          found: "a table",
          hint: "let the file's name end in .csv, and name the column of its classes",
          remedies: [.target(nil)]) : error
    }
  }

  /// Whether `file` holds a card: YAML with a name, and columns or a generator.
  static func recognises(_ file: URL) -> Bool {
    guard let text = try? CardFile(file).text,
      let root = try? YAMLValue(parsing: text, file: file.relativePath).entries()
    else { return false }
    let keys = Set(root.map(\.key))
    return keys.contains("name") && (keys.contains("columns") || keys.contains("generator"))
  }

  /// Reads a card from `text`, the content of `file`.
  /// - Throws: ``InputError`` at a key that is unknown or missing, or whose value has a wrong type or is
  ///   impossible.
  public init(parsing text: String, file: String) throws(InputError) {
    let root = try YAMLValue(parsing: text, file: file)
    let card = try root.mapping(of: [
      "name", "title", "source", "files", "format", "missing", "columns", "labels", "generator",
      "expected",
    ])
    name = try card.required("name").datasetName()
    title = try card.required("title").text()
    source = try Source(card.optional("source"))
    generator = try card.optional("generator").map(Generator.init)

    if let table = generator?.randomTable {
      for key in ["files", "format", "missing", "columns", "labels", "expected"] {
        if let value = card.optional(key) {
          throw value.error(expected: "nothing", hint: "the generator determines it")
        }
      }
      files = []
      format = DelimitedFormat()
      missingMarks = []
      columns = []
      labels = .column(0)
      classNames = table.classNames
      classOfCategory = Array(table.classNames.indices)
      expectedRows = table.rows
      return
    }

    files = try Self.files(card.required("files"))
    format = try DelimitedFormat(card.optional("format"))
    let missing = try card.optional("missing")?.mapping(of: ["marks", "policy"])
    missingMarks =
      try missing?.optional("marks")?.distinctList { mark throws(InputError) in try mark.string() }
      ?? Self.defaultMissingMarks
    let target = try Target(
      columns: card.required("columns"), labels: card.optional("labels"),
      missing: try missing?.optional("policy")?.choice(of: MissingPolicy.self) ?? .error)
    columns = target.columns
    try Self.checkShape(card, files, format, columns)
    labels = target.labels
    classNames = target.classNames
    classOfCategory = target.classOfCategory
    expectedRows = try Self.rows(card.optional("expected"), target)
  }

  /// The marks of missing values, for cards that name none.
  public static let defaultMissingMarks = ["", "?", "NA"]

  /// The number of rows that the card expects. The expected numbers of features and classes must match the
  /// columns.
  private static func rows(_ value: YAMLValue?, _ target: Target) throws(InputError) -> Int? {
    guard let size = try value?.mapping(of: ["rows", "features", "classes"]) else { return nil }
    let rows = try size.optional("rows")?.integer(in: 1...Int.max)
    let features = target.columns.filter { $0.role == .feature }.map(\.featureNames.count)
      .reduce(0, +)
    let classes = target.classNames.count
    for (key, made, what) in [
      ("features", features, "features the columns have"),
      ("classes", classes, "classes the card names"),
    ] {
      guard let expected = size.optional(key) else { continue }
      guard try expected.integer(in: 1...Int.max) == made else {
        throw expected.error(expected: "\(made)", hint: "that is how many \(what)")
      }
    }
    if case .blocks(let rowsPerClass) = target.labels, let rows {
      let (product, overflow) = rowsPerClass.multipliedReportingOverflow(by: classes)
      guard !overflow, rows == product else {
        throw try size.required("rows").error(
          expected: "\(product)", hint: "that is rows-per-class times the classes")
      }
    }
    return rows
  }
}

extension DatasetCard.Source {
  init(_ value: YAMLValue?) throws(InputError) {
    let keys = ["page", "archive", "archive-bytes", "archive-sha256", "licence", "citation"]
    let source = try value?.mapping(of: keys)
    page = try source?.optional("page")?.webAddress()
    archive = try source?.optional("archive")?.webAddress()
    archiveBytes = try source?.optional("archive-bytes")?.integer(in: 1...Int.max)
    archiveSHA256 = try source?.optional("archive-sha256")?.sha256()
    licence = try source?.optional("licence")?.text()
    citation = try source?.optional("citation")?.text()
  }
}

extension DelimitedFormat {
  init(_ value: YAMLValue?) throws(InputError) {
    let keys = [
      "layout", "encoding", "delimiter", "header", "header-rows", "comment", "skip-lines",
      "decimal",
      "thousands", "trailing-delimiters",
    ]
    let format = try value?.mapping(of: keys)
    let layout = try format?.optional("layout")?.choice(of: Layout.self) ?? .delimited
    for key in keys.dropFirst(2) where layout != .delimited {
      if let value = format?.optional(key) {
        throw value.error(
          expected: "nothing", hint: "\(layout.rawValue) files have a fixed format")
      }
    }
    let delimiter =
      try format?.optional("delimiter").map(Delimiter.init) ?? .character(UInt8(ascii: ","))
    let decimal = try format?.optional("decimal")?.choice(of: DecimalMark.self) ?? .point
    let thousands = try format?.optional("thousands")?.choice(of: ThousandsMark.self)
    if thousands?.rawValue == decimal.rawValue, let value = format?.optional("thousands") {
      throw value.error(expected: "a mark other than 'decimal', which is \(decimal.rawValue),")
    }
    self.init(
      layout: layout, delimiter: delimiter,
      header: try format?.optional("header")?.choice(of: Header.self) ?? .none,
      headerRows: try format?.optional("header-rows")?.integer(in: 1...1000) ?? 1,
      commentPrefix: try format?.optional("comment")?.text(),
      skippedLines: try format?.optional("skip-lines")?.integer(in: 0...Int.max) ?? 0,
      decimalMark: decimal, thousandsMark: thousands,
      trailingDelimiters: try format?.optional("trailing-delimiters")?.integer(in: 0...1000) ?? 0,
      encoding: try format?.optional("encoding").map(TextEncoding.init))
  }
}

extension DelimitedFormat.Delimiter {
  init(_ value: YAMLValue) throws(InputError) {
    switch try value.string() {
    case "comma": self = .character(UInt8(ascii: ","))
    case "tab": self = .character(UInt8(ascii: "\t"))
    case "semicolon": self = .character(UInt8(ascii: ";"))
    case "whitespace": self = .whitespace
    case let text:
      // Quotes, line ends, digits, signs and points have other meanings.
      guard text.utf8.count == 1, let character = text.utf8.first, character < 0x80,
        !"\"\r\n +-.0123456789".utf8.contains(character)
      else {
        throw value.error(
          expected: "comma, tab, semicolon, whitespace or one other ASCII character")
      }
      self = .character(character)
    }
  }
}

extension TextEncoding {
  init(_ value: YAMLValue) throws(InputError) {
    guard let encoding = TextEncoding(named: try value.string()) else {
      let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
      throw value.error(expected: "one of \(names)")
    }
    self = encoding
  }
}
