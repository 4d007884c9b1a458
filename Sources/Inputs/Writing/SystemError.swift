import Foundation

/// What the system said of a call that failed.
package struct SystemError: Error, Hashable, Sendable {
  /// `errno` after the call.
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// What is under an error of Foundation's; nil if that is none of the system's.
  package init?(_ error: any Error) {
    let general = error as NSError
    if let error = error as? SystemError {
      self = error
    } else if let error = error as? POSIXError {
      code = error.code.rawValue
    } else if general.domain == NSPOSIXErrorDomain {
      code = Int32(truncatingIfNeeded: general.code)
    } else if let cause = general.userInfo[NSUnderlyingErrorKey] as? any Error,
      let underlying = SystemError(cause)
    {
      self = underlying
    } else if (error as? CocoaError)?.code == .fileWriteOutOfSpace {
      code = ENOSPC
    } else {
      return nil
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
