extension StudyFile {
  /// The fits of one phase on one problem, in the order of their keys.
  func keys(of phase: StudyKey.Phase, _ one: Case, after records: [StudyRecord]) -> [StudyKey] {
    switch phase {
    case .search:
      guard let searchDraws else { return [] }
      return methods.flatMap { method in
        keys(method, settings(method, one), phase, one, draws: searchDraws)
      }
    case .final:
      let selection = StudySelection(records)
      return methods.flatMap { method in
        let settings =
          searchDraws == nil
          ? settings(method, one) : selection.setting(method, on: one.problem).map { [$0] } ?? []
        return keys(method, settings, phase, one, draws: draws)
      }
    }
  }

  /// All fits, those of the search included.
  package var expectedFits: Int { Int(fitCount) }

  /// The fits of one problem.
  package func expectedFits(of one: Case) -> Int { Int(fitCount(of: one)) }

  /// All fits, however many: a number that cannot overflow.
  var fitCount: Double { cases.map(fitCount).reduce(0, +) }

  private func fitCount(of one: Case) -> Double {
    let dense = Double(one.denseHidden.count * one.l2.count)
    let pretrainings = Double(one.hidden.count * one.l2.count * one.pretrainingEpochs.count)
    let candidates = methods.map { method in
      method == .dense ? dense : pretrainings * Double(one.prunings(of: method).count)
    }.reduce(0, +)
    let perDraw = Double(initialisations)
    guard let searchDraws else { return candidates * Double(draws) * perDraw }
    let search = candidates * Double(searchDraws)
    return (search + Double(methods.count) * Double(draws)) * perDraw
  }

  /// What `method` is tried with.
  func settings(_ method: StudyMethod, _ one: Case) -> [StudySetting] {
    let epochs = method == .dense ? [one.totalEpochs(of: methods)] : one.pretrainingEpochs
    let widths = method == .dense ? one.denseHidden : one.hidden
    return widths.flatMap { hidden in
      one.l2.flatMap { l2 in
        epochs.flatMap { epochs in
          one.prunings(of: method).map { pruning in
            StudySetting(hidden: hidden, l2: l2, pretrainingEpochs: epochs, pruning: pruning)
          }
        }
      }
    }
  }

  private func keys(
    _ method: StudyMethod, _ settings: [StudySetting], _ phase: StudyKey.Phase, _ one: Case,
    draws: Int
  ) -> [StudyKey] {
    settings.flatMap { setting in
      (0..<draws).flatMap { draw in
        (0..<initialisations).map { initialisation in
          StudyKey(
            problem: one.problem.name, phase: phase, method: method, setting: setting, draw: draw,
            initialisation: initialisation)
        }
      }
    }
  }
}
