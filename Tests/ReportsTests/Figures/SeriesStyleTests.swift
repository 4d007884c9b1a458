import Testing

@testable import Reports

struct SeriesStyleTests {
  /// No two of thirty series look alike, in colours or printed in grey.
  @Test func seriesAreToldApart() {
    let styles = (0..<30).map(SeriesStyle.init)
    #expect(SeriesStyle.count >= 30 && Set(styles).count == 30)
    #expect(Set(styles.map { "\($0.dash) \($0.marker)" }).count == 30)
    #expect(Set(styles.map { "\($0.dash) \($0.colour)" }).count == 30)
  }
}
