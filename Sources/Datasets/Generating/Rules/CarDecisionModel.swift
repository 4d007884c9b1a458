/// The expert model from which Car Evaluation was made: 77 rules that generate its 1728 rows.
///
/// M. Bohanec and V. Rajkovič built it in 1988 to show multi-attribute decision making with DEX
/// ("Knowledge acquisition and explanation for multi-attribute decision making", 8th
/// International Workshop on Expert Systems and their Applications, Avignon, pp. 59-78; described
/// again in Sistemica 1(1), 1990, pp. 145-157). A car is judged by its price and its technical
/// characteristics, each of them by what lies below:
///
///     CAR ── PRICE ── buying, maint
///         └─ TECH ─── COMFORT ── doors, persons, lug_boot
///                  └─ safety
///
/// UCI publishes only the outcome. The tables here follow from the 1728 rows; the names of the intermediate
/// levels are ours, from worst to best.
enum CarDecisionModel {
  /// Overall price: what it costs to buy and to keep.
  enum Price: Int { case excessive, high, medium, low }
  /// Comfort: doors, seats and room for luggage.
  enum Comfort: Int { case poor, fair, good }
  /// Technical characteristics: comfort and safety.
  enum Tech: Int { case bad, fair, good, excellent }

  static let buying = ["vhigh", "high", "med", "low"]
  static let maint = ["vhigh", "high", "med", "low"]
  static let doors = ["2", "3", "4", "5more"]
  static let persons = ["2", "4", "more"]
  static let luggage = ["small", "med", "big"]
  static let safety = ["low", "med", "high"]
  static let classes = ["unacc", "acc", "good", "vgood"]

  /// PRICE by buying (down) and maint (across): 16 rules.
  static let price: [[Price]] = [
    //            vhigh       high       med      low
    /* vhigh */ [.excessive, .excessive, .high, .high],
    /* high  */ [.excessive, .high, .high, .high],
    /* med   */ [.high, .high, .medium, .low],
    /* low   */ [.high, .medium, .low, .low],
  ]

  /// COMFORT by doors (blocks), persons (down) and lug_boot (across): 36 rules.
  static let comfort: [[[Comfort]]] = [
    [  // 2 doors  small  med    big
      /* 2    */ [.poor, .poor, .poor],
      /* 4    */ [.fair, .fair, .good],
      /* more */ [.poor, .fair, .good],
    ],
    [  // 3 doors
      /* 2    */ [.poor, .poor, .poor],
      /* 4    */ [.fair, .fair, .good],
      /* more */ [.fair, .good, .good],
    ],
    [  // 4 doors
      /* 2    */ [.poor, .poor, .poor],
      /* 4    */ [.fair, .good, .good],
      /* more */ [.fair, .good, .good],
    ],
    [  // 5 doors or more
      /* 2    */ [.poor, .poor, .poor],
      /* 4    */ [.fair, .good, .good],
      /* more */ [.fair, .good, .good],
    ],
  ]

  /// TECH by COMFORT (down) and safety (across): 9 rules.
  static let tech: [[Tech]] = [
    //          low   med    high
    /* poor */ [.bad, .bad, .bad],
    /* fair */ [.bad, .fair, .good],
    /* good */ [.bad, .good, .excellent],
  ]

  /// CAR by PRICE (down) and TECH (across): 16 rules.
  static let car: [[String]] = [
    //              bad       fair     good     excellent
    /* excessive */ ["unacc", "unacc", "unacc", "unacc"],
    /* high      */ ["unacc", "unacc", "acc", "acc"],
    /* medium    */ ["unacc", "acc", "acc", "vgood"],
    /* low       */ ["unacc", "acc", "good", "vgood"],
  ]

  /// All 1728 rows in UCI's order. Each row has the six attributes and the class.
  static func rows() -> [[String]] {
    combinations(of: [buying, maint, doors, persons, luggage, safety]) { levels in
      let comfort = comfort[levels[2]][levels[3]][levels[4]]
      let tech = tech[comfort.rawValue][levels[5]]
      return car[price[levels[0]][levels[1]].rawValue][tech.rawValue]
    }
  }
}
