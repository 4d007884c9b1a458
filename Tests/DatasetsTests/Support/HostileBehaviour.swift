import Foundation
import TestSupport

/// How a hostile or faulty server answers, and what the user is told.
struct HostileBehaviour: Sendable {
  /// Sends the answer; the archive is the complete one that the card expects.
  typealias Script = @Sendable (RawConnection, _ archive: [UInt8]) throws -> Void

  let name: String
  /// Parts of the error's message; empty if the fetch succeeds all the same.
  let says: [String]
  let script: Script

  init(_ name: String, says: String..., script: @escaping Script) {
    self.init(name, says: says, script: script)
  }

  init(_ name: String, says: [String], script: @escaping Script) {
    self.name = name
    self.says = says
    self.script = script
  }

  /// A head with these lines, followed by the archive.
  init(_ name: String, head lines: String..., says: String...) {
    self.name = name
    self.says = says
    script = { client, archive in
      try client.send((lines + ["", ""]).joined(separator: "\r\n"))
      try client.send(archive)
    }
  }

  static let ok = "HTTP/1.1 200 OK\r\n"

  static let all =
    lengths + passwords + statuses + slow + floods + encodings + breaks + redirects + noHTTP
    + chunks + bodies

  static let tooLarge = "found \"more than 1048576 bytes\"; this is not the archive"

  static let lengths =
    ["9223372036854775807", "9223372036854775808", "18446744073709551616", "1\(zeros(40))"].map {
      HostileBehaviour(
        "length \($0)", head: "HTTP/1.1 200 OK", "Content-Length: \($0)", says: tooLarge)
    }
    + ["-1", "-9223372036854775808", "+5", "12abc", "0x10", "5, 5", "1.5", "1e3"].map {
      HostileBehaviour(
        "length \($0)", head: "HTTP/1.1 200 OK", "Content-Length: \($0)",
        says: "Content-Length")
    }
    + [
      HostileBehaviour(
        "length of letters", head: "HTTP/1.1 200 OK", "Content-Length: many",
        says: "an answer that cannot be read", "libcurl says: Invalid Content-Length"),
      HostileBehaviour(
        "two lengths", head: "HTTP/1.1 200 OK", "Content-Length: 5", "content-length: 7",
        says: "found \"two Content-Lengths, 5 and 7\""),
    ]

  static let passwords =
    [
      ("401", "WWW-Authenticate: Basic realm=\"x\""), ("401", "WWW-Authenticate: NTLM"),
      ("401", "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\""),
      ("401", "WWW-Authenticate: Negotiate"), ("407", "Proxy-Authenticate: Basic realm=\"x\""),
      ("403", "X-Nothing: x"), ("401", "WWW-Authenticate: Basic"),
    ].map { status, header in
      HostileBehaviour(
        header, head: "HTTP/1.1 \(status) No", header, "Content-Length: 0",
        says: "found \"HTTP status \(status)\"", "download it yourself")
    }

  static let statuses =
    ["204", "206", "300", "302", "304", "400", "404", "410", "429", "500", "503", "999"].map {
      HostileBehaviour(
        "status \($0)", head: "HTTP/1.1 \($0) <b>Hm</b>", "Content-Type: text/html",
        says: "found \"HTTP status \($0)\"")
    } + [
      HostileBehaviour(
        "empty Location", head: "HTTP/1.1 302 Found", "Location:",
        says: "found \"HTTP status 302\"")
    ]

  static let slow = [
    HostileBehaviour("silent", says: "found \"no answer for 1 s\"; try again later") { client, _ in
      try client.wait(60)
    },
    HostileBehaviour("drips its body", says: "found \"fewer than 1000 bytes a second for 1 s\"") {
      client, _ in
      try client.send(ok + "\r\n")
      try client.sendForEver("x".utf8, pause: 0.05)
    },
    HostileBehaviour("drips its head", says: "found \"no answer for 1 s\"") { client, _ in
      try client.send("HTTP/1.1 200 ")
      try client.sendForEver("x".utf8, pause: 0.05)
    },
    HostileBehaviour("drips a header", says: "for 1 s\"; try again later") { client, _ in
      try client.send(ok + "X-Long: ")
      try client.sendForEver("x".utf8, pause: 0.05)
    },
    HostileBehaviour("drips interim answers", says: "for 1 s\"; try again later") { client, _ in
      try client.sendForEver("HTTP/1.1 102 Wait\r\n\r\n".utf8, pause: 0.05)
    },
    HostileBehaviour("drips chunks", says: "found \"fewer than 1000 bytes a second for 1 s\"") {
      client, _ in
      try client.send(ok + "Transfer-Encoding: chunked\r\n\r\n")
      try client.sendForEver("1\r\nx\r\n".utf8, pause: 0.05)
    },
    HostileBehaviour("stalls", says: "found \"fewer than 1000 bytes a second for 1 s\"") {
      client, archive in
      try client.send(ok + "Content-Length: \(archive.count)\r\n\r\n")
      try client.send(archive.dropLast(5))
      try client.wait(60)
    },
    HostileBehaviour("redirects, then stalls", says: "for 1 s\"; try again later") { client, _ in
      if client.requestLine.contains(" /there ") { return try client.wait(60) }
      try client.send("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n")
    },
  ]

  static let floods = [
    HostileBehaviour("endless headers", says: "found \"more than 262144 bytes of headers\"") {
      client, _ in
      try client.send(ok)
      try client.sendForEver("X-More: and more, and more\r\n".utf8)
    },
    HostileBehaviour("endless interim answers", says: "more than 262144 bytes of headers") {
      client, _ in
      try client.sendForEver("HTTP/1.1 102 Wait\r\n\r\n".utf8)
    },
    HostileBehaviour("an endless line", says: "found \"a header line that is too long\"") {
      client, _ in
      try client.send(ok + "X-Long: ")
      try client.sendForEver(repeatElement(UInt8(ascii: "x"), count: 1 << 14))
    },
    HostileBehaviour("an endless body", says: tooLarge) { client, _ in
      try client.send(ok + "\r\n")
      try client.sendForEver(repeatElement(0, count: 1 << 16))
    },
    HostileBehaviour("endless chunks", says: tooLarge) { client, _ in
      try client.send(ok + "Transfer-Encoding: chunked\r\n\r\n")
      try client.sendForEver(
        Array("10000\r\n".utf8) + repeatElement(0, count: 1 << 16) + "\r\n".utf8)
    },
    HostileBehaviour("an endless redirect", says: tooLarge) { client, _ in
      try client.send("HTTP/1.1 302 Found\r\nLocation: /there\r\n")
      try client.send("Content-Length: 9999999999\r\n\r\n")
      try client.sendForEver(repeatElement(0, count: 1 << 16))
    },
  ]

  private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
}
