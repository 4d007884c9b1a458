extension InputError {
  /// A setting of the failed call that may help. A program calls it as its users know it; the command
  /// `prunebench` prints its option.
  public enum Remedy: Hashable, Sendable {
    /// The folder that has the dataset's files: `DatasetLocator.dataFolder`.
    case dataFolder
    /// The folder that keeps downloads: `DatasetLocator.cacheFolder`.
    case cacheFolder
    /// The folder, or the address of one, that has the archives: `base` of `Fetcher.fetch`.
    case archiveFolder
    /// A download of the files of this dataset: `Fetcher.fetch`.
    case fetching(dataset: String)
    /// The column that says what class a row is of, `target` of `TableFile`; the likely one, if there is one.
    case target(String?)
    /// What becomes of missing values: `missing` of `TableFile`.
    case missingValues
    /// That rows without a class are left out: `dropsUnlabelled` of `TableFile`.
    case droppingUnlabelledRows
    /// That the file has no header: `TableHints.hasHeader`.
    case noHeader
    /// The encoding of the text: `TableHints.encoding`.
    case encoding(String)
    /// The mark that stands before decimals: `TableHints.decimalMark`.
    case decimalMark(String)
    /// The mark that groups digits by threes: `TableHints.thousandsMark`.
    case thousandsMark(String)
    /// Another folder, or file, to write to.
    case output
    /// The protocol that is changed.
    case protocolName
  }
}
