public import Foundation
import Inputs

/// Downloads the archives of datasets and puts the files that cards name into a cache.
public struct Fetcher: Sendable {
  /// How far a fetch is.
  public enum Progress: Hashable, Sendable {
    /// So many bytes of the archive have come, of so many if the server says.
    case downloading(bytes: Int, of: Int?)
    /// The archive is here; its files are unpacked and checked.
    case unpacking
  }

  /// Told now and then how far a fetch is; on any thread.
  public typealias ProgressHandler = @Sendable (Progress) -> Void

  /// What a fetch did.
  public enum Outcome: Hashable, Sendable {
    /// The files are new in the cache.
    case fetched
    /// They were there already, as the card wants them.
    case alreadyCached
    /// There is nothing to fetch: the rows are computed.
    case computed
  }

  /// How long a server may take to connect, and how long it may stay slow, in seconds; at least a second.
  public let timeout: Double
  /// A server that sends fewer bytes a second than this is slow.
  public let minimumSpeed: Int
  /// The most bytes that an archive, or a file in it, may have where its card does not say. All of an archive
  /// may unpack to four times as much, and may have 100,000 entries.
  public let sizeLimit: Int

  /// A fetcher; the defaults suit archives of up to 1 GiB.
  public init(timeout: Double = 30, minimumSpeed: Int = 1024, sizeLimit: Int = 1 << 30) {
    self.timeout = timeout
    self.minimumSpeed = minimumSpeed
    self.sizeLimit = sizeLimit
  }

  /// Puts the files of `card` into `cacheFolder`, in a folder of the card's name.
  ///
  /// What the card knows about sizes and checksums is checked. If anything fails, or the task is
  /// cancelled, the cache is left as it was.
  /// - Parameters:
  ///   - base: Where the archive is to be found instead of at the card's address: the address of
  ///     a folder on the web, or a folder on this machine.
  ///   - progress: Told how far the fetch is.
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
        hint: "put its files into a folder and name that", remedies: [.dataFolder])
    }
    if let base, base.isFileURL, FileKind(at: base) == .file {
      throw InputError(
        .usage, file: base.relativePath, expected: FileKind.folder.rawValue,
        found: FileKind.file.rawValue, hint: "name the folder that has the archives")
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
    try Checksum.check(
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
        try Checksum.check(url, as: file.name, bytes: file.bytes, sha256: file.sha256)
        return true
      } catch {
        return false
      }
    }
  }
}
