public import Foundation
public import Inputs
public import Tabular

/// Finds the files of a dataset: beside its card, in the user's data folder, in the cache, then on the web.
public struct DatasetLocator: Sendable {
  /// The user's data folder, which may have files at any depth; nil if there is none.
  public let dataFolder: URL?
  /// The folder of downloads, with one folder for each dataset; need not exist yet.
  public let cacheFolder: URL
  /// Whether downloads are forbidden.
  public let offline: Bool
  /// Downloads archives.
  public let fetcher: Fetcher

  /// Where a dataset's rows would come from.
  public enum Availability: String, CaseIterable, Hashable, Sendable {
    /// The folder of the card.
    case besideCard = "beside card"
    /// The user's data folder.
    case dataFolder = "data folder"
    /// The cache.
    case cache
    /// The dataset's generator.
    case computed
    /// Nowhere on this machine: the dataset would have to be downloaded.
    case absent = "not here"
  }

  /// Creates a locator; does not search yet.
  public init(
    dataFolder: URL?, cacheFolder: URL, offline: Bool = false, fetcher: Fetcher = Fetcher()
  ) {
    self.dataFolder = dataFolder
    self.cacheFolder = cacheFolder
    self.offline = offline
    self.fetcher = fetcher
  }

  /// Finds and loads the dataset `name` of `registry`, downloading its files if necessary.
  /// - Parameter progress: called with the progress of a download.
  /// - Throws: ``InputError`` if there is no such dataset, its files are not found, or they do not match its
  ///   card; `CancellationError`.
  public func dataset(
    named name: String, in registry: DatasetRegistry,
    progress: @escaping Fetcher.ProgressHandler = { _ in }
  ) async throws -> Dataset {
    let loader = try registry.loader(named: name)
    let files = try await surfacingCancellation { () async throws(InputError) -> [URL] in
      try await self.files(of: loader, progress: progress)
    }
    return try loader.load(from: files)
  }

  /// Downloads the files of the dataset `name` if they are not found otherwise, so that loading it needs no
  /// network.
  /// - Throws: ``InputError`` if there is no such dataset, or its files are not found; `CancellationError`.
  public func prepare(
    _ name: String, in registry: DatasetRegistry,
    progress: @escaping Fetcher.ProgressHandler = { _ in }
  ) async throws {
    try await surfacingCancellation { () async throws(InputError) in
      _ = try await files(of: registry.loader(named: name), progress: progress)
    }
  }

  /// Where `loader` would get its rows from. Downloads nothing.
  /// - Throws: ``InputError`` (usage) if the user's data folder does not exist.
  public func availability(of loader: any DatasetLoader) throws(InputError) -> Availability {
    try availabilities(of: [loader])[0]
  }

  /// The same of several, for which the data folder is looked through once.
  public func availabilities(
    of loaders: [any DatasetLoader]
  ) throws(InputError) -> [Availability] {
    let cards = loaders.map(\.source).filter { !$0.files.isEmpty && besideCard($0) == nil }
    let paths = cards.isEmpty ? [:] : try pathsInDataFolder(of: cards)
    return loaders.map { loader in
      if loader.source.files.isEmpty { return .computed }
      if besideCard(loader.source) != nil { return .besideCard }
      if inDataFolder(loader.source, paths) != nil { return .dataFolder }
      if inCache(loader.source) != nil { return .cache }
      return loader.isComputed ? .computed : .absent
    }
  }

  /// The files of `loader`, one for each file of its card; empty if its rows are computed.
  /// - Throws: ``InputError`` that says what was searched for, where, and what to do.
  func files(
    of loader: any DatasetLoader, progress: @escaping Fetcher.ProgressHandler
  ) async throws(InputError) -> [URL] {
    let card = loader.source
    if card.files.isEmpty { return [] }
    if let files = besideCard(card) { return files }
    if let files = inDataFolder(card, try pathsInDataFolder(of: [card])) ?? inCache(card) {
      return files
    }
    if loader.isComputed { return [] }
    if !offline, card.source.archive != nil {
      _ = try await fetcher.fetched(card, from: nil, into: cacheFolder, progress: progress)
      if let files = inCache(card) { return files }
    }
    let places =
      [
        card.folder.map { _ in "beside its card" },
        dataFolder.map { "in the folder \($0.relativePath)" },
      ].compactMap(\.self) + ["in the cache"]
    throw InputError(
      code: .unreadable,
      expected: "\(card.files.map(\.name).joined(separator: " and ")) of \(card.name) "
        + places.joined(separator: " or "),
      hint: card.source.archive == nil
        ? "name the folder that holds it" : "fetch it, or name the folder that holds it",
      remedies: (card.source.archive == nil ? [] : [.fetching(dataset: card.name)]) + [.dataFolder])
  }

