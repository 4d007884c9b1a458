extension Paper {
  private static let frankle =
    "Frankle, Jonathan and Dziugaite, Gintare Karolina and Roy, Daniel M. and Carbin, Michael"

  static let barbu = Paper(
    "barbu2017annealing", by: "Barbu, Adrian and She, Yiyuan and Ding, Liangjing and Gramajo, Gary",
    "Feature Selection with Annealing for Computer Vision and Big Data Learning", 2017,
    in: .journal(
      "IEEE Transactions on Pattern Analysis and Machine Intelligence", volume: "39(2)",
      pages: "272--286"),
    doi: "10.1109/TPAMI.2016.2544315")
  static let breiman = Paper(
    "breiman1984cart",
    by: "Breiman, Leo and Friedman, Jerome H. and Olshen, Richard A. and Stone, Charles J.",
    "Classification and Regression Trees", 1984, in: .book("Wadsworth"))
  static let cpna = Paper(
    "cpna2020",
    by: "Guo, Yangzi and She, Yiyuan and Wu, Ying Nian and Barbu, Adrian",
    "Finding Deep Local Optima Using Network Pruning", 2020,
    in: .unpublished("Submitted to the International Conference on Learning Representations"))
  static let evci = Paper(
    "evci2020rigl",
    by: "Evci, Utku and Gale, Trevor and Menick, Jacob and Castro, Pablo Samuel and Elsen, Erich",
    "Rigging the Lottery: Making All Tickets Winners", 2020,
    in: .proceedings("International Conference on Machine Learning"))
  static let frankleAtInitialisation = Paper(
    "frankle2021missing", by: frankle,
    "Pruning Neural Networks at Initialization: Why Are We Missing the Mark?",
    2021, in: .proceedings("International Conference on Learning Representations"))
  static let frankleLinear = Paper(
    "frankle2020linear", by: frankle, "Linear Mode Connectivity and the Lottery Ticket Hypothesis",
    2020,
    in: .proceedings("International Conference on Machine Learning"))
  static let frankleLottery = Paper(
    "frankle2019lottery", by: "Frankle, Jonathan and Carbin, Michael",
    "The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks", 2019,
    in: .proceedings("International Conference on Learning Representations"))
  static let han = Paper(
    "han2015learning", by: "Han, Song and Pool, Jeff and Tran, John and Dally, William J.",
    "Learning both Weights and Connections for Efficient Neural Networks", 2015,
    in: .proceedings("Advances in Neural Information Processing Systems"))
  static let hassibi = Paper(
    "hassibi1992surgeon", by: "Hassibi, Babak and Stork, David G.",
    "Second Order Derivatives for Network Pruning: Optimal Brain Surgeon", 1992,
    in: .proceedings("Advances in Neural Information Processing Systems"))
  static let lecun = Paper(
    "lecun1989damage", by: "LeCun, Yann and Denker, John S. and Solla, Sara A.",
    "Optimal Brain Damage", 1989,
    in: .proceedings("Advances in Neural Information Processing Systems"))
  static let lee = Paper(
    "lee2019snip", by: "Lee, Namhoon and Ajanthan, Thalaiyasingam and Torr, Philip H. S.",
    "{SNIP}: Single-shot Network Pruning based on Connection Sensitivity", 2019,
    in: .proceedings("International Conference on Learning Representations"))
  static let lemhadri = Paper(
    "lemhadri2021lassonet",
    by: "Lemhadri, Ismael and Ruan, Feng and Abraham, Louis and Tibshirani, Robert",
    "{LassoNet}: A Neural Network with Feature Sparsity", 2021,
    in: .journal("Journal of Machine Learning Research", volume: "22(127)", pages: "1--29"))
  static let mocanu = Paper(
    "mocanu2018set",
    by: """
      Mocanu, Decebal Constantin and Mocanu, Elena and Stone, Peter and Nguyen, Phuong H. and Gibescu, Madeleine and \
      Liotta, Antonio
      """,
    """
    Scalable Training of Artificial Neural Networks with Adaptive Sparse Connectivity Inspired by Network Science
    """, 2018, in: .journal("Nature Communications", volume: "9", pages: "2383"),
    doi: "10.1038/s41467-018-04316-3")
  static let parikh = Paper(
    "parikh2014proximal", by: "Parikh, Neal and Boyd, Stephen", "Proximal Algorithms", 2014,
    in: .journal("Foundations and Trends in Optimization", volume: "1(3)", pages: "127--239"),
    doi: "10.1561/2400000003")
  static let renda = Paper(
    "renda2020rewinding", by: "Renda, Alex and Frankle, Jonathan and Carbin, Michael",
    "Comparing Rewinding and Fine-tuning in Neural Network Pruning", 2020,
    in: .proceedings("International Conference on Learning Representations"))
  static let tanaka = Paper(
    "tanaka2020synflow",
    by: "Tanaka, Hidenori and Kunin, Daniel and Yamins, Daniel L. K. and Ganguli, Surya",
    "Pruning Neural Networks Without Any Data by Iteratively Conserving Synaptic Flow", 2020,
    in: .proceedings("Advances in Neural Information Processing Systems"))
  static let wang = Paper(
    "wang2020grasp", by: "Wang, Chaoqi and Zhang, Guodong and Grosse, Roger",
    "Picking Winning Tickets Before Training by Preserving Gradient Flow", 2020,
    in: .proceedings("International Conference on Learning Representations"))
  static let zhu = Paper(
    "zhu2017prune", by: "Zhu, Michael and Gupta, Suyog",
    "To Prune, or Not to Prune: Exploring the Efficacy of Pruning for Model Compression", 2017,
    in: .unpublished("arXiv:1710.01878"))
}
