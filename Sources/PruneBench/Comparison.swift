public import Experiments
public import Foundation
import Inputs
public import Pruning
import Reports
import Runs

/// A comparison of methods on tables, as `prunebench run` makes it.
///
/// ```swift
/// let comparison = try Comparison(of: plan, on: [wine])
/// let result = try await comparison.run()
/// print(result.report.text())
/// ```
public struct Comparison: Sendable {
  /// What runs.
  public let experiment: Experiment
  private let tables: [TableFile]

  /// - Parameters:
  ///   - protocolFile: what is compared, and how.
  ///   - tables: one or more, of different names.
  ///   - workers: fits at a time, at most one a core; the results do not depend on it.
  ///   - methods: those of the protocol that are not PruneBench's own.
  /// - Throws: `InputError` if a table has fewer rows than the protocol needs.
  public init(
    of protocolFile: ProtocolFile, on tables: [TableFile], workers: Int = .max,
    adding methods: [any Pruning.Method] = []
  ) throws {
    self.tables = tables
    experiment = try Experiment(
      protocolFile, on: tables.map(\.dataset), workers: workers,
      methods: MethodCatalogue.standard.adding(methods))
  }

  /// Makes all fits that `folder` does not have yet, and sums them up. Stopped for whatever reason, the same call
  /// carries on where it was.
  /// - Parameters:
  ///   - folder: keeps the fits; nil for a comparison that is kept in memory alone.
  ///   - progress: called after each finished job.
  /// - Throws: `InputError` if the folder cannot be used or holds another run; `CancellationError`.
  public func run(
    in folder: URL? = nil, progress: (RunProgress) -> Void = { _ in }
  ) async throws -> ComparisonResult {
    let own = FileManager.default.temporaryDirectory
      .appendingPathComponent("prunebench-\(UUID().uuidString)")
    defer { if folder == nil { try? FileManager.default.removeItem(at: own) } }
    let kept = RunFolder(folder ?? own)
    try await experiment.run(into: kept, report: progress)
    return ComparisonResult(report: try Report(of: kept), experiment: experiment, tables: tables)
  }
}
