package import Inputs
package import Pruning
import Training

extension MethodCatalogue {
  /// The method that an entry of a protocol's `methods` says: `cpna`, or `{method: cpna, annealing-rate: 5}`.
  /// - Parameter label: what messages call the entry.
  /// - Throws: ``InputError`` if there is no such method, or it does not have these options.
  package func method(parsing entry: String, label: String) throws(InputError) -> any Method {
    do {
      let compared = try ComparedMethod.list(
        try YAMLValue(parsing: "[\(entry)]", file: label), from: self)
      if compared.count == 1, let method = method(of: compared[0]) { return method }
    } catch {
      // The list around the entry is none of the user's.
      throw InputError(
        .usage, code: error.code, file: label,
        expected: error.expected.replacing(" for '[0]'", with: ""), found: error.found,
        hint: error.hint, remedies: error.remedies)
    }
    throw InputError(
      .usage, file: label, expected: "one method, such as cpna", found: entry)
  }

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
