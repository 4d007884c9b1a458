import Foundation
import Inputs
import TestSupport
import Testing

struct OutputFileTests {
  func inTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  func contents(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func aFileAppearsWhenItIsWhole() throws {
    try inTemporaryFolder { folder in
      let path = folder + "/file"
      let file = try OutputFile(path)
      try file.write(Data("a".utf8))
      #expect(!FileManager.default.fileExists(atPath: path))
      try file.write(Data("b".utf8))
      try file.finish()
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "ab")
      #expect(try contents(folder) == ["file"])
    }
  }

  @Test func whatIsNotFinishedLeavesNothing() throws {
    try inTemporaryFolder { folder in
      try OutputFile.write(Data("old".utf8), to: folder + "/file")
      _ = try OutputFile(folder + "/file").write(Data("new".utf8))
      #expect(try String(contentsOfFile: folder + "/file", encoding: .utf8) == "old")
      #expect(try contents(folder) == ["file"])
    }
  }

  @Test func permissionsStay() throws {
    try inTemporaryFolder { folder in
      let path = folder + "/file"
      try OutputFile.write(Data(), to: path)
      #expect(chmod(path, 0o600) == 0)
      try OutputFile.write(Data("new".utf8), to: path)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  /// Whether or not there is a file yet, and over several links.
  @Test func linksAreFollowedAndStay() throws {
    try inTemporaryFolder { folder in
      let manager = FileManager.default
      try manager.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: true)
      try manager.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "sub/second")
      try manager.createSymbolicLink(atPath: folder + "/sub/second", withDestinationPath: "../file")
      for text in ["one", "two"] {
        try OutputFile.check(folder + "/link")
        try OutputFile.write(Data(text.utf8), to: folder + "/link")
        #expect(try String(contentsOfFile: folder + "/file", encoding: .utf8) == text)
      }
      #expect(try manager.destinationOfSymbolicLink(atPath: folder + "/link") == "sub/second")
      #expect(try contents(folder) == ["file", "link", "sub"])
    }
  }

  @Test func linksThatAreRefusedStayAsTheyAre() throws {
    try inTemporaryFolder { folder in
      let manager = FileManager.default
      try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
      try manager.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "file")
      #expect(mkfifo(folder + "/fifo", 0o600) == 0)
      for name in ["/link", "/fifo"] {
        let error = #expect(throws: InputError.self) {
          try OutputFile.write(Data("new".utf8), to: folder + name, links: .refused)
        }
        #expect(error?.kind == .usage && error?.description.contains("a plain file") == true)
      }
      #expect(try String(contentsOfFile: folder + "/file", encoding: .utf8) == "mine")
      #expect(try contents(folder) == ["fifo", "file", "link"])
    }
  }

  @Test func aFIFOIsWrittenThrough() throws {
    try inTemporaryFolder { folder in
      let fifo = folder + "/fifo"
      #expect(mkfifo(fifo, 0o600) == 0)
      let reader = try PipeReader(fifo)
      try OutputFile.check(fifo)
      try OutputFile.write(Data("through".utf8), to: fifo)
      #expect(reader.content() == Data("through".utf8))
      #expect(try contents(folder) == ["fifo"])
    }
  }

  /// By a device of our own making, since the real one would be at stake.
  @Test(.enabled("only root makes devices") { geteuid() == 0 }, arguments: [3, 7])
  func aDeviceStaysADevice(minor: UInt) throws {
    try inTemporaryFolder { folder in
      let path = folder + "/device"
      // Major 1: 3 is /dev/null, 7 is /dev/full.
      #expect(mknod(path, S_IFCHR | 0o666, dev_t(1 << 8 | minor)) == 0)
      let result = Result { try OutputFile.write(Data("gone".utf8), to: path) }
      if minor == 7 {
        let error = #expect(throws: InputError.self) { try result.get() }
        #expect(error?.kind == .output && error?.found == "No space left on device")
      } else {
        try result.get()
      }
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
      #expect(try contents(folder) == ["device"])
    }
  }

  @Test func placesWithoutAFileAreToldSo() throws {
    try inTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/loop", withDestinationPath: "loop")
      for path in [
        "", "/", folder, folder + "/new/", folder + "/no/file", folder + "/file/x",
        folder + "/loop",
      ] {
        let checked = #expect(throws: InputError.self) { try OutputFile.check(path) }
        let opened = #expect(throws: InputError.self) { _ = try OutputFile(path) }
        #expect(checked?.kind == .usage && opened == checked, "\(path)")
      }
      #expect(try contents(folder) == ["file", "loop"])
    }
  }
}
