public import Experiments

extension Report {
  /// The refits of what each method chose on each split and dataset, those with a result.
  package var chosenRefits: [FitRecord] {
    summaries.flatMap(\.entries).filter { !$0.method.isExternal }.flatMap(\.splits)
      .flatMap(\.finals).filter { $0.result != nil }
  }

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
