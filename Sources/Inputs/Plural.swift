/// `row` behind a 1, `rows` or `classes` behind any other number.
package func plural(_ noun: String, _ count: Int) -> String {
  count == 1 ? noun : noun + (noun.hasSuffix("s") ? "es" : "s")
}

/// `1 row`, `12 rows`.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(plural(noun, count))" }

/// `1 row has`, `12 rows have`.
package func counted(_ count: Int, _ noun: String, _ does: String, _ do: String) -> String {
  "\(counted(count, noun)) \(count == 1 ? does : `do`)"
}
