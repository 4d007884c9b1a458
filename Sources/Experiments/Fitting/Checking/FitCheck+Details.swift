import Training

// What a refit says of its epochs, of classes and features.
extension FitCheck {
  static func fault(inHistoryOf result: FitResult, _ key: FitKey, _ place: Place) -> Fault? {
    guard let history = result.history else { return nil }
    guard key.phase == .final else { return ("no history of a fit of the search", "one") }
    let epochs = place.schedule.epochs
    let counts = [history.connections.count, history.losses.count, history.correct.count]
    guard counts.allSatisfy({ $0 == epochs }) else {
      return ("a history of \(epochs) epochs", "\(counts)")
    }
    guard history.losses.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      return ("losses of 0 or more", "\(history.losses.min() ?? 0)")
    }
    guard history.correct[(result.firstEpoch - 1)...].elementsEqual(result.correct) else {
      return ("a history with the counts of the result", "others")
    }
    let last = result.connections.reduce(0, +)
    let whole = place.summary.architecture(hidden: key.setting.hidden).connections
    guard history.connections.last == last,
      history.connections.allSatisfy({ (last...max(whole, last)).contains($0) })
    else { return ("a history of \(whole) to \(last) connections", "others") }
    return nil
  }

  static func fault(inAreasOf result: FitResult, _ dataset: DatasetSummary) -> Fault? {
    guard let predictions = result.predictions, let areas = predictions.areas else { return nil }
    guard areas.count == dataset.classes else {
      return ("an area under the curve for each of \(dataset.classes) classes", "\(areas.count)")
    }
    for (label, area) in areas.enumerated() {
      let rows = predictions.labels.count { $0 == label }
      let isDefined = rows > 0 && rows < predictions.labels.count
      // A network whose outputs are no numbers has none.
      guard let area else { continue }
      guard isDefined, (0...1).contains(area) else {
        return ("an area from 0 to 1 for a class that some rows have, and others not", "\(area)")
      }
    }
    return nil
  }

  static func fault(
    inFeaturesOf result: FitResult, _ key: FitKey, _ dataset: DatasetSummary
  ) -> Fault? {
    guard let features = result.features else { return nil }
    guard key.phase == .final, key.level != nil else {
      return ("features of a refit that was pruned", "those of another fit")
    }
    guard features.allSatisfy((0..<dataset.features).contains),
      zip(features, features.dropFirst()).allSatisfy(<)
    else {
      return ("ascending features from 0 to \(dataset.features - 1)", "\(features)")
    }
    if let widths = result.widths, features.count > widths[0] {
      return ("at most \(widths[0]) features with a path to a class", "\(features.count)")
    }
    return nil
  }
}
