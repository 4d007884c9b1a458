import Tabular

// The scaler's own formulas as nodes, in double precision.
extension Scaler {
  /// Whether all of its numbers are finite.
  var isFinite: Bool {
    func areFinite(_ maps: [AffineMap]) -> Bool {
      maps.allSatisfy { $0.center.isFinite && $0.factor.isFinite && $0.base.isFinite }
    }
    return switch mapping {
    case .range(let minimum, let maximum): (minimum + maximum).allSatisfy(\.isFinite)
    case .affine(let maps): areFinite(maps)
    case .quantile(let maps, let curves):
      areFinite(maps) && curves.allSatisfy { $0?.knots.allSatisfy(\.isFinite) ?? true }
    }
  }

  /// Adds the nodes that scale `features`, and returns the name of their output.
  func add(on features: String, to builder: inout ONNXGraphBuilder) -> String {
    let scaled: String
    switch mapping {
    case .range(let minimum, let maximum):
      scaled = addRange(minimum, maximum, on: features, to: &builder)
    case .affine(let maps):
      let exact = builder.cast(features, .double, to: "exact")
      scaled = addAffine(maps, on: exact, to: &builder)
    case .quantile(let maps, let curves):
      let exact = builder.cast(features, .double, to: "exact")
      let lines = addAffine(maps, on: exact, to: &builder)
      scaled = addCurves(curves, on: exact, beside: lines, to: &builder)
    }
    return builder.cast(scaled, .float, to: "scaled")
  }

  /// A feature that was constant has no range and becomes 0.
  private func addRange(
    _ minimum: [Float], _ maximum: [Float], on features: String,
    to builder: inout ONNXGraphBuilder
  ) -> String {
    let count = minimum.count
    let minimum = builder.constant(.floats("minimum", minimum, [count]))
    let maximum = builder.constant(.floats("maximum", maximum, [count]))
    let zero = builder.constant(.double("zero", 0))
    let two = builder.constant(.double("two", 2))
    let minusOne = builder.constant(.double("minus_one", -1))
    let low = builder.cast(minimum, .double, to: "low")
    let high = builder.cast(maximum, .double, to: "high")
    let range = builder.add("Sub", [high, low], to: "range")
    let hasRange = builder.add("Greater", [range, zero], to: "has_range")
    let quotient = builder.add("Div", [two, range], to: "quotient")
    let factor = builder.add("Where", [hasRange, quotient, zero], to: "factor")
    let offset = builder.add("Where", [hasRange, minusOne, zero], to: "offset")
    let exact = builder.cast(features, .double, to: "exact")
    let above = builder.add("Sub", [exact, low], to: "above_low")
    let product = builder.add("Mul", [above, factor], to: "stretched")
    return builder.add("Add", [product, offset], to: "shifted")
  }

  private func addAffine(
    _ maps: [AffineMap], on exact: String, to builder: inout ONNXGraphBuilder
  ) -> String {
    let center = builder.constant(.doubles("center", maps.map(\.center)))
    let factor = builder.constant(.doubles("factor", maps.map(\.factor)))
    let base = builder.constant(.doubles("base", maps.map(\.base)))
    let difference = builder.add("Sub", [exact, center], to: "from_center")
    let product = builder.add("Mul", [difference, factor], to: "stretched")
    return builder.add("Add", [product, base], to: "shifted")
  }

  /// The features with curves by these, the others as they are in `lines`.
  private func addCurves(
    _ curves: [QuantileCurve?], on exact: String, beside lines: String,
    to builder: inout ONNXGraphBuilder
  ) -> String {
    let curved = curves.indices.filter { curves[$0] != nil }
    guard !curved.isEmpty else { return lines }
    let places = builder.constant(
      .integers("quantile_features", curved, [curved.count]))
    let x = builder.add(
      "Gather", [exact, places], to: "by_rank", attributes: [.integer("axis", 1)])
    let normal = builder.addQuantiles(curves.compactMap { $0?.knots }, of: x)
    let all = builder.add(
      "Concat", [lines, normal], to: "lines_and_curves", attributes: [.integer("axis", 1)])
    let order = curves.indices.map { feature in
      curved.firstIndex(of: feature).map { curves.count + $0 } ?? feature
    }
    let from = builder.constant(.integers("line_or_curve", order, [order.count]))
    return builder.add(
      "Gather", [all, from], to: "mapped", attributes: [.integer("axis", 1)])
  }
}
