// swift-tools-version: 6.1
import PackageDescription

// A package of its own: who uses PruneBench never resolves what only its benchmarks need.
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
