import Inputs
package import Tabular

/// Classes with fewer rows than the cross-validation has folds: some folds have none of them.
enum RareClass {
  /// A note for each of them.
  static func notes(_ classes: [(name: String, rows: Int)], folds: Int) -> [String] {
    classes.filter { $0.rows < folds }.map { name, rows in
      "class '\(name)' has \(counted(rows, "row")), fewer than \(folds) folds"
    }
  }
}

extension Dataset {
  /// A note for each class with fewer rows than there are folds.
  package func rareClassNotes(folds: Int) -> [String] {
    RareClass.notes(
      classNames.enumerated().map { label, name in
        (name, labels.count { $0 == label })
      }, folds: folds
    ).map { "\(self.name): \($0)" }
  }
}
