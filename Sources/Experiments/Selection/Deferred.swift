import Synchronization

/// A value that is computed when it is asked for, once, whichever thread asks first.
final class Deferred<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)
  private let compute: @Sendable () -> Value

  init(_ compute: @escaping @Sendable () -> Value) { self.compute = compute }

  var value: Value {
    known.withLock { known in
      let value = known ?? compute()
      known = value
      return value
    }
  }
}
