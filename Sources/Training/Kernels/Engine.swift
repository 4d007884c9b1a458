// The wrapper of the kernels that train: it handles their pointers.

public import Tabular
import TrainingKernels

/// Samples packed for the kernels, shared by all trainings that use them.
///
/// The memory is written in the initialiser and only read afterwards, except by a training that has a table of its own,
/// hence `@unchecked Sendable`.
public final class SampleTable: @unchecked Sendable {
  fileprivate let handle: OpaquePointer
  /// The number of samples.
  public let rows: Int
  /// The number of features.
  public private(set) var columns: Int
  /// One class for each row.
  public let labels: [Int]

  /// Packs `features`, `[rows, columns]`.
  /// - Throws: ``TrainingError/outOfMemory``.
  /// - Complexity: O(rows · columns).
  /// - Precondition: one label for each row.
  public init(_ features: Matrix, labels: [Int]) throws(TrainingError) {
    precondition(labels.count == features.rows, "SampleTable: one label for each row")
    guard let handle = tk_table_create(features.rows, features.columns) else {
      throw .outOfMemory
    }
    self.handle = handle
    self.labels = labels
    rows = features.rows
    columns = features.columns
    features.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress, features.columns > 0 else { return }
      for row in 0..<features.rows {
        tk_table_row(handle, row).update(
          from: base + row * features.columns, count: features.columns)
      }
    }
    for (row, label) in labels.enumerated() { tk_table_labels(handle)[row] = Int32(label) }
  }

  /// The same rows with the given columns only.
  init(_ other: SampleTable, columns: [Int]) throws(TrainingError) {
    guard let handle = tk_table_create(other.rows, columns.count) else { throw .outOfMemory }
    self.handle = handle
    labels = other.labels
    rows = other.rows
    self.columns = columns.count
    tk_table_select(other.handle, handle, columns.map(Int32.init), columns.count)
  }

  /// Keeps the given columns only, ascending: of a table that one training alone uses.
  /// - Complexity: O(rows · columns); allocates nothing of that size.
  func keep(_ kept: [Int]) {
    tk_table_select(handle, handle, kept.map(Int32.init), kept.count)
    columns = kept.count
  }

  /// The values of some columns of a row.
  package func features(of row: Int, _ columns: [Int]) -> [Float] {
    let values = tk_table_row(handle, row)
    return columns.map { values?[$0] ?? 0 }
  }

  deinit { tk_table_destroy(handle) }
}

/// A network in the kernels' memory. It is not shared: each training has its own, on one thread.
final class Engine {
  fileprivate let handle: OpaquePointer
  private let classes: Int

  /// Loads `network` for batches of at most `batchSize` samples.
  init(
    _ network: Network, batchSize: Int, instructionSet: InstructionSet
  ) throws(TrainingError) {
    let widths = network.widths.map(Int32.init)
    let created = tk_engine_create(
      instructionSet.kernel, widths, Int32(network.layers.count), Int32(batchSize))
    guard let created else { throw .outOfMemory }
    handle = created
    classes = network.classes
    for (index, layer) in network.layers.enumerated() {
      var layer = layer
      guard layer.withKernelLayer({ tk_engine_load(handle, Int32(index), &$0) }) else {
        throw .outOfMemory
      }
    }
  }

  deinit { tk_engine_destroy(handle) }

  /// Copies the trained parameters into `network`, whose shape and masks are the engine's.
  func store(into network: inout Network) {
    for index in network.layers.indices {
      network.layers[index].withKernelLayer { tk_engine_store(handle, Int32(index), &$0) }
    }
  }

  /// One epoch over the rows in `order`, in minibatches of `hyperparameters.batchSize`.
  /// - Parameters:
  ///   - step: the Adam steps taken before.
  ///   - hierarchy: LassoNet's M, where the engine has a skip layer.
  /// - Returns: the mean cross-entropy of the samples, each taken before its own step.
  func train(
    on table: SampleTable, order: [Int32], hyperparameters: Hyperparameters, step: Int,
    hierarchy: Double = 0
  ) -> Double {
    var adam = tk_adam(
      rate: hyperparameters.learningRate, beta1: hyperparameters.beta1,
      beta2: hyperparameters.beta2, epsilon: hyperparameters.epsilon, l2: hyperparameters.l2,
      l1: hyperparameters.l1,
      hierarchy: hierarchy)
    let sum = tk_engine_train(
      handle, table.handle, order, order.count,
      Int32(min(hyperparameters.batchSize, order.count)), &adam, Int64(step))
    return sum / Double(order.count)
  }

