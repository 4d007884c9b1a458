import Foundation
import Inputs
import Synchronization
import TestSupport
import Testing

@testable import Runs

struct RunLockTests {
  @Test func aSecondProcessIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("lock")
      let lock = try RunLock(url)
      // flock belongs to the open file, so that a second opening stands for a second process.
      let error = #expect(throws: InputError.self) { _ = try RunLock(url) }
      #expect(error?.description.contains("process \(getpid())") == true)
      #expect(FileManager.default.fileExists(atPath: url.path))
      _ = consume lock
      #expect(!FileManager.default.fileExists(atPath: url.path))
    }
  }

  @Test func aLockThatSaysNothingIsSaidSo() async throws {
    try await withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("lock")
      let descriptor = open(url.path, O_RDWR | O_CREAT, 0o644)
      defer { close(descriptor) }
      #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      let error = #expect(throws: InputError.self) { _ = try RunLock(url) }
      #expect(error?.found == "another process, which has not written its name")
      #expect(FileManager.default.fileExists(atPath: url.path))
    }
  }

  /// What a killed process left is taken over.
  @Test func aFileWithoutAHolderIsNoLock() async throws {
    try await withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("lock")
      try Data("process 1 on nowhere".utf8).write(to: url)
      let lock = try RunLock(url)
      _ = consume lock
      #expect(!FileManager.default.fileExists(atPath: url.path))
    }
  }

  private final class Holders: Sendable {
    let counts = Mutex((now: 0, most: 0, all: 0))
  }

  /// Whoever opened the file before its holder removed it holds nothing: never do two hold the lock.
  @Test func aRemovedLockIsNone() async throws {
    try await withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("lock")
      let holders = Holders()
      await withTaskGroup { group in
        for _ in 0..<4 {
          group.addTask {
            for _ in 0..<3000 { Self.hold(url, holders) }
          }
        }
      }
      let counts = holders.counts.withLock { $0 }
      #expect(counts.most == 1 && counts.all > 1)
      #expect(!FileManager.default.fileExists(atPath: url.path))
    }
  }

  private static func hold(_ url: URL, _ holders: Holders) {
    guard let lock = try? RunLock(url) else { return }
    holders.counts.withLock { counts in
      counts.now += 1
      counts.most = max(counts.most, counts.now)
      counts.all += 1
    }
    sched_yield()
    holders.counts.withLock { $0.now -= 1 }
    _ = consume lock
  }

  /// What cannot be locked is not held by anyone.
  @Test func aFailureToLockIsNoHolder() async throws {
    try await withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("lock")
      let (first, second) = (
        try Descriptor(opening: url.path, O_RDWR | O_CREAT),
        try Descriptor(opening: url.path, O_RDWR)
      )
      #expect(try first.lock() && first.lock() && !second.lock())
      try first.close()
      #expect(try second.lock())
      try second.close()
      #expect(throws: SystemError(code: EBADF)) { try Descriptor(-1).lock() }
      let error = RunLock.unlockable(url, SystemError(code: ENOLCK))
      #expect(error.code == .unwritable && error.found == "No locks available")
    }
  }
}
