/// The word of `words` that `word` most likely stands for, if any is near enough.
///
/// Nearness is the number of letters to insert, delete, replace, or swap with the next one: at most a third of the
/// word's length (at least one), and not the whole of both words.
package func nearestWord(to word: String, in words: [String]) -> String? {
  let limit = max(1, word.count / 3)
  let plain = word.lowercased()
  let ranked = words.map { (distance: editDistance(plain, $0.lowercased()), word: $0) }
    .filter { $0.distance <= limit && $0.distance < max(word.count, $0.word.count) }
  return ranked.min { $0.distance < $1.distance }?.word
}

/// The Damerau-Levenshtein distance of texts in which no letter is changed twice (optimal string alignment).
/// Time O(a·b) in the words' lengths.
func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var before: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var distance = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        distance = min(distance, before[j - 1] + 1)
      }
      row.append(distance)
    }
    (before, last) = (last, row)
  }
  return last[b.count]
}
