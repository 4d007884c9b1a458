public import Experiments

extension Report {
  /// The refits of what a method chose, by repeat, those without a result among them.
  /// - Parameter split: from 0.
  public func refits(of method: MethodName, on dataset: String, split: Int) -> [FitRecord] {
    let summary = description.datasets.first { $0.name == dataset }
    let choices = summary.map {
      Choices($0, split: split, records: records, under: description.protocolFile)
    }
    return choices.flatMap { choices in
      choices.candidate(method).map { choices.finals(method, $0) }
    } ?? []
  }
}
