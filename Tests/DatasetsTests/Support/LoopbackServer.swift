import FlyingFox
import FlyingSocks
import Foundation

/// A real HTTP server on a free port of this machine, for the duration of a test.
enum LoopbackServer {
  /// How the server behaves.
  enum Manner: Sendable {
    /// Answers with all of the bytes.
    case whole
    /// Announces all bytes, sends only so many, and closes the connection.
    case truncated(Int)
    /// Answers with this status.
    case status(Int)
    /// Sends nothing for so many seconds.
    case silent(Double)
    /// Sends half of the bytes, then nothing for so many seconds.
    case stalling(Double)
    /// Sends the bytes in ten pieces with so many seconds between them.
    case dribbling(Double)
  }

  /// Serves `files` by path, and passes the server's address to `body`.
  static func serving(
    _ files: [String: [UInt8]], _ manner: Manner = .whole, _ body: (URL) async throws -> Void
  ) async throws {
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 60, logger: .disabled)
    await server.appendRoute("*") { request in
      guard let bytes = files[request.path] else { return HTTPResponse(statusCode: .notFound) }
      return try await respond(bytes, manner)
    }
    let running = Task { try await server.run() }
    defer { running.cancel() }
    try await server.waitUntilListening()
    guard case .ip4(_, let port) = await server.listeningAddress,
      let url = URL(string: "http://127.0.0.1:\(port)")
    else { throw SocketError.unsupportedAddress }
    try await body(url)
    await server.stop()
  }

  private static func respond(_ bytes: [UInt8], _ manner: Manner) async throws -> HTTPResponse {
    func response(_ pieces: [ArraySlice<UInt8>], pause: Double, breaksOff: Bool) -> HTTPResponse {
      let body = Pieces(pieces: pieces, pause: pause, breaksOff: breaksOff)
      return HTTPResponse(
        statusCode: .ok,
        body: HTTPBodySequence(from: body, count: bytes.count, suggestedBufferSize: bytes.count))
    }
    switch manner {
    case .whole:
      return HTTPResponse(statusCode: .ok, body: Data(bytes))
    case .status(let code):
      return HTTPResponse(statusCode: HTTPStatusCode(code, phrase: "No"), body: Data("sorry".utf8))
    case .truncated(let count):
      return response([bytes.prefix(count)], pause: 0, breaksOff: true)
    case .silent(let seconds):
      try await Task.sleep(for: .seconds(seconds))
      return HTTPResponse(statusCode: .ok, body: Data(bytes))
    case .stalling(let seconds):
      let half = bytes.count / 2
      return response(
        [bytes.prefix(half), bytes.dropFirst(half)], pause: seconds, breaksOff: false)
    case .dribbling(let seconds):
      let step = bytes.count / 10 + 1
      let pieces = stride(from: 0, to: bytes.count, by: step).map {
        bytes[$0..<min($0 + step, bytes.count)]
      }
      return response(pieces, pause: seconds, breaksOff: false)
    }
  }

  /// A body in pieces, with a pause before each but the first.
  private struct Pieces: AsyncBufferedSequence {
    typealias Element = UInt8
    let pieces: [ArraySlice<UInt8>]
    let pause: Double
    let breaksOff: Bool

    func makeAsyncIterator() -> Iterator {
      Iterator(rest: pieces[...], pause: pause, breaksOff: breaksOff)
    }

    struct Iterator: AsyncBufferedIteratorProtocol {
      var rest: ArraySlice<ArraySlice<UInt8>>
      let pause: Double
      let breaksOff: Bool
      var isFirst = true

      // Never called: the server asks for buffers.
      mutating func next() async throws -> UInt8? { nil }

      mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
        guard let piece = rest.popFirst() else {
          // An error closes the connection.
          if breaksOff { throw SocketError.disconnected }
          return nil
        }
        if !isFirst { try await Task.sleep(for: .seconds(pause)) }
        isFirst = false
        return piece
      }
    }
  }
}
