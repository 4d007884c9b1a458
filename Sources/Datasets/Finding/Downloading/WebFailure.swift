import Foundation

/// Why a request got no complete answer. Texts are libcurl's own words.
enum WebFailure: Hashable {
  /// The receiver stopped the transfer.
  case stopped
  case unknownHost(String)
  /// With the system's error number; 0 if there is none.
  case noConnection(Int32, String)
  case noConnectionInTime
  /// The server accepted the connection, but did not send a line.
  case silent
  case tooSlow
  /// The connection was closed normally before any answer.
  case closed
  case reset
  case endsTooEarly
  case tooManyRedirects
  /// A redirect to something other than `http` or `https`, or from `https` to `http`.
  case strangeRedirect(String)
  case userInAddress
  case notHTTP(String)
  case longLine
  case certificate(String)
  case encryption(String)
  /// The body is compressed in an unknown way, or damaged.
  case encoding(String)
  case other(String)

  /// The message about `request` for the user.
  func refusal(of request: WebRequest) -> Refusal {
    let host = request.url.host ?? "this address"
    let network = "is there a network? Without one, name a folder with --from DIR or --data DIR"
    func said(_ text: String) -> String { "; libcurl says: \(text)" }
    let seconds = String(format: "%g s", request.patience)
    return switch self {
    case .stopped: Refusal("a cancelled download", nil)
    case .unknownHost(let text):
      Refusal("no host of that name", "is it spelled right, and \(network)" + said(text))
    case .noConnection(ECONNREFUSED, _):
      Refusal("no server at \(host): it refuses connections", network)
    case .noConnection(0, let text): Refusal("no server at \(host)", network + said(text))
    case .noConnection(let number, _):
      Refusal("no server at \(host): \(String(cString: strerror(number)))", network)
    case .noConnectionInTime: Refusal("no connection within \(seconds)", network)
    case .silent: Refusal("no answer for \(seconds)", "try again later")
    case .tooSlow:
      Refusal("fewer than \(request.minimumSpeed) bytes a second for \(seconds)", "try again later")
    case .closed: Refusal("a connection that was closed without an answer", "try again later")
    case .reset: Refusal("a connection that was reset", "try again")
    case .endsTooEarly: .endsTooEarly
    case .tooManyRedirects:
      Refusal("more than \(WebRequest.redirectLimit) redirects", Refusal.elsewhere)
    case .strangeRedirect(let text):
      Refusal("a redirect that is not followed", Refusal.elsewhere + said(text))
    case .userInAddress:
      Refusal(
        "an address with a user name in it",
        "passwords are never sent: download it yourself, and name its folder with --from DIR")
    case .notHTTP(let text):
      Refusal("an answer that is not HTTP", "is this the right address?" + said(text))
    case .longLine: Refusal("a header line that is too long", "this is not the archive")
    case .certificate(let text):
      Refusal(
        "a certificate that is not trusted",
        "are the clock and the list of authorities (Debian: ca-certificates) right?" + said(text))
    case .encryption(let text):
      Refusal("an encrypted connection that failed", "try again" + said(text))
    case .encoding(let text):
      Refusal("an encoding that cannot be undone", Refusal.elsewhere + said(text))
    case .other(let text): Refusal("an answer that cannot be read", "try again" + said(text))
    }
  }
}
