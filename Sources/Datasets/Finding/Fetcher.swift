public import Foundation
import Inputs

/// Downloads the archives of datasets, and puts the files that cards name into a cache.
public struct Fetcher: Sendable {
  /// The progress of a fetch.
  public enum Progress: Hashable, Sendable {
    /// The bytes of the archive received so far, and the total if the server gives it.
    case downloading(bytes: Int, of: Int?)
    /// The archive is complete; its files are being unpacked and checked.
    case unpacking
  }

  /// Called occasionally with the progress of a fetch, on any thread.
  public typealias ProgressHandler = @Sendable (Progress) -> Void

  /// The result of a fetch.
  public enum Outcome: Hashable, Sendable {
    /// The files were added to the cache.
    case fetched
    /// The cache already had the right files.
    case alreadyCached
    /// There is nothing to fetch, because the rows are computed.
    case computed
  }

  /// How long, in seconds, connecting may take, and how long a transfer may be slow; at least 1.
  public let timeout: Double
  /// The speed, in bytes a second, below which a transfer is slow.
  public let minimumSpeed: Int
  /// The most bytes of an archive, or of a file in it, if its card does not give the size. The whole archive
  /// may unpack to four times as much, and have 100,000 entries.
  public let sizeLimit: Int

  /// Creates a fetcher; the defaults suit archives of up to 1 GiB.
  public init(timeout: Double = 30, minimumSpeed: Int = 1024, sizeLimit: Int = 1 << 30) {
    self.timeout = timeout
    self.minimumSpeed = minimumSpeed
    self.sizeLimit = sizeLimit
  }

  /// Puts the files of `card` into `cacheFolder`, in a folder of the card's name.
  ///
  /// Sizes and checksums are checked as far as the card gives them. If anything fails, or the task is
  /// cancelled, the cache is left unchanged.
  /// - Parameters:
  ///   - base: a folder, on the web or on this machine, from which to get the archive instead of the card's
  ///     address.
  ///   - progress: called with the progress of the fetch.
  /// - Throws: ``InputError`` that says what went wrong and what to do; `CancellationError`.
  public func fetch(
    _ card: DatasetCard, from base: URL? = nil, into cacheFolder: URL,
    progress: @escaping ProgressHandler = { _ in }
  ) async throws -> Outcome {
    try await surfacingCancellation { () async throws(InputError) in
      try await fetched(card, from: base, into: cacheFolder, progress: progress)
    }
  }

  /// The same; that the task was cancelled is an ``InputError``, too.
  func fetched(
    _ card: DatasetCard, from base: URL?, into cacheFolder: URL,
    progress: @escaping ProgressHandler
  ) async throws(InputError) -> Outcome {
    if card.files.isEmpty { return .computed }
    let cache = Cache(folder: cacheFolder)
    cache.recover()
    if isComplete(cache.folder(of: card), card: card) { return .alreadyCached }
    guard let address = card.source.archive else {
      throw InputError(
        .usage, code: .missing, expected: "a card with the key 'source.archive'", found: card.name,
        hint: "put its files into a folder and name the folder", remedies: [.dataFolder])
    }
    if let base, base.isFileURL, FileKind(at: base) == .file {
      throw InputError(
        .usage, file: base.relativePath, expected: FileKind.folder.rawValue,
        found: FileKind.file.rawValue, hint: "name the folder that contains the archives")
    }
    let place = ArchivePlace(archive: address, base: base)
    try await cache.replaceFolder(of: card) { temporary throws(InputError) in
      switch place.location {
      case .file(let file):
        try FileKind.requireFile(file, as: place.display)
        try unpack(file, as: place, card: card, into: temporary, progress: progress)
      case .web(let url):
        let request = WebRequest(url: url, patience: timeout, minimumSpeed: minimumSpeed)
        let archive = temporary.file(at: ".archive")
        try await Download(
          request: request, name: place.display, limit: card.source.archiveBytes ?? sizeLimit,
          progress: progress
        ).run(to: archive)
        try unpack(archive, as: place, card: card, into: temporary, progress: progress)
        try? FileManager.default.removeItem(at: archive)
      }
    }
    return .fetched
  }

  private func unpack(
    _ archive: URL, as place: ArchivePlace, card: DatasetCard, into folder: URL,
    progress: ProgressHandler
  ) throws(InputError) {
    progress(.unpacking)
    try FileChecksum.check(
      archive, as: place.display, bytes: card.source.archiveBytes,
      sha256: card.source.archiveSHA256)
    try Unpacker(card: card, archiveName: place.display, folder: folder, limit: sizeLimit)
      .unpack(archive)
  }

  private func isComplete(_ folder: URL, card: DatasetCard) -> Bool {
    card.files.allSatisfy { file in
      let url = folder.file(at: file.name)
      guard FileKind(at: url) == .file else { return false }
      do {
        try FileChecksum.check(url, as: file.name, bytes: file.bytes, sha256: file.sha256)
        return true
      } catch {
        return false
      }
    }
  }
}
