import Foundation

/// Where an archive can be obtained.
struct ArchivePlace {
  enum Location: Equatable {
    case web(URL)
    case file(URL)
  }

  let location: Location
  /// The archive's own name: `car+evaluation.zip`.
  let name: String

  /// - Parameters:
  /// - archive: the address on the card.
  /// - base: a folder, on the web or on this machine, from which to get the archive instead.
  init(archive: URL, base: URL?) {
    // Uses the address as it is written: a `+` in a path is a plus, and `%20` is kept.
    let encoded =
      URLComponents(url: archive, resolvingAgainstBaseURL: true)?.percentEncodedPath
      .split(separator: "/").last.map(String.init) ?? archive.lastPathComponent
    let decoded = encoded.removingPercentEncoding ?? encoded
    // `%2F` must not become a folder.
    name = decoded.contains("/") ? encoded : decoded
    guard let base else {
      location = .web(archive)
      return
    }
    if base.isFileURL {
      location = .file(base.file(at: name))
    } else if var components = URLComponents(url: base, resolvingAgainstBaseURL: true) {
      let folder = components.percentEncodedPath
      components.percentEncodedPath = folder + (folder.hasSuffix("/") ? "" : "/") + encoded
      location = .web(components.url ?? base)
    } else {
      location = .web(base)
    }
  }

  /// The archive's address for display, without passwords.
  var display: String {
    switch location {
    case .web(let url):
      if var components = URLComponents(url: url, resolvingAgainstBaseURL: true) {
        components.user = nil
        components.password = nil
        return components.string ?? url.absoluteString
      }
      return url.absoluteString
    case .file(let url): return url.relativePath
    }
  }
}
