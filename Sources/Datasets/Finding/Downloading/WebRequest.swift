import CCurl
import Foundation

/// Receives an answer piece by piece. Each call returns whether to continue.
protocol WebReceiver: AnyObject {
  /// Receives a line of a head, including its end.
  func receive(headerLine: String) -> Bool
  /// Receives the next bytes of the body, decompressed if they were compressed for the transfer.
  func receive(_ bytes: Data) -> Bool
  /// Called several times a second, even if nothing is received.
  /// - Parameter received: the bytes of the body so far, as sent, including the bodies of redirects.
  func continues(received: Int) -> Bool
}

/// One GET request by libcurl. The only file that talks to libcurl.
///
/// It keeps no part of an answer, however large the answer is or claims to be. It uses only HTTP/1.1, over
/// `http` and `https`, and never sends passwords, cookies or files of the user.
struct WebRequest {
  /// The most redirects to follow.
  static let redirectLimit = 10

  let url: URL
  /// How long, in seconds, connecting may take, and how long the transfer may be slower than ``minimumSpeed``.
  /// The time starts again with each redirect.
  let patience: Double
  /// The speed, in bytes a second, below which a transfer is too slow.
  let minimumSpeed: Int

  /// Performs the request and blocks this thread until it ends.
  /// - Returns: nil if the answer is complete; ``WebFailure/stopped`` if the receiver stopped it.
  func perform(_ receiver: any WebReceiver) -> WebFailure? {
    guard Self.isReady, let transfers = curl_multi_init() else { return .other("out of memory") }
    defer { curl_multi_cleanup(transfers) }
    guard let transfer = curl_easy_init() else { return .other("out of memory") }
    let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    defer {
      curl_easy_cleanup(transfer)
      message.deallocate()
    }
    let box = Box(receiver)
    return withExtendedLifetime(box) {
      curl_set_pointer(transfer, CURLOPT_ERRORBUFFER, message)
      configure(transfer)
      deliver(transfer, to: Unmanaged.passUnretained(box).toOpaque())
      curl_multi_add_handle(transfers, transfer)
      defer { curl_multi_remove_handle(transfers, transfer) }
      var running: Int32 = 0
      var result = CURLE_OK
      repeat {
        let state = curl_multi_perform(transfers, &running)
        guard state == CURLM_OK else {
          return .other(String(cString: curl_multi_strerror(state)))
        }
        if running > 0 { curl_multi_poll(transfers, nil, 0, 100, nil) }
      } while running > 0
      guard curl_multi_ended(transfers, &result) == 1 else { return .other("no end") }
      if result == CURLE_OK { return nil }
      if box.isStopped { return .stopped }
      let text = message.pointee == 0 ? curl_easy_strerror(result) : UnsafePointer(message)
      return failure(result, transfer, text.map { String(cString: $0) } ?? "")
    }
  }

  /// libcurl requires this initialisation once in a process.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private func configure(_ transfer: UnsafeMutableRawPointer) {
    curl_set_text(transfer, CURLOPT_URL, url.absoluteString)
    curl_set_web_only(transfer, url.scheme?.lowercased() == "https" ? 1 : 0)
    curl_set_text(transfer, CURLOPT_USERAGENT, "prunebench")
    // Asks for the archive without compression. If it is compressed all the same, it is decompressed piece by
    // piece.
    curl_set_text(transfer, CURLOPT_ACCEPT_ENCODING, "identity")
    curl_set_hasty(transfer)
    let milliseconds = min(max(1000 * patience, 1), 1e9)
    for (option, value) in [
      (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
      (CURLOPT_FOLLOWLOCATION, 1), (CURLOPT_MAXREDIRS, Self.redirectLimit),
      (CURLOPT_DISALLOW_USERNAME_IN_URL, 1),
      // A proxy's answer to CONNECT is not the server's.
      (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
      (CURLOPT_CONNECTTIMEOUT_MS, Int(milliseconds)),
      (CURLOPT_LOW_SPEED_TIME, Int((milliseconds / 1000).rounded(.up))),
      (CURLOPT_LOW_SPEED_LIMIT, max(1, minimumSpeed)),
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_NOPROGRESS, 0), (CURLOPT_BUFFERSIZE, 1 << 16),
    ] {
      curl_set_number(transfer, option, value)
    }
  }

