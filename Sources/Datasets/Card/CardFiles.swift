import Inputs

extension DatasetCard {
  /// The files of a card.
  /// - Throws: ``InputError`` if a name occurs twice, a file is beside one that does not stand before it, or only some
  ///   files are a part of the source's split.
  static func files(_ value: YAMLValue) throws(InputError) -> [File] {
    let files = try value.list(File.init)
    try value.requireDistinct(files.map(\.name), as: "file names")
    var known: Set<String> = []
    for (file, element) in zip(files, value.elements ?? []) {
      guard let beside = file.beside else {
        known.insert(file.name)
        continue
      }
      guard known.contains(beside) else {
        throw element.error(
          expected: "'beside' the name of an earlier file, itself beside none,",
          hint: "'\(beside)' is none")
      }
      guard file.part == nil, file.lacking.isEmpty else {
        throw element.error(
          expected: "no 'part' and no 'lacks'", hint: "give them at '\(beside)', which it is beside"
        )
      }
    }
    let parts = Set(files.filter { $0.beside == nil }.map(\.part))
    guard parts == [nil] || parts == [.training, .test] else {
      throw value.error(
        expected: "a 'part' of each file or of none, training and test",
        hint: "'part' says which rows the source itself sets aside as the test set")
    }
    return files
  }

  /// Checks what the files and the format say about columns.
  /// - Throws: ``InputError`` if a file lacks a column that is used, or fields and columns differ where the format
  ///   does not allow it.
  static func checkShape(
    _ card: YAMLMapping, _ files: [File], _ format: DelimitedFormat, _ columns: [Column]
  ) throws(InputError) {
    let list = try card.required("files")
    for (file, element) in zip(files, list.elements ?? []) {
      for name in file.lacking
      where !columns.contains(where: { $0.name == name && $0.role == .ignore && $0.letter == nil })
      {
        throw element.error(
          expected: "'lacks' a column with 'role: ignore'", hint: "'\(name)' is not one")
      }
    }
    let isReshaped = !RowShape(columns.map(\.writing)).isPlain
    let differs = isReshaped || files.contains { !$0.lacking.isEmpty }
    if format.layout != .delimited, differs || files.contains(where: { $0.beside != nil }) {
      throw try card.required(isReshaped ? "columns" : "files").error(
        expected: "one field for each column, in one file",
        hint: "'letters', 'one-hot', 'beside' and 'lacks' are for delimited files")
    }
    if format.header == .names, differs, let value = card.optional("format") {
      throw value.error(
        expected: "'header: skip' or none",
        hint:
          "'letters', 'one-hot' and 'lacks' make fields and columns differ, so that names cannot be compared"
      )
    }
  }

  /// How the rows of `file` become rows of the card's columns.
  func shape(of file: File?) -> RowShape {
    RowShape(
      columns.map { file?.lacking.contains($0.name) == true ? .nothing : $0.writing })
  }
}

extension DatasetCard.File {
  init(_ value: YAMLValue) throws(InputError) {
    let file = try value.mapping(of: ["name", "bytes", "sha256", "part", "beside", "lacks"])
    name = try file.required("name").fileName()
    bytes = try file.optional("bytes")?.integer(in: 0...Int.max)
    sha256 = try file.optional("sha256")?.sha256()
    part = try file.optional("part")?.choice(of: DatasetCard.Part.self)
    beside = try file.optional("beside")?.fileName()
    lacking =
      try file.optional("lacks")?.distinctList { name throws(InputError) in try name.text() } ?? []
  }
}
