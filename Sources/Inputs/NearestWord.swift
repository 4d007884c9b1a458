/// The word of `words` that `word` most likely stands for, if any is near enough.
///
/// Nearness is the Levenshtein distance, at most a third of the word's length (at least one).
public func nearestWord(to word: String, in words: [String]) -> String? {
  let limit = max(1, word.count / 3)
  let plain = word.lowercased()
  let ranked = words.map { (distance: editDistance(plain, $0.lowercased()), word: $0) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit
  else { return nil }
  return best.word
}

/// Levenshtein distance. Time O(a·b) in the words' lengths.
func editDistance(_ a: String, _ b: String) -> Int {
  let b = Array(b)
  var row = Array(0...b.count)
  for (i, character) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let substitution = diagonal + (character == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
