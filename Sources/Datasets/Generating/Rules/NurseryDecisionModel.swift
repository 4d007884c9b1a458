/// The expert model from which Nursery was made: 94 rules that generate its 12,960 rows.
///
/// It ranked applications for nursery schools in Ljubljana in the 1980s, when there were too many (M. Olave,
/// V. Rajkovič and M. Bohanec, "An application for admission in public school systems", in Expert Systems in Public
/// Administration, Elsevier, 1989, pp. 145-160). An application is judged by three concepts, each of them by what lies
/// below:
///
///     NURSERY ── EMPLOY ── parents, has_nurs
///             ├─ STRUCT_FINAN ── STRUCTURE ── form, children
///             │               └─ housing, finance
///             └─ SOC_HEALTH ── social, health
///
/// UCI publishes the tree and the outcome. The tables here follow from the 12,960 rows; the names of the intermediate
/// levels are ours, from the least need to the greatest.
enum NurseryDecisionModel {
  /// The parents' employment, and the child's nursery now.
  enum Employ: Int { case easy, fair, hard, dire }
  /// The family.
  enum Structure: Int { case full, partial, weak }
  /// The family, its housing and its finances.
  enum Standing: Int { case good, fair, poor }
  /// The social and the health picture of the family.
  enum SocialHealth: Int { case good, concerning, excluding }

  static let parents = ["usual", "pretentious", "great_pret"]
  static let nursery = ["proper", "less_proper", "improper", "critical", "very_crit"]
  static let form = ["complete", "completed", "incomplete", "foster"]
  static let children = ["1", "2", "3", "more"]
  static let housing = ["convenient", "less_conv", "critical"]
  static let finance = ["convenient", "inconv"]
  static let social = ["nonprob", "slightly_prob", "problematic"]
  static let health = ["recommended", "priority", "not_recom"]

  /// EMPLOY by parents (down) and has_nurs (across): 15 rules.
  static let employ: [[Employ]] = [
    //                 proper less_proper improper critical very_crit
    /* usual       */ [.easy, .fair, .fair, .hard, .dire],
    /* pretentious */ [.fair, .fair, .hard, .dire, .dire],
    /* great_pret  */ [.hard, .hard, .dire, .dire, .dire],
  ]

  /// STRUCTURE by form (down) and children (across): 16 rules.
  static let structure: [[Structure]] = [
    //                1         2         3      more
    /* complete   */ [.full, .partial, .weak, .weak],
    /* completed  */ [.partial, .partial, .weak, .weak],
    /* incomplete */ [.partial, .weak, .weak, .weak],
    /* foster     */ [.weak, .weak, .weak, .weak],
  ]

  /// STRUCT_FINAN by STRUCTURE (blocks), housing (down) and finance (across): 18 rules.
  static let standing: [[[Standing]]] = [
    [  // full         convenient inconv
      /* convenient */ [.good, .fair],
      /* less_conv  */ [.fair, .fair],
      /* critical   */ [.fair, .fair],
    ],
    [  // partial
      /* convenient */ [.fair, .fair],
      /* less_conv  */ [.fair, .fair],
      /* critical   */ [.poor, .poor],
    ],
    [  // weak
      /* convenient */ [.fair, .poor],
      /* less_conv  */ [.poor, .poor],
      /* critical   */ [.poor, .poor],
    ],
  ]

  /// SOC_HEALTH by social (down) and health (across): 9 rules.
  static let socialHealth: [[SocialHealth]] = [
    //                   recommended  priority     not_recom
    /* nonprob       */ [.good, .concerning, .excluding],
    /* slightly_prob */ [.good, .concerning, .excluding],
    /* problematic   */ [.concerning, .concerning, .excluding],
  ]

  /// NURSERY by EMPLOY (blocks), STRUCT_FINAN (down) and SOC_HEALTH (across): 36 rules.
  static let outcome: [[[String]]] = [
    [  // easy   good           concerning  excluding
      /* good */ ["recommend", "priority", "not_recom"],
      /* fair */ ["very_recom", "priority", "not_recom"],
      /* poor */ ["priority", "priority", "not_recom"],
    ],
    [  // fair
      /* good */ ["very_recom", "priority", "not_recom"],
      /* fair */ ["very_recom", "priority", "not_recom"],
      /* poor */ ["priority", "priority", "not_recom"],
    ],
    [  // hard
      /* good */ ["priority", "priority", "not_recom"],
      /* fair */ ["priority", "priority", "not_recom"],
      /* poor */ ["priority", "spec_prior", "not_recom"],
    ],
    [  // dire
      /* good */ ["priority", "priority", "not_recom"],
      /* fair */ ["priority", "spec_prior", "not_recom"],
      /* poor */ ["spec_prior", "spec_prior", "not_recom"],
    ],
  ]

  /// All 12,960 rows in UCI's order. Each row has the eight attributes and the class.
  static func rows() -> [[String]] {
    combinations(
      of: [parents, nursery, form, children, housing, finance, social, health]
    ) { levels in
      let structure = structure[levels[2]][levels[3]]
      let standing = standing[structure.rawValue][levels[4]][levels[5]]
      let socialHealth = socialHealth[levels[6]][levels[7]]
      let employ = employ[levels[0]][levels[1]]
      return outcome[employ.rawValue][standing.rawValue][socialHealth.rawValue]
    }
  }
}
