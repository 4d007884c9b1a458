import Inputs
import TestSupport
import Testing

struct FileNamesTests {
  @Test func namesAreSafeAndDifferent() {
    let texts = Array(Set(HostileTexts.all(drawn: 1000, seed: 5)))
    let names = FileNames(of: texts, reserved: ["README", "claims"])
    let all = texts.map { names[$0] }
    for name in all {
      #expect(name.utf8.count <= 128 && !name.hasPrefix(".") && !name.hasPrefix("-"))
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
      #expect(!["readme", "claims"].contains(name.lowercased()))
    }
    #expect(Set(all.map { $0.lowercased() }).count == texts.count)
  }

  @Test func plainNamesStay() {
    let names = FileNames(of: ["car", "xor:k=3,p=20", "Car", "README"], reserved: ["readme"])
    #expect(names["car"] == "car" && names["xor:k=3,p=20"] == "xor-k-3-p-20")
    #expect(names["Car"].hasPrefix("Car-") && names["README"].hasPrefix("README-"))
  }
}
