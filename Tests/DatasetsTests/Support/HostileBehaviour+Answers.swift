import Foundation
import TestSupport

// Answers that break off, redirect, are not HTTP, or are not what they claim.
extension HostileBehaviour {
  static let encodings = [
    HostileBehaviour("a bomb", says: tooLarge) { client, _ in
      try client.send(ok + "Content-Encoding: gzip\r\n\r\n")
      try client.send(GzipBomb.start)
      try client.sendForEver(GzipBomb.megabytes(16))
    },
    HostileBehaviour("packed for the way") { client, archive in
      let packed = GzipBomb.gzip(archive)
      try client.send(ok + "Content-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n")
      try client.send(packed)
    },
    HostileBehaviour("packed, in chunks") { client, archive in
      let packed = GzipBomb.gzip(archive)
      try client.send(ok + "Content-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
      try client.send(String(packed.count, radix: 16) + "\r\n")
      try client.send(packed + Array("\r\n0\r\n\r\n".utf8))
    },
    HostileBehaviour("packed, cut short", says: "expected a complete .zip or .tar archive") {
      client, archive in
      let packed = GzipBomb.gzip(archive).dropLast(20)
      try client.send(ok + "Content-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n")
      try client.send(packed)
    },
    HostileBehaviour(
      "says that it is packed", head: "HTTP/1.1 200 OK", "Content-Encoding: gzip",
      says: "found \"an encoding that cannot be undone\""),
    HostileBehaviour(
      "an unknown encoding", head: "HTTP/1.1 200 OK", "Content-Encoding: zork",
      says: "found \"an encoding that cannot be undone\""),
    HostileBehaviour(
      "many encodings", head: "HTTP/1.1 200 OK",
      "Content-Encoding: \(Array(repeating: "gzip", count: 100).joined(separator: ", "))",
      says: "found \"an encoding that cannot be undone\""),
  ]

  static let breaks = [
    HostileBehaviour("reset at once", says: "found \"a connection that was reset\"") { client, _ in
      client.reset()
    },
    HostileBehaviour("reset in the head", says: "found \"a connection that was reset\"") {
      client, _ in
      try client.send(ok + "Content-Le")
      try client.wait(0.1)
      client.reset()
    },
    HostileBehaviour("reset in the body", says: "found \"a connection that was reset\"") {
      client, archive in
      try client.send(ok + "Content-Length: \(archive.count)\r\n\r\n")
      try client.send(archive.prefix(50))
      try client.wait(0.1)
      client.reset()
    },
    HostileBehaviour("closed at once", says: "a connection that was closed without an answer") {
      _, _ in
    },
    HostileBehaviour("closed in the head", says: "found \"a download that ends too early\"") {
      client, _ in
      try client.send(ok + "Content-Le")
    },
    HostileBehaviour("closed in the body", says: "found \"a download that ends too early\"") {
      client, archive in
      try client.send(ok + "Content-Length: \(archive.count)\r\n\r\n")
      try client.send(archive.dropLast())
    },
    HostileBehaviour("closed before the body", says: "found \"a download that ends too early\"") {
      client, archive in
      try client.send(ok + "Content-Length: \(archive.count)\r\n\r\n")
    },
    HostileBehaviour("cut short, length unknown", says: "expected a complete .zip or .tar archive")
    {
      client, archive in
      try client.send(ok + "\r\n")
      try client.send(archive.dropLast(40))
    },
  ]

  private static func redirect(_ name: String, to place: String, says: String...) -> Self {
    HostileBehaviour(name, says: says) { client, archive in
      if client.requestLine.contains("/good") {
        try client.send(ok + "Content-Length: \(archive.count)\r\n\r\n")
        try client.send(archive)
      } else {
        try client.send("HTTP/1.1 302 Found\r\nLocation: \(place)\r\nContent-Length: 0\r\n\r\n")
      }
    }
  }

  static let redirects = [
    redirect("a redirect", to: "/good.zip"),
    redirect("a redirect with other headers", to: "/good.zip\r\nX-Injected: yes\r\nHost: evil"),
    redirect("a loop", to: "wild+flowers.zip", says: "found \"more than 10 redirects\""),
    redirect(
      "to a file", to: "file:///etc/passwd", says: "found \"a redirect that is not followed\""),
    redirect("to FTP", to: "ftp://127.0.0.1/x", says: "found \"a redirect that is not followed\""),
    redirect("to Gopher", to: "gopher://127.0.0.1/x", says: "a redirect that is not followed"),
    redirect("to data", to: "data:text/plain,x", says: "a redirect that is not followed"),
    redirect(
      "to a bad port", to: "http://127.0.0.1:99999/x", says: "a redirect that is not followed"),
    redirect("with a password", to: "http://u:p@127.0.0.1/x", says: "an address with a user name"),
    redirect(
      "to control characters", to: "http://127.0.0.1\u{1}\u{7F}/\u{1B}[31m",
      says: "expected the archive"),
    redirect("to nobody", to: "http://127.0.0.1:1/x", says: "it refuses connections"),
  ]

  static let noHTTP =
    [
      "Hello. Who are you?\r\n\r\n", "\r\n\r\n\r\n", "220 FTP server ready\r\n", "SSH-2.0-x\r\n",
      "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "ICY 200 OK\r\n\r\n",
      "\u{16}\u{3}\u{1}\u{2}garbage", "HTTP/1.1 99999999999999999999 OK\r\n\r\n",
    ].map { text in
      HostileBehaviour("says \(text.prefix(20))", says: "expected the archive, found \"an answer") {
        client, _ in
        try client.send(text + String(repeating: "x", count: 3000))
      }
    } + [
      HostileBehaviour("HTTP/0.9", says: "found \"an answer that is not HTTP\"") {
        client, archive in
        try client.send(archive)
      },
      HostileBehaviour("nothing but zeros", says: "found \"an answer that is not HTTP\"") {
        client, _ in
        try client.send(repeatElement(0, count: 5000))
      },
      HostileBehaviour("zeros in a header", says: "expected the archive") { client, _ in
        try client.send(ok + "X-Zero: \0\0\0\r\nContent-Length: \0\r\n\r\n")
      },
    ]

  static let chunks =
    ["zz", "-5", "ffffffffffffffffffffff", "", "0x5", "; x"].map { length in
      HostileBehaviour("a chunk of '\(length)' bytes", says: "expected the archive, found \"a") {
        client, _ in
        try client.send(ok + "Transfer-Encoding: chunked\r\n\r\n\(length)\r\nhello\r\n0\r\n\r\n")
      }
    } + [
      HostileBehaviour("a chunk of 2^63 bytes", says: "expected") { client, archive in
        try client.send(ok + "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n")
        try client.send(archive)
      },
      HostileBehaviour("chunks without an end", says: "found \"a download that ends too early\"") {
        client, archive in
        try client.send(ok + "Transfer-Encoding: chunked\r\n\r\n")
        try client.send(String(archive.count, radix: 16) + "\r\n")
        try client.send(archive + Array("\r\n".utf8))
      },
      HostileBehaviour("chunks and a length") { client, archive in
        try client.send(ok + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")
        try client.send(String(archive.count, radix: 16) + "\r\n")
        try client.send(archive + Array("\r\n0\r\nX-Late: x\r\n\r\n".utf8))
      },
    ]

  static let bodies = [
    HostileBehaviour("no length, and a close", head: "HTTP/1.1 200 OK"),
    HostileBehaviour("an answer of HTTP/1.0", head: "HTTP/1.0 200 OK"),
    HostileBehaviour("no word for the status", head: "HTTP/1.1 200"),
    HostileBehaviour(
      "an interim answer before it", head: "HTTP/1.1 100 Go on", "", "HTTP/1.1 200 OK"),
    HostileBehaviour("longer than it says") { client, archive in
      try client.send(ok + "Content-Length: \(archive.count)\r\n\r\n")
      try client.send(archive + Array("HTTP/1.1 200 OK\r\n\r\nmore".utf8))
    },
    HostileBehaviour(
      "a length of 0", head: "HTTP/1.1 200 OK", "Content-Length: 0", says: "found \"an empty file\""
    ),
    HostileBehaviour("no body", says: "found \"an empty file\"") { client, _ in
      try client.send(ok + "\r\n")
    },
    HostileBehaviour(
      "a web page", says: "expected a complete .zip or .tar archive", "\"a web page\""
    ) {
      client, _ in
      try client.send(ok + "Content-Type: text/html\r\n\r\n\n<!DOCTYPE html><p>It has moved.")
    },
    HostileBehaviour("a text", says: "expected a complete .zip or .tar archive") { client, _ in
      try client.send(ok + "\r\nIt has moved.")
    },
    HostileBehaviour("switches protocols", says: "expected") { client, archive in
      try client.send("HTTP/1.1 101 Switch\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
      try client.send(archive)
    },
    HostileBehaviour("more after the archive") { client, archive in
      try client.send(ok + "\r\n")
      try client.send(archive + [UInt8](repeating: 7, count: 1000))
    },
    HostileBehaviour("something before the archive") { client, archive in
      try client.send(ok + "\r\n")
      try client.send([UInt8](repeating: 7, count: 1000) + archive)
    },
  ]
}
