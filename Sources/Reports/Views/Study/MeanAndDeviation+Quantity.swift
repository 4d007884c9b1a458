import Statistics

extension MeanAndDeviation {
  /// Of AUCs: `0.982 ± 0.006`.
  var quantity: Quantity {
    .spread(mean, plusMinus: deviation, NumberStyle(decimals: 3))
  }
}
