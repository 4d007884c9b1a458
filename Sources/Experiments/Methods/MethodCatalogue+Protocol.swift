import Pruning

extension MethodCatalogue {
  /// The method that trains `compared`, with its options; nil if there is none, or if it cannot have these.
  func method(of compared: ComparedMethod) -> (any Method)? {
    try? method(compared.trainedBy, options: compared.options ?? [:])
  }

  /// The method that trains what a protocol calls `name`.
  /// - Precondition: the protocol has it, and so has the catalogue what trains it: a run checks that before it begins.
  subscript(training name: MethodName, of protocolFile: ProtocolFile) -> any Method {
    guard let method = protocolFile.method(name).flatMap(method) else {
      preconditionFailure("no method '\(name.rawValue)'")
    }
    return method
  }
}
