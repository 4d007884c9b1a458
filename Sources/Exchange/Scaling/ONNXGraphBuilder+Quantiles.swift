import Tabular

// Ranks among knots, and their normal quantiles, as ``QuantileCurve`` computes them.
extension ONNXGraphBuilder {
  /// Adds the normal quantiles of the ranks of `x`, `[rows, curves]`, among the knots of each curve.
  mutating func addQuantiles(_ curves: [[Double]], of x: String) -> String {
    let (curveCount, knotCount) = (curves.count, curves[0].count)
    _ = constant(.doubles("knots", curves.flatMap(\.self), [curveCount, knotCount]))
    _ = constant(.integers("last_axis", [2], [1]))
    let wide = add("Unsqueeze", [x, "last_axis"], to: "by_rank_wide")
    let rank = addRank(of: x, wide, curves: curveCount, knots: knotCount)
    let normal = addNormalQuantile(of: rank)
    _ = constant(.doubles("first_knots", curves.map { $0[0] }))
    _ = constant(.doubles("last_knots", curves.map { $0[knotCount - 1] }))
    _ = constant(.doubles("margins", curves.map { QuantileCurve(knots: $0).margin }))
    _ = constant(.double("top", QuantileCurve.end))
    _ = constant(.double("bottom", -QuantileCurve.end))
    let within = add("Clip", [normal, "bottom", "top"], to: "within_ends")
    let raised = add("Add", [x, "margins"], to: "raised")
    let isAbove = add("Greater", [raised, "last_knots"], to: "is_above")
    let isLast = add("GreaterOrEqual", [x, "last_knots"], to: "is_last")
    let isTop = add("Or", [isAbove, isLast], to: "is_top")
    let upper = add("Where", [isTop, "top", within], to: "below_top")
    let lowered = add("Sub", [x, "margins"], to: "lowered")
    let isBelow = add("Less", [lowered, "first_knots"], to: "is_below")
    let isFirst = add("LessOrEqual", [x, "first_knots"], to: "is_first")
    let isBottom = add("Or", [isBelow, isFirst], to: "is_bottom")
    return add("Where", [isBottom, "bottom", upper], to: "normal")
  }

  /// The mean of the ranks from above and from below, which differ where knots are equal.
  private mutating func addRank(of x: String, _ wide: String, curves: Int, knots: Int) -> String {
    _ = constant(.double("last_rank", Double(knots - 1)))
    _ = constant(.integers("knot_one", [1], []))
    _ = constant(.integers("knot_last", [knots - 1], []))
    _ = constant(.integers("flat", [-1], [1]))
    _ = constant(.integers("curve_starts", (0..<curves).map { $0 * knots }, [curves]))
    _ = constant(.double("half", 0.5))
    let flat = add("Reshape", ["knots", "flat"], to: "flat_knots")
    var ranks: [String] = []
    for (operation, name) in [("LessOrEqual", "above"), ("Less", "at_least")] {
      // The knots below, or not above: as many as the index of the first one behind.
      let isBelow = add(operation, ["knots", wide], to: "\(name)_flags")
      let counts = cast(isBelow, .int64, to: "\(name)_counts")
      let sum = add(
        "ReduceSum", [counts, "last_axis"], to: "\(name)_sum",
        attributes: [.integer("keepdims", 0)])
      let index = add("Clip", [sum, "knot_one", "knot_last"], to: "\(name)_index")
      let place = add("Add", [index, "curve_starts"], to: "\(name)_place")
      let right = add("Gather", [flat, place], to: "\(name)_right")
      let before = add("Sub", [place, "knot_one"], to: "\(name)_before")
      let left = add("Gather", [flat, before], to: "\(name)_left")
      let width = add("Sub", [right, left], to: "\(name)_width")
      let missing = add("Sub", [right, x], to: "\(name)_missing")
      let share = add("Div", [missing, width], to: "\(name)_share")
      let number = cast(index, .double, to: "\(name)_number")
      ranks.append(add("Sub", [number, share], to: "\(name)_rank"))
    }
    let sum = add("Add", ranks, to: "rank_sum")
    let mean = add("Mul", [sum, "half"], to: "rank_mean")
    return add("Div", [mean, "last_rank"], to: "rank")
  }

  /// Algorithm AS 241 (``NormalQuantile``).
  private mutating func addNormalQuantile(of p: String) -> String {
    _ = constant(.double("nought", 0))
    _ = constant(.double("one", 1))
    _ = constant(.double("middle_width", 0.425))
    _ = constant(.double("middle_square", 0.180625))
    _ = constant(.double("tail_start", 1.6))
    _ = constant(.double("end_start", 5))
    _ = constant(.doubles("exponents", (0..<8).map(Double.init)))
    let q = add("Sub", [p, "half"], to: "q")
    let square = add("Mul", [q, q], to: "q_square")
    let inner = add("Sub", ["middle_square", square], to: "middle_argument")
    let middleFactor = addRational(NormalQuantile.middle, of: inner, named: "middle")
    let middle = add("Mul", [q, middleFactor], to: "middle_value")
    let isLow = add("Less", [q, "nought"], to: "is_low")
    let rest = add("Sub", ["one", p], to: "rest")
    let outer = add("Where", [isLow, p, rest], to: "outer")
    let log = add("Log", [outer], to: "outer_log")
    let positive = add("Neg", [log], to: "outer_positive")
    let r = add("Sqrt", [positive], to: "r")
    let tailArgument = add("Sub", [r, "tail_start"], to: "tail_argument")
    let tail = addRational(NormalQuantile.tail, of: tailArgument, named: "tail")
    let endArgument = add("Sub", [r, "end_start"], to: "end_argument")
    let end = addRational(NormalQuantile.end, of: endArgument, named: "end")
    let isTail = add("LessOrEqual", [r, "end_start"], to: "is_tail")
    let size = add("Where", [isTail, tail, end], to: "size")
    let negative = add("Neg", [size], to: "negative_size")
    let side = add("Where", [isLow, negative, size], to: "side")
    let distance = add("Abs", [q], to: "q_size")
    let isMiddle = add("LessOrEqual", [distance, "middle_width"], to: "is_middle")
    return add("Where", [isMiddle, middle, side], to: "quantile")
  }

  private mutating func addRational(
    _ rational: NormalQuantile.Rational, of x: String, named name: String
  ) -> String {
    let coefficients = zip(rational.above, rational.below).flatMap { [$0, $1] }
    _ = constant(.doubles("\(name)_coefficients", coefficients, [8, 2]))
    let wide = add("Unsqueeze", [x, "last_axis"], to: "\(name)_wide")
    let powers = add("Pow", [wide, "exponents"], to: "\(name)_powers")
    let both = add("MatMul", [powers, "\(name)_coefficients"], to: "\(name)_both")
    let parts = (0...1).map { part in
      let index = constant(.integers("\(name)_part\(part)", [part], []))
      return add(
        "Gather", [both, index], to: part == 0 ? "\(name)_above" : "\(name)_below",
        attributes: [.integer("axis", 2)])
    }
    return add("Div", parts, to: "\(name)_quotient")
  }
}