  /// Adds a layer straight from the features to the classes, all 0. The first layer has all of its connections.
  func addSkip() throws(TrainingError) {
    guard tk_engine_add_skip(handle) else { throw .outOfMemory }
  }

  /// The weights of the skip layer, `[features, classes]`.
  func skip(features: Int) -> Matrix {
    let values = [Float](unsafeUninitializedCapacity: features * classes) { buffer, count in
      tk_engine_store_skip(handle, buffer.baseAddress)
      count = features * classes
    }
    return Matrix(rows: features, columns: classes, values: values)
  }

  /// Puts the gradient of the mean cross-entropy of `rows`, no more than a batch, in the place of the first moments
  /// of `network`, which is the one that was loaded, all of whose moments are 0.
  func storeGradient(of rows: [Int32], in table: SampleTable, into network: inout Network) {
    tk_engine_gradient(handle, table.handle, rows, rows.count)
    store(into: &network)
  }

  /// The outputs before softmax, `[rows.count, classes]`.
  func logits(of rows: [Int32], in table: SampleTable) -> Matrix {
    let values = [Float](unsafeUninitializedCapacity: rows.count * classes) { buffer, count in
      tk_engine_logits(handle, table.handle, rows, rows.count, buffer.baseAddress)
      count = rows.count * classes
    }
    return Matrix(rows: rows.count, columns: classes, values: values)
  }
}

extension Engine {
  /// LassoNet's proximal step of one feature, with its weights to the classes and to the first layer's nodes.
  static func hierarchicalProx(
    skip: inout [Float], first: inout [Float], penalty: Float, hierarchy: Float
  ) {
    var scratch = first
    tk_hierarchical_prox(
      &skip, skip.count, &first, first.count, penalty, hierarchy, &scratch)
  }

  /// The mean cross-entropy of `rows`; 0 for none.
  func crossEntropy(of rows: [Int32], in table: SampleTable) -> Double {
    guard !rows.isEmpty else { return 0 }
    return tk_engine_loss(handle, table.handle, rows, rows.count) / Double(rows.count)
  }
}

extension InstructionSet {
  /// Whether this machine supports it.
  public var isSupported: Bool { tk_isa_supported(kernel) }

  /// The fastest one that this machine supports.
  public static var fastest: InstructionSet {
    allCases.last { $0.isSupported } ?? .portable
  }

  var kernel: tk_isa {
    switch self {
    case .portable: TK_PORTABLE
    case .avx2: TK_AVX2
    case .avx512: TK_AVX512
    }
  }

  /// The kernels' own exponential function of `values`, none positive.
  func exp(_ values: [Float]) -> [Float] { map(values, tk_exp) }

  /// The kernels' own logarithm of `values`, none below 1.
  func log(_ values: [Float]) -> [Float] { map(values, tk_log) }

  private func map(
    _ values: [Float],
    _ function: (tk_isa, UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void
  ) -> [Float] {
    [Float](unsafeUninitializedCapacity: values.count) { buffer, count in
      function(kernel, values, buffer.baseAddress, values.count)
      count = values.count
    }
  }
}

extension Layer {
  /// Calls `body` with pointers to the layer's arrays, valid during the call.
  fileprivate mutating func withKernelLayer<Result>(
    _ body: (inout tk_layer) -> Result
  ) -> Result {
    let mask = mask
    return weights.withPointers { weights in
      biases.withPointers { biases in
        func call(_ mask: UnsafePointer<UInt8>?) -> Result {
          var layer = tk_layer(
            weights: weights.0, weights_first: weights.1, weights_second: weights.2,
            biases: biases.0, biases_first: biases.1, biases_second: biases.2, mask: mask)
          return body(&layer)
        }
        guard let mask else { return call(nil) }
        return mask.withUnsafeBufferPointer { mask in
          mask.withMemoryRebound(to: UInt8.self) { call($0.baseAddress) }
        }
      }
    }
  }
}

extension Parameters {
  fileprivate typealias Pointer = UnsafeMutablePointer<Float>?

  fileprivate mutating func withPointers<Result>(
    _ body: ((Pointer, Pointer, Pointer)) -> Result
  ) -> Result {
    values.withUnsafeMutableBufferPointer { values in
      firstMoments.withUnsafeMutableBufferPointer { first in
        secondMoments.withUnsafeMutableBufferPointer { second in
          body((values.baseAddress, first.baseAddress, second.baseAddress))
        }
      }
    }
  }
}
