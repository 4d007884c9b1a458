// swift-tools-version: 6.1
import PackageDescription

// A separate package, so that users of PruneBench never resolve dependencies of its benchmarks.
let package = Package(
  name: "PruneBenchBenchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "PruneBench", path: "..")],
  targets: [
    .target(name: "FMAPeak"),
    .executableTarget(
      name: "TrainingBenchmark",
      dependencies: ["FMAPeak", .product(name: "PruneBench", package: "PruneBench")]),
    .executableTarget(
      name: "ReadingBenchmark",
      dependencies: [.product(name: "PruneBench", package: "PruneBench")]),
  ],
  swiftLanguageModes: [.v6]
)