  private func deliver(_ transfer: UnsafeMutableRawPointer, to box: UnsafeMutableRawPointer) {
    curl_set_pointer(transfer, CURLOPT_HEADERDATA, box)
    curl_set_receiver(transfer, CURLOPT_HEADERFUNCTION) { bytes, size, count, box in
      Box.goesOn(box) { receiver in
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return receiver.receive(headerLine: String(decoding: line, as: UTF8.self))
      } ? size * count : 0
    }
    curl_set_pointer(transfer, CURLOPT_WRITEDATA, box)
    curl_set_receiver(transfer, CURLOPT_WRITEFUNCTION) { bytes, size, count, box in
      guard let bytes else { return 0 }
      return Box.goesOn(box) { $0.receive(Data(bytes: bytes, count: size * count)) }
        ? size * count : 0
    }
    curl_set_pointer(transfer, CURLOPT_XFERINFODATA, box)
    curl_set_progress(transfer) { box, _, received, _, _ in
      Box.goesOn(box) { $0.continues(received: Int(received)) } ? 0 : 1
    }
  }

  private func failure(
    _ code: CURLcode, _ transfer: UnsafeMutableRawPointer, _ text: String
  ) -> WebFailure {
    var status = 0
    var number = 0
    var connected = 0.0
    curl_get_number(transfer, CURLINFO_RESPONSE_CODE, &status)
    curl_get_number(transfer, CURLINFO_OS_ERRNO, &number)
    curl_get_seconds(transfer, CURLINFO_CONNECT_TIME, &connected)
    return switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unknownHost(text)
    case CURLE_COULDNT_CONNECT: .noConnection(Int32(truncatingIfNeeded: number), text)
    case CURLE_OPERATION_TIMEDOUT:
      connected == 0 ? .noConnectionInTime : status == 0 ? .silent : .tooSlow
    case CURLE_GOT_NOTHING: .closed
    case CURLE_PARTIAL_FILE: .endsTooEarly
    case CURLE_RECV_ERROR where number == ECONNRESET, CURLE_SEND_ERROR where number == ECONNRESET:
      .reset
    case CURLE_SEND_ERROR where number == EPIPE: .reset
    case CURLE_TOO_MANY_REDIRECTS: .tooManyRedirects
    case CURLE_LOGIN_DENIED: .userInAddress
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT:
      status == 0 ? .notHTTP(text) : .strangeRedirect(text)
    case CURLE_WEIRD_SERVER_REPLY where status == 0: .notHTTP(text)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
      .certificate(text)
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_SHUTDOWN_FAILED, CURLE_USE_SSL_FAILED:
      .encryption(text)
    case CURLE_WRITE_ERROR, CURLE_BAD_CONTENT_ENCODING: .encoding(text)
    // libcurl holds at most one line, of up to 100 kB.
    case CURLE_OUT_OF_MEMORY: .longLine
    default: .other(text)
    }
  }

  /// The context of libcurl's callbacks: the receiver, and whether it stopped the transfer.
  private final class Box {
    let receiver: any WebReceiver
    private(set) var isStopped = false

    init(_ receiver: any WebReceiver) { self.receiver = receiver }

    /// What the receiver behind `pointer` says; without one the transfer stops.
    static func goesOn(
      _ pointer: UnsafeMutableRawPointer?, _ ask: (any WebReceiver) -> Bool
    ) -> Bool {
      guard let pointer else { return false }
      return Unmanaged<Box>.fromOpaque(pointer).takeUnretainedValue().goesOn(ask)
    }

    private func goesOn(_ ask: (any WebReceiver) -> Bool) -> Bool {
      if !isStopped, ask(receiver) { return true }
      isStopped = true
      return false
    }
  }
}
