/// Why a training failed.
public enum TrainingError: Error, Hashable, Sendable {
  /// The loss of an epoch (counted from 1 within its phase) was not a finite number.
  case diverged(epoch: Int)
  /// The memory did not suffice for the network or its samples.
  case outOfMemory
  /// The task was cancelled. A training checks this before each epoch. A method passes it on; a comparison then
  /// throws `CancellationError`.
  case cancelled
  /// This program does not have the method.
  case unknownMethod(String)
}

extension TrainingError: CustomStringConvertible {
  /// One line, as the journal records it.
  public var description: String {
    switch self {
    case .diverged(let epoch): "the loss is not finite in epoch \(epoch)"
    case .cancelled: "cancelled"
    case .unknownMethod(let name): "this program has no method '\(name)'"
    case .outOfMemory: "not enough memory for the network or its samples"
    }
  }
}
