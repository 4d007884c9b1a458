/// Why a training has no result.
public enum TrainingError: Error, Hashable, Sendable {
  /// The loss of an epoch (counted from 1 within its phase) was not a finite number.
  case diverged(epoch: Int)
  /// There was no memory for the network or its samples.
  case outOfMemory
  /// The task was cancelled. A training notices before each of its epochs. A method passes it on; a comparison then
  /// throws `CancellationError`.
  case cancelled
}

extension TrainingError: CustomStringConvertible {
  /// One line, as the journal records it.
  public var description: String {
    switch self {
    case .diverged(let epoch): "the loss is not finite in epoch \(epoch)"
    case .cancelled: "cancelled"
    case .outOfMemory: "not enough memory for the network or its samples"
    }
  }
}
