import Experiments
import Inputs
import Statistics

// What a report says of the classes and features of each dataset.
extension Report {
  /// The last sections on a dataset, each with its pictures.
  func detailSections(of summary: Summary) -> [Section] {
    let classes = classView(of: summary).map { view in
      var section = view.section
      section.blocks += confusions(of: summary, view).map { .figure($0.reference(in: "figures")) }
      return section
    }
    let features = FeatureView(summary).map { view in
      var section = view.section
      section.blocks += kept(of: summary, view).map { .figure($0.reference(in: "figures")) }
      return section
    }
    return [classes, features].compactMap(\.self)
  }

  /// The pictures of these sections.
  func detailFigures(of summary: Summary) -> [CaptionedFigure] {
    (classView(of: summary).map { confusions(of: summary, $0) } ?? [])
      + (FeatureView(summary).map { kept(of: summary, $0) } ?? [])
  }

  private func classView(of summary: Summary) -> ClassView? {
    ClassView(summary, under: description.protocolFile.of(summary.dataset.name))
  }

  private func confusions(of summary: Summary, _ view: ClassView) -> [CaptionedFigure] {
    view.confused.enumerated().map { number, method in
      let title = method.method.title
      return CaptionedFigure(
        caption: "Which classes \(title) takes for which",
        figure: ConfusionFigure(
          classes: summary.dataset.classNames ?? [], counts: method.confusion.counts
        ).figure(
          named: "\(fileNames[summary.dataset.name])-confusion-\(number + 1)",
          title: "\(summary.dataset.title), \(title)"))
    }
  }

  private func kept(of summary: Summary, _ view: FeatureView) -> [CaptionedFigure] {
    view.chosen.enumerated().map { number, method in
      CaptionedFigure(
        caption: "Which features \(method.method.title) keeps",
        figure: KeptFeatureFigure(
          features: method.refitsThatKeep.enumerated().map {
            KeptFeatureFigure.Feature(name: view.name($0.offset), count: $0.element)
          }, networks: method.counts.count
        ).figure(
          named: "\(fileNames[summary.dataset.name])-features-\(number + 1)",
          title: "\(summary.dataset.title), \(method.method.title)"))
    }
  }
}
