import Experiments
import Pruning

extension Report {
  /// The tests and intervals that the report uses, each with what describes it.
  var statistics: [(name: String, papers: [Paper])] {
    let counts = description.datasets.map { protocolFile.splits.count(of: $0.name) }
    let hasDifferences = summaries.contains { $0.entries.count > 1 }
    var tests: [(name: String, papers: [Paper])] = []
    if counts.contains(where: { $0 > 1 }) {
      tests.append(("the corrected resampled t-test", [.nadeau]))
      if hasMeasures { tests.append(("the correlated Bayesian t-test", [.coraniCorrelated])) }
    }
    if hasDifferences, counts.contains(1) { tests.append(("a paired bootstrap", [.efron])) }
    guard summaries.count > 1, missingFits == 0 else { return tests }
    let across = comparison
    guard across.methods.count > 1, across.complete.count > 1 else { return tests }
    if across.ranks != nil { tests.append(("Friedman's test", [.demsar, .iman])) }
    return tests + [
      (
        "Wilcoxon's signed-rank test in place of mean ranks",
        [.wilcoxon, .pratt, .demsar, .benavoliRanks]
      ),
      ("Holm's correction", [.holm]), ("the Bayesian signed-rank test", [.benavoliBayes]),
      ("the hierarchical correlated t-test", [.coraniHierarchical]),
    ]
  }
}

extension Paper {
  static let adam = Paper(
    "kingma2015adam", by: "Kingma, Diederik P. and Ba, Jimmy",
    "{Adam}: A Method for Stochastic Optimization", 2015,
    in: .proceedings("International Conference on Learning Representations"))
  fileprivate static let benavoliBayes = Paper(
    "benavoli2017time",
    by: "Benavoli, Alessio and Corani, Giorgio and Dem{\\v{s}}ar, Janez and Zaffalon, Marco",
    "Time for a Change: a Tutorial for Comparing Multiple Classifiers Through {Bayesian} Analysis",
    2017,
    in: .journal("Journal of Machine Learning Research", volume: "18(77)", pages: "1--36"))
  fileprivate static let benavoliRanks = Paper(
    "benavoli2016ranks", by: "Benavoli, Alessio and Corani, Giorgio and Mangili, Francesca",
    "Should We Really Use Post-Hoc Tests Based on Mean-Ranks?", 2016,
    in: .journal("Journal of Machine Learning Research", volume: "17(5)", pages: "1--10"))
  fileprivate static let coraniCorrelated = Paper(
    "corani2015bayesian", by: "Corani, Giorgio and Benavoli, Alessio",
    "A {Bayesian} approach for comparing cross-validated algorithms on multiple data sets", 2015,
    in: .journal("Machine Learning", volume: "100", pages: "285--304"),
    doi: "10.1007/s10994-015-5486-z")
  fileprivate static let coraniHierarchical = Paper(
    "corani2017hierarchical",
    by: """
      Corani, Giorgio and Benavoli, Alessio and Dem{\\v{s}}ar, Janez and Mangili, Francesca and Zaffalon, Marco
      """, "Statistical comparison of classifiers through {Bayesian} hierarchical modelling", 2017,
    in: .journal("Machine Learning", volume: "106", pages: "1817--1837"),
    doi: "10.1007/s10994-017-5641-9")
  fileprivate static let demsar = Paper(
    "demsar2006statistical", by: "Dem{\\v{s}}ar, Janez",
    "Statistical Comparisons of Classifiers over Multiple Data Sets", 2006,
    in: .journal("Journal of Machine Learning Research", volume: "7", pages: "1--30"))
  fileprivate static let efron = Paper(
    "efron1993bootstrap", by: "Efron, Bradley and Tibshirani, Robert J.",
    "An Introduction to the Bootstrap", 1993,
    in: .book("Chapman and Hall"))
  fileprivate static let holm = Paper(
    "holm1979simple", by: "Holm, Sture", "A Simple Sequentially Rejective Multiple Test Procedure",
    1979,
    in: .journal("Scandinavian Journal of Statistics", volume: "6(2)", pages: "65--70"))
  fileprivate static let iman = Paper(
    "iman1980approximations", by: "Iman, Ronald L. and Davenport, James M.",
    "Approximations of the critical region of the {Friedman} statistic", 1980,
    in: .journal(
      "Communications in Statistics -- Theory and Methods", volume: "9(6)", pages: "571--595"))
  fileprivate static let nadeau = Paper(
    "nadeau2003inference", by: "Nadeau, Claude and Bengio, Yoshua",
    "Inference for the Generalization Error", 2003,
    in: .journal("Machine Learning", volume: "52", pages: "239--281"),
    doi: "10.1023/A:1024068626366")
  fileprivate static let pratt = Paper(
    "pratt1959zeros", by: "Pratt, John W.",
    "Remarks on Zeros and Ties in the {Wilcoxon} Signed Rank Procedures", 1959,
    in: .journal(
      "Journal of the American Statistical Association", volume: "54(287)", pages: "655--667"),
    doi: "10.1080/01621459.1959.10501526")
  fileprivate static let wilcoxon = Paper(
    "wilcoxon1945ranking", by: "Wilcoxon, Frank", "Individual Comparisons by Ranking Methods", 1945,
    in: .journal("Biometrics Bulletin", volume: "1(6)", pages: "80--83"))
}
