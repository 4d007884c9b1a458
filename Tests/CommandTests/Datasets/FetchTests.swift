import Foundation
import TestSupport
import Testing

@testable import Datasets

/// `prunebench fetch` as a user has it: folders, signals, a full disk, several sets.
struct FetchTests {
  /// An archive of one file, of the kind that `tar` makes.
  private static func tar(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      header.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    }
    func octal(_ number: Int, _ digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put(octal(bytes.count, 11), at: 124)
    put(octal(0, 11), at: 136)
    put("        0", at: 148)
    put("ustar", at: 257)
    put("00", at: 263)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
    let padding = (512 - bytes.count % 512) % 512 + 1024
    return header + bytes + [UInt8](repeating: 0, count: padding)
  }

  private static let car = tar(
    "car.data",
    Array(
      CarDecisionModel.rows().map { $0.joined(separator: ",") + "\n" }.joined().utf8))
  private static let archive = "car+evaluation.zip"

  private func write(_ bytes: [UInt8], to path: String, _ command: Command) throws {
    let file = command.folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  private func cache(_ command: Command) -> [String] {
    let folder = command.folder.appendingPathComponent("cache/prunebench").path
    return ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  private static let stalling: @Sendable (RawConnection) throws -> Void = { client in
    try client.send("HTTP/1.1 200 OK\r\nContent-Length: \(car.count)\r\n\r\n")
    try client.send(car.prefix(10_000))
    try client.wait(60)
  }

  /// Starts a fetch that never ends, and waits until it is under way.
  private func stalled(
    _ command: Command, from server: RawServer, after shell: String = ""
  ) async throws -> RunningCommand {
    let running = try RunningCommand(
      command, ["fetch", "car", "--from", server.url.absoluteString], after: shell)
    try await running.wait {
      cache(command).contains { $0.hasSuffix(".archive") }
    }
    return running
  }

  @Test func oneThatFailsDoesNotStopTheOthers() async throws {
    try await Command.inTemporaryFolder { command in
      try write(Self.car, to: "archives/\(Self.archive)", command)
      let all = try await command.run("fetch", "--all", "--from", "archives")
      let fetched = try DatasetRegistry.builtIn().cards.filter { $0.source.archive != nil }
        .map(\.name)
      #expect(all.exitCode == 65)
      #expect(all.output == "car: fetched\n")
      #expect(all.errors.contains("archives/isolet.zip: expected a file that can be read"))
      #expect(
        all.errors.contains(
          "prunebench: expected \(fetched.count) datasets in the cache, found \"1\"; why "
            + fetched.dropFirst().joined(separator: ", ") + " failed is said above"))
      #expect(cache(command) == ["car", "car/car.data"])
      let two = try await command.run("fetch", "isolet", "car", "--from", "archives", "--quiet")
      #expect(two.exitCode == 65)
      #expect(two.output == "car: in the cache already\n")
    }
  }

  @Test func foldersAndLinks() async throws {
    try await Command.inTemporaryFolder { command in
      try write(Self.car, to: "real/kept/car.tar", command)
      try write([], to: "real/files/x", command)
      let link = "real/\(Self.archive)"
      for (place, target) in [
        (link, "kept/car.tar"), ("linked", "real"), ("real/files/up", ".."), ("real/self", "."),
      ] {
        try FileManager.default.createSymbolicLink(
          atPath: command.folder.appendingPathComponent(place).path, withDestinationPath: target)
      }
      let file = "file://\(command.folder.path)/real"
      for from in [
        "real", "real/", "./real", "linked", "linked/self", "real/files/up", "real/files/..", file,
      ] {
        let result = try await command.run("fetch", "car", "--from", from)
        #expect(result.output == "car: fetched\n", "\(from): \(result.errors)")
        try FileManager.default.removeItem(at: command.folder.appendingPathComponent("cache"))
      }
      let inside = Command(folder: command.folder.appendingPathComponent("real"))
      for from in [".", "../linked", "..//real/."] {
        let result = try await inside.run("fetch", "car", "--from", from)
        #expect(result.output == "car: fetched\n", "\(from): \(result.errors)")
        try FileManager.default.removeItem(at: inside.folder.appendingPathComponent("cache"))
      }
      try FileManager.default.removeItem(at: command.folder.appendingPathComponent(link))
      #expect(mkfifo(command.folder.appendingPathComponent(link).path, 0o600) == 0)
      let pipe = try await command.run("fetch", "car", "--from", "real")
      #expect(pipe.exitCode == 65)
      #expect(pipe.errors.contains("expected a plain file, found \"a pipe, a socket or a device\""))
      for from in [
        "ftp://127.0.0.1/x", "gopher://x/", "http://", "https:///x", "http://a b/", "",
        "real/kept/car.tar",
      ] {
        let result = try await command.run("fetch", "car", "--from", from)
        #expect(result.exitCode == 64, "\(from): \(result.errors)")
      }
    }
  }

  @Test func addressesInCapitals() async throws {
    try await Command.inTemporaryFolder { command in
      let server = try RawServer { client in
        try client.send("HTTP/1.1 200 OK\r\n\r\n")
        try client.send(Self.car)
      }
      let result = try await command.run(
        "fetch", "car", "--from", "HTTP://LOCALHOST:\(server.port)/")
      #expect(result.output == "car: fetched\n", "\(result.errors)")
    }
  }

  /// A shell's exit codes, and no trace in the cache.
  @Test(arguments: [(SIGINT, 130, "SIGINT"), (SIGTERM, 143, "SIGTERM"), (SIGHUP, 129, "SIGHUP")])
  func stopped(signal: Int32, exitCode: Int32, name: String) async throws {
    try await Command.inTemporaryFolder { command in
      let server = try RawServer(Self.stalling)
      let running = try await stalled(command, from: server)
      running.send(signal)
      let result = try await running.end()
      #expect(result.exitCode == exitCode, "\(result.errors)")
      #expect(result.errors.contains("Stopped by \(name). The cache has what was fetched"))
      #expect(result.errors.hasSuffix("fetch car --from \(server.url.absoluteString)\n"))
      #expect(cache(command).isEmpty)
      #expect(try FileManager.default.contentsOfDirectory(atPath: command.folder.path).isEmpty)
    }
  }

  /// The same while another command fetches what it needs.
  @Test(arguments: ["check", "run"]) func othersThatFetch(subcommand: String) async throws {
    try await Command.inTemporaryFolder { command in
      let server = try RawServer(Self.stalling)
      let card = """
        name: cars
        title: Cars
        source: {archive: "\(server.url.absoluteString)/\(Self.archive)"}
        files: [{name: cars.data}]
        columns: [{name: a}, {name: b, role: target, categories: [x, y]}]
        """
      let path = try command.write(card, to: "cars.yaml")
      let running = try RunningCommand(command, [subcommand, path])
      try await running.wait { cache(command).contains { $0.hasSuffix(".archive") } }
      running.send(SIGINT)
      let result = try await running.end()
      #expect(result.exitCode == 130, "\(result.errors)")
      #expect(cache(command).isEmpty)
    }
  }

  /// As nohup has it: a terminal that closes is no reason to stop.
  @Test func ignoredSignals() async throws {
    try await Command.inTemporaryFolder { command in
      let server = try RawServer(Self.stalling)
      let running = try await stalled(command, from: server, after: "trap '' HUP;")
      running.send(SIGHUP)
      try await Task.sleep(for: .milliseconds(300))
      #expect(running.isRunning)
      running.send(SIGTERM)
      #expect(try await running.end().exitCode == 143)
    }
  }

  /// What a process leaves that was killed, the next removes; what one still uses, it does not.
  @Test func killed() async throws {
    try await Command.inTemporaryFolder { command in
      let server = try RawServer(Self.stalling)
      let killed = try await stalled(command, from: server)
      killed.send(SIGKILL)
      #expect(try await killed.end().exitCode == -SIGKILL)
      let left = cache(command)
      #expect(left.count == 2)
      let running = try RunningCommand(
        command, ["fetch", "car", "--from", server.url.absoluteString])
      try await running.wait {
        cache(command).contains { $0.hasSuffix(".archive") && !left.contains($0) }
      }
      let used = cache(command)
      #expect(Set(used).isDisjoint(with: left), "\(used)")
      let other = try await command.run("fetch", "isolet", "--from", "nowhere")
      #expect(other.exitCode == 65)
      #expect(cache(command) == used)
      running.send(SIGINT)
      #expect(try await running.end().exitCode == 130)
      #expect(cache(command).isEmpty)
    }
  }

  /// What comes after a download can be stopped, too.
  @Test func afterThat() async throws {
    try await Command.inTemporaryFolder { command in
      let fit = try RunningCommand(command, ["fit", "car", "--pretraining-epochs", "1000000"])
      try await Task.sleep(for: .seconds(1))
      fit.send(SIGTERM)
      #expect(try await fit.end().exitCode == -SIGTERM)
    }
  }

  /// SIGQUIT ends the process, without a word of a crash.
  @Test func quit() async throws {
    try await Command.inTemporaryFolder { command in
      let server = try RawServer(Self.stalling)
      let fetch = try await stalled(command, from: server, after: "ulimit -c 0;")
      fetch.send(SIGQUIT)
      var result = try await fetch.end()
      #expect(result.exitCode == -SIGQUIT)
      #expect(result.errors == "fetching car\n")

      try command.write(
        tinyProtocol.replacing("repeats: 1", with: "repeats: 300"), to: "long.yaml")
      let run = try RunningCommand(
        command, ["run", "-p", "long.yaml", "--out", "out"], after: "ulimit -c 0;")
      let journal = command.folder.appendingPathComponent("out/journal/fits.jsonl")
      try await run.wait { Command.size(of: journal) > 0 }
      run.send(SIGQUIT)
      result = try await run.end()
      #expect(result.exitCode == -SIGQUIT)
      #expect(!result.errors.contains("rash"), "\(result.errors)")
    }
  }

  /// Nothing more can be written: the disk is named, not the file that was read.
  @Test func aFullDisk() async throws {
    try await Command.inTemporaryFolder { command in
      try write(Self.car, to: "archives/\(Self.archive)", command)
      let server = try RawServer { client in
        try client.send("HTTP/1.1 200 OK\r\n\r\n")
        try client.send(Self.car)
      }
      for from in ["archives", server.url.absoluteString] {
        // Where a file may have 4 KB. Without the trap a signal would end the command.
        let running = try RunningCommand(
          command, ["fetch", "car", "--from", from], after: "trap '' XFSZ; ulimit -f 8;")
        let result = try await running.end()
        #expect(result.exitCode == 74, "\(from): \(result.errors)")
        #expect(
          result.errors.contains(
            "cache/prunebench: expected room for the archive and its files, found \"File too"))
        #expect(cache(command).isEmpty)
      }
    }
  }

  /// Gigabytes that come, packed or not, take no memory, and are refused.
  @Test(.timeLimit(.minutes(2)), arguments: [true, false])
  func gigabytes(arePacked: Bool) async throws {
    try await Command.inTemporaryFolder { command in
      let bomb = GzipBomb.megabytes(64)
      let server = try RawServer { client in
        if arePacked {
          try client.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
          try client.send(GzipBomb.start)
          try client.sendForEver(bomb)
        } else {
          try client.send("HTTP/1.1 200 OK\r\n\r\n")
          try client.sendForEver([UInt8](repeating: 0, count: 1 << 20))
        }
      }
      let running = try RunningCommand(
        command, ["fetch", "car", "--from", server.url.absoluteString, "--quiet"])
      var peak = 0
      try await running.wait {
        peak = max(peak, running.peakMemory ?? 0)
        return false
      }
      let result = try await running.end()
      #expect(result.exitCode == 65)
      #expect(result.errors.contains("found \"more than 1073741824 bytes\""), "\(result.errors)")
      #expect(cache(command).isEmpty)
      #if os(Linux)
        #expect((1...300_000_000).contains(peak), "\(peak)")
      #endif
    }
  }
}
