import Inputs

extension InputError {
  /// The error as the command prints it: behind what the library says, the options that may help.
  var message: String {
    remedies.isEmpty
      ? description : "\(description) (\(remedies.map(\.option).joined(separator: " or ")))"
  }
}

extension InputError.Remedy {
  /// What the command calls the setting.
  var option: String {
    switch self {
    case .dataFolder: "--data DIR or PRUNEBENCH_DATA"
    case .cacheFolder: "XDG_CACHE_HOME"
    case .archiveFolder: "prunebench fetch --from URL_OR_DIR"
    case .fetching(let dataset): "prunebench fetch \(ShellText.word(dataset))"
    case .target(let column): "--target \(column.map(ShellText.word) ?? "COLUMN")"
    case .missingValues: "--missing POLICY"
    case .droppingUnlabelledRows: "--drop-unlabelled"
    case .noHeader: "--no-header"
    case .encoding(let name): "--encoding \(name)"
    case .decimalMark(let mark): "--decimal \(mark)"
    case .thousandsMark(let mark): "--thousands \(mark)"
    case .output: "--out DIR"
    case .protocolName: "--protocol NAME"
    }
  }
}
