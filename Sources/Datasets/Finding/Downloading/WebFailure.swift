import Foundation
import Inputs

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
    func said(_ text: String) -> String { "libcurl says: \(text); " }
    func unconnected(_ found: String, saying text: String = "") -> Refusal {
      Refusal(
        found,
        text + "is there a network? Without one, name a folder that has the archives, or the files",
        [.archiveFolder, .dataFolder])
    }
    func misplaced(_ found: String, saying text: String = "") -> Refusal {
      Refusal(found, text + Refusal.elsewhere, [.archiveFolder])
    }
    let seconds = String(format: "%g s", request.patience)
    return switch self {
    case .stopped: Refusal("a cancelled download", nil)
    case .unknownHost(let text):
      unconnected("no host of that name", saying: said(text) + "is it spelled right, and ")
    case .noConnection(ECONNREFUSED, _):
      unconnected("no server at \(host): it refuses connections")
    case .noConnection(0, let text): unconnected("no server at \(host)", saying: said(text))
    case .noConnection(let number, _):
      unconnected("no server at \(host): \(String(cString: strerror(number)))")
    case .noConnectionInTime: unconnected("no connection within \(seconds)")
    case .silent: Refusal("no answer for \(seconds)", "try again later")
    case .tooSlow:
      Refusal("fewer than \(request.minimumSpeed) bytes a second for \(seconds)", "try again later")
    case .closed: Refusal("a connection that was closed without an answer", "try again later")
    case .reset: Refusal("a connection that was reset", "try again")
    case .endsTooEarly: .endsTooEarly
    case .tooManyRedirects:
      misplaced("more than \(WebRequest.redirectLimit) redirects")
    case .strangeRedirect(let text):
      misplaced("a redirect that is not followed", saying: said(text))
    case .userInAddress:
      Refusal(
        "an address with a user name in it",
        "passwords are never sent: download it yourself, and name its folder", [.archiveFolder])
    case .notHTTP(let text):
      Refusal("an answer that is not HTTP", said(text) + "is this the right address?")
    case .longLine: Refusal("a header line that is too long", "this is not the archive")
    case .certificate(let text):
      Refusal(
        "a certificate that is not trusted",
        said(text) + "are the clock and the list of authorities (Debian: ca-certificates) right?")
    case .encryption(let text):
      Refusal("an encrypted connection that failed", said(text) + "try again")
    case .encoding(let text):
      misplaced("an encoding that cannot be undone", saying: said(text))
    case .other(let text): Refusal("an answer that cannot be read", said(text) + "try again")
    }
  }
}
