import Tabular

extension Scaler {
  /// The scaler that a model's constants are of; nil if they are of none, or not of so many features.
  init?(of tensors: [String: ONNXTensorProto], features: Int) {
    if let minimum = tensors["minimum"]?.finiteFloats {
      guard let maximum = tensors["maximum"]?.finiteFloats, minimum.count == features,
        maximum.count == features
      else { return nil }
      self.init(.range(minimum: minimum, maximum: maximum))
      return
    }
    guard let center = tensors["center"]?.finiteDoubles, center.count == features,
      let factor = tensors["factor"]?.finiteDoubles, factor.count == features,
      let base = tensors["base"]?.finiteDoubles, base.count == features
    else { return nil }
    let maps = center.indices.map {
      AffineMap(center: center[$0], factor: factor[$0], base: base[$0])
    }
    guard let places = tensors["quantile_features"] else {
      self.init(.affine(maps))
      return
    }
    guard let curved = places.integers, Set(curved).count == curved.count,
      curved.allSatisfy(maps.indices.contains), let knots = tensors["knots"]?.finiteDoubles,
      knots.count.isMultiple(of: curved.count), knots.count >= 2 * curved.count
    else { return nil }
    let count = knots.count / curved.count
    var curves: [QuantileCurve?] = Array(repeating: nil, count: features)
    for (index, feature) in curved.enumerated() {
      let own = Array(knots[index * count..<(index + 1) * count])
      guard zip(own, own.dropFirst()).allSatisfy(<=) else { return nil }
      curves[feature] = QuantileCurve(knots: own)
    }
    self.init(.quantile(maps, curves: curves))
  }
}
