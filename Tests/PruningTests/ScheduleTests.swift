import Testing
@testable import Pruning

@testable import Training

struct ScheduleTests {
  @Test func followsThePapersFormula() {
    let schedule = AnnealingSchedule(epochs: 100, rate: 20)
    // 10 + (1000 - 10) * (100 - 2e) / (40e + 100), rounded down.
    #expect(schedule.connections(in: 1, from: 1000, to: 10) == 703)
    #expect(schedule.connections(in: 10, from: 1000, to: 10) == 168)
    #expect(schedule.connections(in: 25, from: 1000, to: 10) == 55)
    #expect(schedule.connections(in: 49, from: 1000, to: 10) == 10)
    #expect(schedule.connections(in: 50, from: 1000, to: 10) == 10)
    #expect(schedule.connections(in: 100, from: 1000, to: 10) == 10)
    #expect(schedule.connections(in: 3, from: 8, to: 10) == 8, "fewer than the target stay")
  }

  @Test(arguments: [1, 2, 3, 10, 99], [0, 1, 20, 1e6])
  func fallsToTheTargetAtHalfTime(epochs: Int, rate: Double) {
    let schedule = AnnealingSchedule(epochs: epochs, rate: rate)
    let counts = (1...epochs).map { schedule.connections(in: $0, from: 500, to: 7) }
    #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(counts[schedule.targetEpoch - 1] == 7)
    #expect(schedule.isPruning(in: schedule.targetEpoch))
    #expect(!schedule.isPruning(in: schedule.targetEpoch + 1))
  }

  @Test func plansAddUp() {
    let plan = PruningPlan(phases: [
      .init(AnnealingSchedule(epochs: 10, rate: 1), targets: [nil, 5]),
      .init(AnnealingSchedule(epochs: 7, rate: 1), targets: [9, nil]),
    ])
    #expect(plan.epochs == 17)
    #expect(plan.finalEpoch == 14)
  }

  /// Of an infinitely long phase the mean share is an integral: a quarter without annealing, and with μ = 20
  /// (1.05 ln 21 - 1) / 40.
  @Test(arguments: [(0.0, 0.25), (20, 0.0549)])
  func theMeanShareIsThatOfAllEpochs(rate: Double, share: Double) {
    #expect(abs(AnnealingSchedule(epochs: 10_000, rate: rate).meanShare - share) < 1e-3)
  }
}
