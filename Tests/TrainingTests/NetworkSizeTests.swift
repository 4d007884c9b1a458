import Tabular
import Testing
import TestSupport

@testable import Training

struct NetworkSizeTests {
  @Test func denseNetworks() {
    let size = NetworkSize(widths: [21, 64, 4], connections: [1344, 256])
    #expect(size.parameters == 1600 + 68)
    #expect(size.denseMultiplyAdds == 1600 && size.sparseMultiplyAdds == 1600)
    #expect(size.denseBytes == 4 * 1668)
    // Six bytes a weight, four a bias, and where each of 68 nodes begins, with an end for each layer.
    #expect(size.sparseBytes == 6 * 1600 + 4 * 68 + 4 * 70)
  }

  /// Nodes and features without any connection do not count; those that lead nowhere do.
  @Test func prunedNetworks() {
    var random = stream("size")
    var network = Network(Architecture(inputs: 3, hidden: [4], classes: 2), using: &random)
    // Feature 1 has no connection; node 0 none at all, node 1 none that leads on.
    network.layers[0].mask = [
      false, true, true, false, false, false, false, false, false, false, true, true,
    ]
    network.layers[1].mask = [false, false, false, false, true, false, true, true]
    let size = NetworkSize(of: network)
    #expect(size.widths == [2, 3, 2])
    #expect(size.connections == [4, 3])
    #expect(size.parameters == 7 + 5)
    #expect(size.sparseMultiplyAdds == 7 && size.denseMultiplyAdds == 12)
  }
}
