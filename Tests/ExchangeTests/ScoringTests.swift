import Foundation
import Inputs
import Tabular
import Testing

@testable import Exchange
@testable import Training

struct ScoringTests {
  @Test func rawRowsAreScoredLikeTheLoadedDataset() throws {
    try Fixture.withFixture { fixture in
      let scoring = Scoring(by: try fixture.saved(isPruned: true))
      let file = fixture.folder.appendingPathComponent("trees.csv")
      let raw = try Scored { try scoring.score(file, deliver: $0) }
      let loaded = try Scored { try scoring.score(fixture.dataset, deliver: $0) }
      #expect(raw.rows == Array(1...120) && raw.rows == loaded.rows)
      #expect(raw.classes == loaded.classes)
      #expect(raw.probabilities == loaded.probabilities)
      #expect(raw.summary == loaded.summary && raw.summary.labelledRows == 120)
      for row in 0..<120 {
        let sum = raw.probabilities[2 * row] + raw.probabilities[2 * row + 1]
        #expect(abs(sum - 1) < 1e-6)
      }
    }
  }

  @Test func columnsAreFoundByTheirNames() throws {
    try Fixture.withFixture { fixture in
      let scoring = Scoring(by: try fixture.saved(isPruned: false))
      let rows = Fixture.rows(40, seed: 2)
      let plain = try fixture.write(rows.joined(separator: "\n"), to: "plain.csv")
      let expected = try Scored { try scoring.score(plain, deliver: $0) }
      // Other columns, another order, no class; and with all columns but the class, without names.
      var named = "width,remark,place,size,height,colour\n"
      var short = ""
      for row in rows {
        let fields = row.split(separator: ",", omittingEmptySubsequences: false)
        named += "\(fields[6]),\"a, b\",\(fields[5]),\(fields[3]),\(fields[1]),\(fields[0])\n"
        short += (fields[0...3] + fields[5...]).joined(separator: ",") + "\n"
      }
      for (name, text) in [("named.csv", named), ("short.csv", short)] {
        let file = try fixture.write(text, to: name)
        let scored = try Scored { try scoring.score(file, deliver: $0) }
        #expect(scored.probabilities == expected.probabilities, "\(name)")
        #expect(scored.summary.labelledRows == 0 && scored.summary.rows == 40)
      }
    }
  }

  @Test func unknownLevelsAreCounted() throws {
    try Fixture.withFixture { fixture in
      let scoring = Scoring(by: try fixture.saved(isPruned: false))
      let file = try fixture.write(
        """
        blue,1,0,small,oak,north,2
        red,1,0,tiny,fir,east,2
        red,1,0,small,oak,north,?
        red,1,0,,oak,north,2
        """, to: "new.csv")
      let scored = try Scored { try scoring.score(file, deliver: $0) }
      #expect(scored.rows == [1, 2, 4])
      #expect(scored.summary.unknownLevels == ["colour": 1, "size": 1, "place": 1])
      #expect(scored.summary.droppedRows == 1 && scored.summary.labelledRows == 2)
      #expect(scored.summary.unknownLabels == ["fir": 1] && scored.summary.hasLabels)
      #expect(scored.probabilities.allSatisfy { $0 > 0 && $0 < 1 })
    }
  }

  @Test func blanksAroundTextsAreIgnoredAndMissingClassesAreNotScored() throws {
    try Fixture.withFixture { fixture in
      let scoring = Scoring(by: try fixture.saved(isPruned: false))
      let plain = try fixture.write(
        "red,1,0,small,oak,north,2\ngreen,1,0,large,?,south,3\n?,1,0,,,?,3\n", to: "plain.csv")
      let spaced = try fixture.write(
        "\" red\",1,0,\"small \",\" oak\",north,2\ngreen\t,1,0, \"\tlarge\" ,\" ?\", south ,3\n"
          + "\" ? \",1,0,\" \", ,\"\t?\",3\n", to: "spaced.csv")
      let expected = try Scored { try scoring.score(plain, deliver: $0) }
      let scored = try Scored { try scoring.score(spaced, deliver: $0) }
      #expect(scored.probabilities == expected.probabilities)
      #expect(scored.summary == expected.summary)
      #expect(scored.summary.labelledRows == 1 && scored.summary.unknownLabelledRows == 0)
    }
  }

  @Test func aCommentOfC45IsSkipped() throws {
    try Fixture.withFixture { fixture in
      let scoring = Scoring(by: try fixture.saved(isPruned: false))
      let file = try fixture.write(
        "|1x3 Cross validator\nred,1,0,small,oak,north,2\n", to: "new.csv")
      let scored = try Scored { try scoring.score(file, deliver: $0) }
      #expect(scored.rows == [1] && scored.summary.skippedLines == [1])
    }
  }

  @Test(arguments: [
    ("red,1,0,small,oak", "new.csv:1: expected 7, or 6 without the class, fields"),
    ("red,1,0,small,oak,north,2\nred,1\n", "new.csv:2"),
    ("red,x,0,small,oak,north,2", "new.csv:1:2: expected a number in column 'height'"),
    ("# nothing", "fields"),
    (
      "colour,height,height,size,kind,place,width\nred,1,0,small,oak,north,2",
      "new.csv:1:3: expected the column 'height' once in the header"
    ),
    ("", "the file is empty"),
  ])
  func invalidRowsAreLocatedErrors(text: String, says: String) throws {
    try Fixture.withFixture { fixture in
      let scoring = Scoring(by: try fixture.saved(isPruned: false))
      let file = try fixture.write(text, to: "new.csv")
      let error = #expect(throws: InputError.self) {
        _ = try Scored { try scoring.score(file, deliver: $0) }
      }
      #expect(error.map { "\($0)".contains(says) } == true, "\(error?.description ?? "")")
    }
  }

  @Test func probabilitiesSurviveLargeLogits() {
    let logits = Matrix(rows: 2, columns: 3, values: [1000, 1000, -1000, -3e38, 0, 3e38])
    #expect(probabilities(of: logits).values == [0.5, 0.5, 0, 0, 0, 1])
  }

  @Test func fieldsOfTheOutputAreQuoted() {
    let block = Scoring.Block(
      rows: [1, 3], classes: [1, 0],
      probabilities: Matrix(rows: 2, columns: 2, values: [0.1, 0.9, 1, 1e-20]))
    let names = ["a,b", "the \"c\""]
    #expect(
      Scoring.Block.csvHeader(classNames: names) + block.csv(classNames: names) == #"""
        row,class,"P(a,b)","P(the ""c"")"
        1,"the ""c""",0.1,0.9
        3,"a,b",1.0,1e-20

        """#)
  }
}
