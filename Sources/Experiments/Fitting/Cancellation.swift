import Training

/// What `body` makes. That a training was cancelled is a `CancellationError`, as elsewhere.
func cancellable<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch TrainingError.cancelled {
    throw CancellationError()
  }
}
