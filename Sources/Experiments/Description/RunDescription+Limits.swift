import Inputs
import Pruning
import Training

extension RunDescription {
  /// Checks that on each dataset some method can be applied to some network, and each that gives another its size.
  ///
  /// A method that cannot, beside others that can, is left out: the report says so.
  /// - Throws: ``InputError`` that names the method and its limit.
  func checkLimits() throws(InputError) {
    for dataset in datasets {
      let able = protocolFile.searchedMethods.filter {
        !settings(of: $0.name, on: dataset).isEmpty
      }
      let needed = protocolFile.sizedMethods.compactMap(\.sizedAs)
      let unable = protocolFile.searchedMethods.first { method in
        !able.contains(method) && (able.isEmpty || needed.contains(method.name))
      }
      guard let unable, let largest = unable.largestNetwork else { continue }
      let smallest = protocolFile.grid.hidden.map { dataset.architecture(hidden: $0).parameters }
        .min()
      throw InputError(
        .usage, code: .outOfRange,
        expected:
          "a network of at most \(largest) weights and biases for '\(unable.name.rawValue)' on "
          + dataset.name,
        found: "\(smallest ?? 0) in the smallest of 'grid.hidden'",
        hint: "add fewer hidden nodes, or leave the method out")
    }
  }
}
