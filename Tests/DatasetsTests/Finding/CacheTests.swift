import Foundation
import Inputs
import Testing
import TestSupport

@testable import Datasets

/// Files that killed processes left in the cache, and files that other processes still use.
struct CacheTests {
  private let folder: TemporaryFolder
  private let cache: Cache

  init() throws {
    folder = try TemporaryFolder()
    cache = Cache(folder: folder.url)
  }

  private func name(_ kind: String) -> String { ".flowers.\(kind).\(UUID().uuidString)" }

  @Test func leftoversAreRemoved() throws {
    try folder.write("x", to: "\(name("new"))/.archive")
    try folder.write("x", to: ".other-set.new.\(UUID().uuidString)/flowers.data")
    try folder.write("x", to: "flowers/flowers.data")
    try folder.write("older", to: "\(name("old"))/flowers.data")
    // These were not created by PruneBench.
    try folder.write("x", to: ".flowers.new.mine/file")
    try folder.write("x", to: ".hidden/file")
    cache.recover()
    #expect(
      folder.contents == [
        ".flowers.new.mine", ".flowers.new.mine/file", ".hidden", ".hidden/file", "flowers",
        "flowers/flowers.data",
      ])
  }

  @Test func movedFoldersAreRestored() throws {
    try folder.write("older", to: "\(name("old"))/flowers.data")
    cache.recover()
    #expect(folder.contents == ["flowers", "flowers/flowers.data"])
  }

  /// A name of a dataset may have points, and be a word for a kind of folder.
  @Test(arguments: ["v1.2", "a.old", "new.old.x"])
  func namesWithPointsAreWhole(name: String) throws {
    try folder.write("x", to: ".\(name).new.\(UUID().uuidString)/.archive")
    try folder.write("older", to: ".\(name).old.\(UUID().uuidString)/flowers.data")
    cache.recover()
    #expect(folder.contents == [name, "\(name)/flowers.data"])
  }

  @Test func whatIsInUseStays() throws {
    let name = name("new")
    try folder.write("x", to: "\(name)/.archive")
    let use = try #require(FolderLock(folder.url.appendingPathComponent(name)))
    withExtendedLifetime(use) {
      cache.recover()
      #expect(folder.contents == [name, "\(name)/.archive"])
    }
  }

  @Test func locks() throws {
    let lock = FolderLock(folder.url)
    try withExtendedLifetime(#require(lock)) {
      #expect(FolderLock(folder.url) == nil)
      #expect(FolderLock(folder.url, patience: 0.05) == nil)
    }
    #expect(FolderLock(folder.url.appendingPathComponent("none")) == nil)
    try folder.write("x", to: "file")
    #expect(FolderLock(folder.url.appendingPathComponent("file")) == nil)
  }

  /// Folders that were created in vain are removed, up to the first that existed before.
  @Test func foldersCreatedInVain() async throws {
    let deep = Cache(folder: folder.url.appendingPathComponent("a/b/c"))
    let card = try Fixtures.card()
    let text = await message {
      try await deep.replaceFolder(of: card) { temporary throws(InputError) in
        throw InputError(expected: "luck")
      }
    }
    #expect(text == "expected luck")
    #expect(folder.contents.isEmpty)
    try await deep.replaceFolder(of: card) { _ throws(InputError) in }
    #expect(folder.contents == ["a", "a/b", "a/b/c", "a/b/c/flowers"])
  }

  @Test func concurrentFetchesOfOneDataset() async throws {
    let card = try Fixtures.card()
    let archive = try Packing.archive(.zip, [.init("flowers.data", Fixtures.flowersData)])
    try folder.write(archive, to: "mirror/wild+flowers.zip")
    let target = folder.url.appendingPathComponent("cache")
    let mirror = folder.url.appendingPathComponent("mirror")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask { _ = try await Fetcher().fetch(card, from: mirror, into: target) }
      }
      try await group.waitForAll()
    }
    #expect(
      folder.contents.filter { $0.hasPrefix("cache/") }
        == ["cache/flowers", "cache/flowers/flowers.data"])
  }

  /// Reading a pipe, a device or a folder in place of a file could block forever.
  @Test func onlyPlainFiles() async throws {
    let card = try Fixtures.card()
    let mirror = folder.url.appendingPathComponent("mirror")
    let place = mirror.appendingPathComponent("wild+flowers.zip")
    let target = folder.url.appendingPathComponent("cache")
    try FileManager.default.createDirectory(at: mirror, withIntermediateDirectories: true)
    func fetch() async -> String {
      defer { try? FileManager.default.removeItem(at: place) }
      return await message { _ = try await Fetcher().fetch(card, from: mirror, into: target) }
    }
    #expect(mkfifo(place.path, 0o600) == 0)
    #expect(
      await fetch()
        == "\(place.path): expected a plain file, found \"a pipe, a socket or a device\"")
    #expect(symlink("/dev/zero", place.path) == 0)
    #expect(await fetch().contains("found \"a pipe, a socket or a device\""))
    #expect(mkdir(place.path, 0o700) == 0)
    #expect(await fetch().contains("expected a plain file, found \"a folder\""))
    #expect(symlink("wild+flowers.zip", place.path) == 0)
    #expect(await fetch().contains("there is no such file"))
    // And in the cache itself.
    try FileManager.default.createDirectory(
      at: target.appendingPathComponent("flowers"), withIntermediateDirectories: true)
    #expect(mkfifo(target.appendingPathComponent("flowers/flowers.data").path, 0o600) == 0)
    let archive = try Packing.archive(.zip, [.init("flowers.data", Fixtures.flowersData)])
    try folder.write(archive, to: "elsewhere/archive")
    #expect(symlink("../elsewhere/archive", place.path) == 0)
    #expect(await fetch() == "no error")
    #expect(FileKind(at: target.appendingPathComponent("flowers/flowers.data")) == .file)
  }
}
