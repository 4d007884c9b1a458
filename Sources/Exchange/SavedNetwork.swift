public import Foundation
public import Inputs
import Tabular
public import Training

/// A fitted network that can be written as an ONNX model, with everything needed to score raw rows.
///
/// ```swift
/// let saved = try SavedNetwork(fitted, described: description)
/// try saved.encoded().write(to: URL(fileURLWithPath: "model.onnx"), options: .atomic)
/// let read = try SavedNetwork(contentsOf: URL(fileURLWithPath: "model.onnx"))
/// ```
public struct SavedNetwork: Hashable, Sendable {
  /// The network, and how its features are filled and scaled.
  public let fitted: FittedNetwork
  /// The dataset and the fit that it comes from.
  public let description: ModelDescription
  /// Which rows it was trained on; nil if that is not known.
  let trainedRows: TrainedRows?

  /// The largest file that the format allows.
  static let byteLimit = Int(Int32.max)

  /// - Throws: ``InputError`` if the network does not have the described features and classes, or one of its
  ///   numbers is not finite.
  public init(
    _ fitted: FittedNetwork, described description: ModelDescription
  ) throws(InputError) {
    try self.init(fitted, described: description, trainedOn: nil, file: nil)
  }

  init(
    _ fitted: FittedNetwork, described description: ModelDescription,
    trainedOn trainedRows: TrainedRows?, file: String?
  ) throws(InputError) {
    func failure(_ found: String) -> InputError {
      InputError(
        code: .damaged, file: file, expected: "a network that fits its description", found: found)
    }
    if let flaw = description.flaw { throw failure(flaw) }
    let features = description.rows.featureColumns.map(\.features.count).reduce(0, +)
    guard fitted.features == features else {
      throw failure("\(fitted.features) features, not \(features)")
    }
    guard fitted.network.classes == description.classes.count else {
      throw failure("\(fitted.network.classes) classes, not \(description.classes.count)")
    }
    let parameters = fitted.network.layers.flatMap { [$0.weightValues, $0.biasValues] }
    guard (parameters + [fitted.imputer.fills]).allSatisfy({ $0.allSatisfy(\.isFinite) }),
      fitted.scaler.isFinite
    else {
      throw failure("a number that is not finite")
    }
    self.fitted = fitted
    self.description = description
    self.trainedRows = trainedRows
  }

  /// Reads the model in `file`.
  /// - Throws: ``InputError`` if there is no such file; see also ``init(decoding:file:)``.
  public init(contentsOf file: URL) throws(InputError) {
    let path = file.relativePath
    let values = try? file.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
    guard let values, values.isRegularFile == true, let size = values.fileSize else {
      throw InputError(
        code: .unreadable, file: path, expected: "a model that PruneBench saved",
        hint: FileManager.default.fileExists(atPath: path)
          ? "this is not a plain file" : "there is no such file")
    }
    guard size <= Self.byteLimit, let bytes = try? Data(contentsOf: file) else {
      throw InputError(
        code: .unreadable, file: path, expected: "a model of at most 2 GiB that can be read")
    }
    try self.init(decoding: bytes, file: path)
  }

  /// The ONNX model.
  /// - Throws: ``InputError`` if it is larger than the format allows.
  public func encoded() throws(InputError) -> Data {
    let weights = fitted.network.layers.map(\.weightValues.count).reduce(0, +)
    let bytes = weights < Self.byteLimit / 4 ? model.encoded() : nil
    guard let bytes, bytes.count <= Self.byteLimit else {
      throw InputError(
        .usage, code: .outOfRange,
        expected: "a network that fits into 2 GiB, the largest ONNX model",
        found: description.fit.architecture)
    }
    return bytes
  }

  /// How many connections are kept, for display: `152 of 1600 connections`.
  public var connections: String {
    let kept = description.fit.connections.reduce(0, +)
    let all = description.fit.allConnections
    return kept == all ? "all \(all) connections" : "\(kept) of \(all) connections"
  }
}
