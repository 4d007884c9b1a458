import Pruning
import Training

extension MethodCatalogue {
  /// The method that trains `compared`, with its options; nil if there is none, or if it cannot have these.
  func method(of compared: ComparedMethod) -> (any Method)? {
    try? method(compared.trainedBy, options: compared.options ?? [:])
  }

  /// The method that trains what a protocol calls `name`.
  /// - Throws: ``TrainingError/unknownMethod(_:)``; a run checks before it begins that there is none.
  func method(
    training name: MethodName, of protocolFile: ProtocolFile
  ) throws(TrainingError) -> any Method {
    guard let method = protocolFile.method(name).flatMap(method) else {
      throw .unknownMethod(name.rawValue)
    }
    return method
  }
}
