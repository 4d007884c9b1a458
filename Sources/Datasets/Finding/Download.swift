import Foundation
import Inputs
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One file on its way from a web server to a file here.
struct Download {
  let url: URL
  /// How long the server may stay silent, in seconds.
  let timeout: Double
  /// The most bytes that it may send.
  let limit: Int
  let progress: Fetcher.ProgressHandler

  /// Downloads into `file`.
  /// - Throws: ``InputError`` if there is no such address or server, the server is silent for too
  ///   long or ends too early, or the task is cancelled.
  func run(to file: URL) async throws(InputError) {
    let receiver: DownloadReceiver
    do {
      try Data().write(to: file)
      receiver = DownloadReceiver(
        handle: try FileHandle(forWritingTo: file), limit: limit, progress: progress)
    } catch {
      throw InputError(
        .usage, file: file.relativePath, expected: "a folder that can be written",
        hint: "is the disk full?")
    }
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = timeout
    let session = URLSession(configuration: configuration, delegate: receiver, delegateQueue: nil)
    // Breaks the cycle of session and delegate.
    defer { session.invalidateAndCancel() }
    let task = session.dataTask(with: url)
    let end = await withTaskCancellationHandler {
      await withCheckedContinuation { receiver.start(task, continuation: $0) }
    } onCancel: {
      receiver.cancel(task)
    }
    switch end {
    case .complete: return
    case .status(let code):
      throw failure(
        found: "HTTP status \(code)",
        hint: code == 404
          ? "the archive has moved: give its new place with --from URL_OR_DIR"
          : "try again later, or give another place with --from URL_OR_DIR")
    case .tooLarge:
      throw failure(found: "more than \(limit) bytes", hint: "this is not the archive")
    case .unwritable:
      throw InputError(
        .usage, file: file.deletingLastPathComponent().relativePath,
        expected: "room for the download", hint: "is the disk full?")
    case .failed(.timedOut):
      throw failure(found: "no answer for \(timeout) s", hint: "try again later")
    case .failed(.cancelled):
      throw failure(found: "a cancelled download", hint: nil)
    case .failed(.networkConnectionLost):
      throw failure(found: "a download that ends too early", hint: "try again")
    case .failed(.cannotFindHost), .failed(.dnsLookupFailed), .failed(.cannotConnectToHost),
      .failed(.notConnectedToInternet):
      throw failure(
        found: "no server at \(url.host ?? "this address")",
        hint: "is there a network? Without one, name a folder with --from DIR or --data DIR")
    case .failed(let code):
      throw failure(
        found: "network error \(code.rawValue)",
        hint: "is there a network? Without one, name a folder with --from DIR or --data DIR")
    }
  }

  private func failure(found: String, hint: String?) -> InputError {
    InputError(file: url.absoluteString, expected: "the archive", found: found, hint: hint)
  }
}

/// How a download ended.
private enum DownloadEnd: Sendable {
  case complete
  case status(Int)
  case tooLarge
  case unwritable
  case failed(URLError.Code)
}

/// Writes what comes to a file, and says once how it ended.
private final class DownloadReceiver: NSObject, URLSessionDataDelegate, Sendable {
  private struct State {
    var continuation: CheckedContinuation<DownloadEnd, Never>?
    var received = 0
    var total: Int?
    /// Why the download was stopped by this side.
    var stop: DownloadEnd?
  }

  private let state = Mutex(State())
  private let handle: FileHandle
  private let limit: Int
  private let progress: Fetcher.ProgressHandler

  init(handle: FileHandle, limit: Int, progress: @escaping Fetcher.ProgressHandler) {
    self.handle = handle
    self.limit = limit
    self.progress = progress
  }

  func start(_ task: URLSessionDataTask, continuation: CheckedContinuation<DownloadEnd, Never>) {
    let isCancelled = state.withLock { state in
      if state.stop == nil { state.continuation = continuation }
      return state.stop != nil
    }
    if isCancelled {
      continuation.resume(returning: .failed(.cancelled))
    } else {
      task.resume()
    }
  }

  /// Ends the download at once, started or not: a task that was never resumed may say nothing.
  func cancel(_ task: URLSessionDataTask) {
    let continuation = state.withLock { state in
      defer { state.continuation = nil }
      state.stop = .failed(.cancelled)
      return state.continuation
    }
    task.cancel()
    continuation?.resume(returning: .failed(.cancelled))
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    let code = (response as? HTTPURLResponse)?.statusCode ?? 200
    let length = response.expectedContentLength
    let isWelcome = state.withLock { state in
      state.total = length > 0 ? Int(length) : nil
      if code != 200 { state.stop = .status(code) }
      if length > Int64(limit) { state.stop = .tooLarge }
      return state.stop == nil
    }
    completionHandler(isWelcome ? .allow : .cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let report: Fetcher.Progress? = state.withLock { state in
      guard state.stop == nil else { return nil }
      state.received += data.count
      if state.received > limit {
        state.stop = .tooLarge
      } else {
        do {
          try handle.write(contentsOf: data)
        } catch {
          state.stop = .unwritable
        }
      }
      guard state.stop == nil else { return nil }
      return .downloading(bytes: state.received, of: state.total)
    }
    if let report { progress(report) } else { dataTask.cancel() }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let (continuation, end) = state.withLock { state in
      defer { state.continuation = nil }
      try? handle.close()
      let isShort = state.total.map { state.received < $0 } ?? false
      let code = error.map { ($0 as? URLError)?.code ?? .unknown }
      let end: DownloadEnd =
        if let stop = state.stop {
          stop
        } else if isShort, code == nil || code == .unknown {
          // On Linux an early end is an unknown error.
          .failed(.networkConnectionLost)
        } else if let code {
          .failed(code)
        } else {
          .complete
        }
      return (state.continuation, end)
    }
    continuation?.resume(returning: end)
  }
}
