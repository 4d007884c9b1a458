/// Evidence in the fields of a column for how numbers are written.
struct NotationEvidence: Hashable, Sendable {
  /// Evidence for the meaning of the comma or the point.
  struct Mark: Hashable, Sendable {
    /// The number of fields in which it can only be a decimal mark: `1,5`, `0,376`.
    var decimal = 0
    /// The number of fields in which it can only group digits: `1,234,567`.
    var thousands = 0
    /// The number of ambiguous fields: `1,376`.
    var either = 0
    /// The first field of each kind.
    var firstDecimal: Place?
    var firstThousands: Place?
    var firstEither: Place?
  }

  /// A field, with its place in the file.
  struct Place: Hashable, Sendable {
    let line: Int
    let column: Int
    let text: String
  }

  var comma = Mark()
  var point = Mark()
  /// The number of fields whose digits are grouped by spaces, and by apostrophes.
  var spaces = 0
  var apostrophes = 0
  /// The number of whole numbers without any mark: with up to three digits, and with more.
  var short = 0
  var long = 0
  /// The smallest whole number with up to three digits.
  var smallestShort = Int.max
  /// The number of fields that are numbers in some notation, without a unit. The caller of `add` counts them.
  var numbers = 0

  /// Records the evidence in `field`, which must not have a unit.
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
