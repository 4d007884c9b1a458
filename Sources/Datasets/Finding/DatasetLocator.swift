public import Foundation
public import Inputs
public import Tabular

/// Finds the files of a dataset: in the user's data folder, then in the cache, then on the web.
public struct DatasetLocator: Sendable {
  /// A folder with data files at any depth, if the user has one.
  public let dataFolder: URL?
  /// Where downloads are kept, in one folder for each dataset; need not be there yet.
  public let cacheFolder: URL
  /// Whether nothing may be downloaded.
  public let offline: Bool
  /// What downloads.
  public let fetcher: Fetcher

  /// Where a dataset would come from.
  public enum Availability: String, CaseIterable, Hashable, Sendable {
    /// From the user's data folder.
    case dataFolder = "data folder"
    /// From the cache.
    case cache
    /// From its generator.
    case computed
    /// From nowhere: it would have to be downloaded.
    case absent = "not here"
  }

  /// A locator; nothing is looked at yet.
  public init(
    dataFolder: URL?, cacheFolder: URL, offline: Bool = false, fetcher: Fetcher = Fetcher()
  ) {
    self.dataFolder = dataFolder
    self.cacheFolder = cacheFolder
    self.offline = offline
    self.fetcher = fetcher
  }

  /// Finds and loads the dataset `name` of `registry`, downloading its files if need be.
  /// - Parameter progress: Told about a download, if there is one.
  /// - Throws: ``InputError`` if there is no such dataset, its files are nowhere, or they are not
  ///   as its card says; `CancellationError`.
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

  /// Downloads the files of the dataset `name` if they are nowhere else, so that loading it needs no network.
  /// - Throws: ``InputError`` if there is no such dataset, or its files are nowhere; `CancellationError`.
  public func prepare(
    _ name: String, in registry: DatasetRegistry,
    progress: @escaping Fetcher.ProgressHandler = { _ in }
  ) async throws {
    try await surfacingCancellation { () async throws(InputError) in
      _ = try await files(of: registry.loader(named: name), progress: progress)
    }
  }

  /// Where `loader` would get its rows from, without downloading anything.
  /// - Throws: ``InputError`` (usage) if there is no such data folder as the user named.
  public func availability(of loader: any DatasetLoader) throws(InputError) -> Availability {
    if loader.card.files.isEmpty { return .computed }
    if try inDataFolder(loader.card) != nil { return .dataFolder }
    if inCache(loader.card) != nil { return .cache }
    return loader.isComputed ? .computed : .absent
  }

  /// The files of `loader`, one for each of its card's; empty if its rows are to be computed.
  /// - Throws: ``InputError`` that says what was looked for, where, and what to do.
  func files(
    of loader: any DatasetLoader, progress: @escaping Fetcher.ProgressHandler
  ) async throws(InputError) -> [URL] {
    let card = loader.card
    if card.files.isEmpty { return [] }
    if let files = try inDataFolder(card) ?? inCache(card) { return files }
    if loader.isComputed { return [] }
    if !offline, card.source.archive != nil {
      _ = try await fetcher.fetched(card, from: nil, into: cacheFolder, progress: progress)
      if let files = inCache(card) { return files }
    }
    var places = dataFolder.map { ["in the folder \($0.relativePath)"] } ?? []
    places.append("in the cache")
    throw InputError(
      code: .unreadable,
      expected: "\(card.files.map(\.name).joined(separator: " and ")) of \(card.name) "
        + places.joined(separator: " or "),
      hint: card.source.archive == nil
        ? "name the folder that holds it" : "fetch it, or name the folder that holds it",
      remedies: (card.source.archive == nil ? [] : [.fetching(dataset: card.name)]) + [.dataFolder])
  }

  /// The card's files in its own folder of the cache, if all are there.
  func inCache(_ card: DatasetCard) -> [URL]? {
    let folder = Cache(folder: cacheFolder).folder(of: card)
    return Self.allFiles(of: card, in: [folder], holds: { Self.isFile($0) })
  }

  /// The card's files at any depth of the data folder, if all are there.
  ///
  /// A folder that holds all of them comes first; of several, the one whose path sorts first.
  private func inDataFolder(_ card: DatasetCard) throws(InputError) -> [URL]? {
    guard let dataFolder else { return nil }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: dataFolder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw InputError(
        .usage, code: .unreadable, file: dataFolder.relativePath,
        expected: "a folder with data files",
        hint: "name another, or none: files then come from the cache", remedies: [.dataFolder])
    }
    let wanted = Set(card.files.flatMap { FileNames.variants(of: $0.name) })
    // A link as the folder itself is followed, links inside it are not.
    let root = dataFolder.resolvingSymlinksInPath().path
    var found: Set<String> = []
    var folders: Set<String> = []
    guard let paths = FileManager.default.enumerator(atPath: root) else {
      throw InputError.unreadable(dataFolder.relativePath)
    }
    for case let path as String in paths {
      let (folder, name) = Self.split(path)
      guard wanted.contains(name), Self.isFile(dataFolder.file(at: path)) else { continue }
      found.insert(path)
      folders.insert(folder)
    }
    let sorted = folders.sorted()
    let holds = { (url: URL) in Self.isFile(url) }
    for folder in sorted {
      let folder = dataFolder.file(at: folder)
      if let files = Self.allFiles(of: card, in: [folder], holds: holds) { return files }
    }
    return Self.allFiles(of: card, in: sorted.map { dataFolder.file(at: $0) }, holds: holds)
  }

  /// For each of the card's files the first of `folders` that has it under one of its names.
  private static func allFiles(
    of card: DatasetCard, in folders: [URL], holds: (URL) -> Bool
  ) -> [URL]? {
    var files: [URL] = []
    for file in card.files {
      let candidates = FileNames.variants(of: file.name).lazy.flatMap { name in
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
  /// The file `path` below this folder, which keeps the folder's name as the user wrote it.
  func file(at path: String) -> URL {
    path.isEmpty
      ? self : URL(fileURLWithPath: "\(relativePath)/\(path)", relativeTo: baseURL)
  }

  /// Whether this is an address of the web. Schemes have no case.
  package var isOfTheWeb: Bool { ["http", "https"].contains(scheme?.lowercased()) }
}
