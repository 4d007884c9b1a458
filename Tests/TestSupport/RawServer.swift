package import Foundation
import Synchronization

/// A server on this machine that sends exactly the bytes of a test, as long as it lives.
package final class RawServer: Sendable {
  /// The port on 127.0.0.1.
  package let port: UInt16
  package var url: URL { URL(string: "http://127.0.0.1:\(port)") ?? URL(fileURLWithPath: "/") }

  private let listener: Int32
  private let end = End()

  /// - Parameter serve: called for each connection on its own thread, after the request's head was read; then
  ///   the connection is closed.
  package init(_ serve: @escaping @Sendable (RawConnection) throws -> Void) throws {
    let listener = socket(AF_INET, RawServer.stream, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
          && listen(listener, 64) == 0
      }
    }
    guard isOpen else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    let end = end
    Thread.detachNewThread {
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0, !end.isReached else { break }
        Thread.detachNewThread {
          let connection = RawConnection(socket, end)
          // A client that closes the connection is not an error of the server.
          try? connection.readRequest()
          try? serve(connection)
          connection.close()
        }
      }
    }
  }

  deinit {
    end.reach()
    // Wakes the accepting thread.
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    private static let stream = SOCK_STREAM
  #endif
}

/// Whether a server has ended.
private final class End: Sendable {
  private let reached = Atomic(false)
  var isReached: Bool { reached.load(ordering: .relaxed) }
  func reach() { reached.store(true, ordering: .relaxed) }
}

/// One client of a ``RawServer``.
package final class RawConnection {
  /// The client's first line.
  package private(set) var requestLine = ""

  private let socket: Int32
  private let end: End
  private var isOpen = true

  fileprivate init(_ socket: Int32, _ end: End) {
    self.socket = socket
    self.end = end
  }

  package struct IsOver: Error {}

  /// - Throws: ``IsOver`` if the client no longer listens.
  package func send(_ bytes: some Sequence<UInt8>) throws {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        systemSend(socket, $0.baseAddress, $0.count)
      }
      guard count > 0, !end.isReached else { throw IsOver() }
      rest = rest.dropFirst(count)
    }
  }

  package func send(_ text: String) throws { try send(text.utf8) }

  /// Sends the same bytes repeatedly, with a pause after each time.
  /// - Throws: ``IsOver``, in the end.
  package func sendForEver(_ bytes: some Sequence<UInt8>, pause: Double = 0) throws -> Never {
    let bytes = Array(bytes)
    while true {
      try send(bytes)
      if pause > 0 { try wait(pause) }
    }
  }

  /// - Throws: ``IsOver`` if the server has ended.
  package func wait(_ seconds: Double) throws {
    let steps = max(1, Int(seconds / 0.02))
    for _ in 0..<steps {
      if end.isReached { throw IsOver() }
      usleep(UInt32(1e6 * seconds) / UInt32(steps))
    }
  }

  /// Ends the connection with a reset, in place of a close.
  package func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  fileprivate func close() {
    if isOpen { systemClose(socket) }
    isOpen = false
  }

  fileprivate func readRequest() throws {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard recv(socket, &byte, 1, 0) == 1, head.count < 1 << 16 else { throw IsOver() }
      head.append(byte)
      // A greeting of TLS does not end in this way.
      if head[0] < UInt8(ascii: "A") { throw IsOver() }
    }
    requestLine = String(decoding: head.prefix { $0 != 13 }, as: UTF8.self)
  }
}

// The system's functions, which methods with these names would hide. A client that has gone must not cause a
// signal.
#if canImport(Glibc)
  private func systemSend(_ socket: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    send(socket, bytes, count, Int32(MSG_NOSIGNAL))
  }
#else
  private func systemSend(_ socket: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    var isQuiet: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &isQuiet, socklen_t(MemoryLayout<Int32>.size))
    return send(socket, bytes, count, 0)
  }
#endif

private func systemClose(_ socket: Int32) { close(socket) }
