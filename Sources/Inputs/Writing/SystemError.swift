import Foundation

/// What the system said of a call that failed.
package struct SystemError: Error, Hashable, Sendable {
  /// `errno` after the call.
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// What is under an error of Foundation's; nil if that is none of the system's.
  package init?(_ error: any Error) {
    switch error {
    case let error as SystemError: self = error
    case let error as POSIXError: code = error.code.rawValue
    case let error as CocoaError where error.code == .fileWriteOutOfSpace: code = ENOSPC
    case let error as CocoaError:
      guard let cause = error.underlying, let underlying = SystemError(cause) else { return nil }
      self = underlying
    default:
      let error = error as NSError
      guard error.domain == NSPOSIXErrorDomain else { return nil }
      code = Int32(truncatingIfNeeded: error.code)
    }
  }

  /// Of the call that has just failed.
  package static var last: SystemError { SystemError(code: errno) }

  /// Whether the place is wrong, as the user named it; otherwise the writing itself failed: no room, a device's
  /// fault, a reader that is gone.
  package var isOfThePlace: Bool {
    [
      ENOENT, ENOTDIR, EISDIR, EEXIST, EACCES, EPERM, EROFS, ELOOP, ENAMETOOLONG, EINVAL, ENXIO,
    ].contains(code)
  }
}

extension SystemError: CustomStringConvertible {
  package var description: String { String(cString: strerror(code)) }
}
