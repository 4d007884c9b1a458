import Foundation
import Inputs
import Synchronization

/// The download of one file.
struct Download {
  let request: WebRequest
  /// The archive's name in errors.
  let name: String
  /// The most bytes to accept.
  let limit: Int
  let progress: Fetcher.ProgressHandler

  /// Downloads into `file`, which must not exist yet.
  /// - Throws: ``InputError`` if the archive is not received completely, if there is no room for it, or if the
  ///   task is cancelled.
  func run(to file: URL) async throws(InputError) {
    let isCancelled = CancellationFlag()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // libcurl blocks its thread, so it gets one of its own.
        Thread.detachNewThread {
          continuation.resume(
            returning: Result { () throws(InputError) in try transfer(to: file, isCancelled) })
        }
      }
    } onCancel: {
      isCancelled.set()
    }
    try result.get()
  }

  private func transfer(to file: URL, _ isCancelled: CancellationFlag) throws(InputError) {
    let receiver = ArchiveReceiver(
      file: try NewFile(file), limit: limit, progress: progress, isCancelled: isCancelled)
    let failure = request.perform(receiver)
    if let error = receiver.error { throw error }
    let refusal = receiver.refusal ?? failure?.refusal(of: request) ?? receiver.wrongHead
    if let refusal {
      guard !isCancelled.isSet else { throw .cancelled(name) }
      throw InputError(
        code: .unavailable, file: name, expected: "the archive", found: refusal.found,
        hint: refusal.hint, remedies: refusal.remedies)
    }
    try receiver.file.finish()
  }
}

/// Tells a thread whether a task is cancelled.
private final class CancellationFlag: Sendable {
  private let isRaised = Atomic(false)

  func set() { isRaised.store(true, ordering: .relaxed) }
  var isSet: Bool { isRaised.load(ordering: .relaxed) }
}

/// Writes an archive to a file as it is received, after checks.
private final class ArchiveReceiver: WebReceiver {
  let file: NewFile
  /// Set if the download ends because the answer is not the archive.
  private(set) var refusal: Refusal?
  /// Set if the download ends because the file cannot be written.
  private(set) var error: InputError?

  private var head: AnswerHead
  private var written = 0
  private let limit: Int
  private let progress: Fetcher.ProgressHandler
  private let isCancelled: CancellationFlag

  init(
    file: NewFile, limit: Int, progress: @escaping Fetcher.ProgressHandler,
    isCancelled: CancellationFlag
  ) {
    self.file = file
    self.limit = limit
    self.progress = progress
    self.isCancelled = isCancelled
    head = AnswerHead(archiveLimit: limit)
  }

  /// What is wrong with the head: a redirect without an address, or a truncated head. libcurl accepts both.
  var wrongHead: Refusal? {
    if head.status != 200 { return Refusal(status: head.status) }
    return head.isComplete ? nil : .endsTooEarly
  }

  func receive(headerLine: String) -> Bool {
    do {
      try head.read(headerLine)
      return true
    } catch {
      refusal = error
      return false
    }
  }

  func receive(_ bytes: Data) -> Bool {
    written += bytes.count
    if let reason = wrongHead ?? (written > limit ? .tooLarge(limit) : nil) {
      refusal = reason
      return false
    }
    do {
      try file.write(bytes)
    } catch {
      self.error = error
      return false
    }
    progress(.downloading(bytes: written, of: head.isEncoded ? nil : head.length))
    return true
  }

  func continues(received: Int) -> Bool {
    // The body of a redirect is skipped, so it is not counted above.
    if received > limit { refusal = Refusal.tooLarge(limit) }
    return refusal == nil && !isCancelled.isSet
  }
}
