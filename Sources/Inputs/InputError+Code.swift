extension InputError {
  /// What is wrong, for a program that answers it. Later versions may have more codes, so that a `switch` needs a
  /// `default`.
  ///
  /// ```swift
  /// do {
  ///   table = try TableFile(path, target: "quality")
  /// } catch let error as InputError where error.code == .missingValue {
  ///   table = try TableFile(path, target: "quality", missing: .median)
  /// }
  /// ```
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The code's name.
    public let rawValue: String

    /// The code of a name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A text is not written as its format demands.
    public static let syntax = Code(rawValue: "syntax")
    /// A value is none of those allowed, or of another type.
    public static let invalidValue = Code(rawValue: "invalid-value")
    /// A number is too small or too large, or something has too many parts.
    public static let outOfRange = Code(rawValue: "out-of-range")
    /// A key, a column, rows or a class that must be there are not.
    public static let missing = Code(rawValue: "missing")
    /// A field of a table has no value. ``InputError/remedies`` has the setting that allows it.
    public static let missingValue = Code(rawValue: "missing-value")
    /// There is no key, column, dataset, protocol or method of this name.
    public static let unknownName = Code(rawValue: "unknown-name")
    /// Something that may be said once is said twice.
    public static let duplicate = Code(rawValue: "duplicate")
    /// Two things do not belong together: a file and its checksum, a table and its card, a folder and the run.
    public static let mismatch = Code(rawValue: "mismatch")
    /// Two requests contradict each other.
    public static let conflict = Code(rawValue: "conflict")
    /// A file or a folder is not there, or may not be read.
    public static let unreadable = Code(rawValue: "unreadable")
    /// A file is not whole, or has been changed since PruneBench wrote it.
    public static let damaged = Code(rawValue: "damaged")
    /// A file or a folder cannot be written.
    public static let unwritable = Code(rawValue: "unwritable")
    /// A file has a format, or makes use of one, that is not read.
    public static let unsupported = Code(rawValue: "unsupported")
    /// An archive cannot be downloaded.
    public static let unavailable = Code(rawValue: "unavailable")
    /// Another process works on the folder.
    public static let busy = Code(rawValue: "busy")
    /// The task was cancelled. What is public throws `CancellationError` instead (``surfacingCancellation(_:)``).
    package static let cancelled = Code(rawValue: "cancelled")
  }
}

/// What `body` makes; `CancellationError` where its task was cancelled.
package func surfacingCancellation<Value>(
  _ body: () throws(InputError) -> Value
) throws -> Value {
  do {
    return try body()
  } catch {
    throw error.code == .cancelled ? CancellationError() : error
  }
}

/// What `body` makes; `CancellationError` where its task was cancelled.
package func surfacingCancellation<Value>(
  _ body: () async throws(InputError) -> Value
) async throws -> Value {
  do {
    return try await body()
  } catch {
    throw error.code == .cancelled ? CancellationError() : error
  }
}
