package import Pruning

extension ComparedMethod {
  /// What describes the method; nothing of one that PruneBench does not have.
  package var papers: [Paper] { MethodCatalogue.standard.method(of: self)?.papers ?? [] }
}
