import Testing
@testable import Runs

struct CPUAllowanceTests {
  @Test(
    arguments: [
      ("Name:\tx\nCpus_allowed:\t1\nCpus_allowed_list:\t0\nMems_allowed:\t1\n", 1),
      ("Cpus_allowed_list:\t0-1\n", 2),
      ("Cpus_allowed_list:\t0,2-5,127-128\n", 7),
      ("Cpus_allowed_list:\t\n", nil),
      ("Cpus_allowed_list:\t3-1\n", nil),
      ("Cpus_allowed_list:\tall\n", nil),
      ("", nil),
    ] as [(String, Int?)])
  func theAffinityMaskIsCounted(status: String, processors: Int?) {
    #expect(CPUAllowance.processors(status: status) == processors)
  }

  @Test(
    arguments: [
      // Version 2: a quota of the group itself, of an ancestor, and none.
      ("0::/a/b\n", ["/sys/fs/cgroup/a/b/cpu.max": "150000 100000\n"], 1.5),
      (
        "0::/a/b\n",
        [
          "/sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
          "/sys/fs/cgroup/a/cpu.max": "50000 100000\n",
        ],
        0.5
      ),
      (
        "0::/a\n",
        [
          "/sys/fs/cgroup/a/cpu.max": "300000 100000\n",
          "/sys/fs/cgroup/cpu.max": "200000 100000\n",
        ],
        2
      ),
      // In a container with its own view of the groups.
      ("0::/\n", ["/sys/fs/cgroup/cpu.max": "100000 100000\n"], 1),
      ("0::/../../x\n", ["/sys/fs/cgroup/cpu.max": "100000 100000\n"], 1),
      ("0::/\n", ["/sys/fs/cgroup/cpu.max": "max 100000\n"], nil),
      ("0::/\n", ["/sys/fs/cgroup/cpu.max": "nonsense\n"], nil),
      ("0::/\n", ["/sys/fs/cgroup/cpu.max": "100000 0\n"], nil),
      ("0::/\n", [:], nil),
      // Version 1, and both at once.
      (
        "5:memory:/docker/x\n4:cpu,cpuacct:/docker/x\n",
        [
          "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "25000\n",
          "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
        ],
        0.25
      ),
      (
        "4:cpuacct,cpu:/x\n0::/\n",
        [
          "/sys/fs/cgroup/cpu/x/cpu.cfs_quota_us": "-1\n",
          "/sys/fs/cgroup/cpu/x/cpu.cfs_period_us": "100000\n",
        ],
        nil
      ),
      ("nonsense\n::\n", [:], nil),
      ("", [:], nil),
    ] as [(String, [String: String], Double?)])
  func quotasAreFound(groups: String, files: [String: String], quota: Double?) {
    #expect(CPUAllowance.quota(groups: groups) { files[$0] } == quota)
  }

  @Test(
    arguments: [
      (4, nil, 4), (4, 2.0, 2), (4, 1.5, 2), (4, 0.1, 1), (4, 9, 4), (1, nil, 1), (8, 1e300, 8),
    ] as [(Int, Double?, Int)])
  func workersFollowBoth(processors: Int, quota: Double?, workers: Int) {
    #expect(CPUAllowance(processors: processors, quota: quota).workers == workers)
  }

  @Test func thisProcessMayRunSomewhere() {
    let allowance = CPUAllowance.current
    #expect(allowance.processors >= 1 && allowance.workers >= 1)
    #expect(allowance.workers <= allowance.processors)
  }
}
