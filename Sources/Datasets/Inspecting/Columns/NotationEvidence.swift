/// What the fields of a column say of how numbers are written.
struct NotationEvidence: Hashable, Sendable {
  /// What is seen of a comma or a point.
  struct Mark: Hashable, Sendable {
    /// Fields in which it stands before decimals and can be nothing else: `1,5`, `0,376`.
    var decimal = 0
    /// Fields in which it groups digits and can do nothing else: `1,234,567`.
    var thousands = 0
    /// Fields that can be read both ways: `1,376`.
    var either = 0
    /// The first field that speaks for decimals, for thousands, or for both.
    var firstDecimal: Place?
    var firstThousands: Place?
    var firstEither: Place?
  }

  /// A field, as the user finds it.
  struct Place: Hashable, Sendable {
    let line: Int
    let column: Int
    let text: String
  }

  var comma = Mark()
  var point = Mark()
  /// Fields whose digits are grouped by spaces, by apostrophes.
  var spaces = 0
  var apostrophes = 0
  /// Whole numbers without any mark: of three digits or fewer, and longer.
  var short = 0
  var long = 0
  /// The smallest of the short ones.
  var smallestShort = Int.max
  /// Fields that are numbers in some notation, without a unit; whoever adds fields counts them.
  var numbers = 0

  /// Adds what `field` says, which has no unit beside it.
  /// - Returns: whether it is a number in some notation.
  mutating func add(_ field: ArraySlice<UInt8>, at place: Place) -> Bool {
    guard let shape = NumberShape(field) else { return false }
    switch shape {
    case .whole(let digits, let value):
      if digits <= 3 {
        short += 1
        smallestShort = min(smallestShort, value)
      } else {
        long += 1
      }
    case .decimal(let mark): self[mark].noteDecimal(place)
    case .thousands(let mark): self[mark].noteThousands(place)
    case .either(let mark): self[mark].noteEither(place)
    case .both(let thousands, let decimal):
      if let thousands {
        self[thousands].noteThousands(place)
      } else {
        spaces += 1
      }
      self[decimal].noteDecimal(place)
    case .spaces: spaces += 1
    case .apostrophes: apostrophes += 1
    }
    return true
  }

  private subscript(mark: DelimitedFormat.DecimalMark) -> Mark {
    get { mark == .comma ? comma : point }
    set {
      if mark == .comma {
        comma = newValue
      } else {
        point = newValue
      }
    }
  }
}

extension NotationEvidence.Mark {
  fileprivate mutating func noteDecimal(_ place: NotationEvidence.Place) {
    decimal += 1
    firstDecimal = firstDecimal ?? place
  }

  fileprivate mutating func noteThousands(_ place: NotationEvidence.Place) {
    thousands += 1
    firstThousands = firstThousands ?? place
  }

  fileprivate mutating func noteEither(_ place: NotationEvidence.Place) {
    either += 1
    firstEither = firstEither ?? place
  }
}