  /// The card's files in its own folder, if all are there.
  private func besideCard(_ card: DatasetCard) -> [URL]? {
    card.folder.flatMap { Self.allFiles(of: card, in: [$0], holds: Self.isFile) }
  }

  /// The card's files in the cache, if all are there.
  func inCache(_ card: DatasetCard) -> [URL]? {
    let folder = Cache(folder: cacheFolder).folder(of: card)
    return Self.allFiles(of: card, in: [folder], holds: { Self.isFile($0) })
  }

  /// The paths in the data folder, at any depth, of what has the name of a file of `cards`, by the name.
  private func pathsInDataFolder(
    of cards: [DatasetCard]
  ) throws(InputError) -> [String: [String]] {
    guard let dataFolder else { return [:] }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: dataFolder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw InputError(
        .usage, code: .unreadable, file: dataFolder.relativePath,
        expected: "a folder with data files",
        hint: "name another, or none: files then come from the cache", remedies: [.dataFolder])
    }
    let wanted = Set(cards.flatMap(\.files).flatMap { FileVariants.names(of: $0.name) })
    // The data folder may be a link; links inside it are not followed.
    let root = dataFolder.resolvingSymlinksInPath().path
    var found: [String: [String]] = [:]
    guard let paths = FileManager.default.enumerator(atPath: root) else {
      throw InputError.unreadable(dataFolder.relativePath)
    }
    for case let path as String in paths {
      let (_, name) = Self.split(path)
      guard wanted.contains(name), Self.isFile(dataFolder.file(at: path)) else { continue }
      found[name, default: []].append(path)
    }
    return found
  }

  /// The card's files among `paths` of the data folder, if all are there.
  ///
  /// Prefers a folder that holds all of them; of several, the one whose path sorts first.
  private func inDataFolder(_ card: DatasetCard, _ paths: [String: [String]]) -> [URL]? {
    guard let dataFolder else { return nil }
    let own = card.files.flatMap { FileVariants.names(of: $0.name) }.flatMap { paths[$0] ?? [] }
    let sorted = Set(own.map { Self.split($0).folder }).sorted()
    let holds = { (url: URL) in Self.isFile(url) }
    for folder in sorted {
      let folder = dataFolder.file(at: folder)
      if let files = Self.allFiles(of: card, in: [folder], holds: holds) { return files }
    }
    return Self.allFiles(of: card, in: sorted.map { dataFolder.file(at: $0) }, holds: holds)
  }

  /// For each of the card's files, the first match in `folders` under one of its names.
  private static func allFiles(
    of card: DatasetCard, in folders: [URL], holds: (URL) -> Bool
  ) -> [URL]? {
    var files: [URL] = []
    for file in card.files {
      let candidates = FileVariants.names(of: file.name).lazy.flatMap { name in
        folders.lazy.map { $0.file(at: name) }
      }
      guard let first = candidates.first(where: holds) else { return nil }
      files.append(first)
    }
    return files
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  private static func isFile(_ url: URL) -> Bool { FileKind(at: url) == .file }
}

extension URL {
  /// The file `path` below this folder. Keeps the folder's name as the user wrote it.
  func file(at path: String) -> URL {
    path.isEmpty
      ? self : URL(fileURLWithPath: "\(relativePath)/\(path)", relativeTo: baseURL)
  }

  /// Whether this is a web address. The case of the scheme does not matter.
  package var isOfTheWeb: Bool { ["http", "https"].contains(scheme?.lowercased()) }
}
