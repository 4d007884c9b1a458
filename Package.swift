// swift-tools-version: 6.2
import PackageDescription

// Arrows between targets run down only: each target names every target that it may import.
let package = Package(
  name: "PruneBench",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "PruneBench", targets: ["PruneBench"]),
    .library(name: "PruneBenchCommand", targets: ["PruneBenchCommand"]),
    .library(name: "PruneBenchTesting", targets: ["DatasetTesting"]),
    .executable(name: "prunebench", targets: ["prunebench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CCSV", providers: [.apt(["libcsv-dev"]), .brew(["libcsv"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),

    .target(name: "Inputs", dependencies: ["Yams", "CCrypto"]),
    .target(name: "Tabular"),
    .target(name: "TrainingKernels"),
    .target(name: "TextKernels"),
    .target(
      name: "Datasets",
      dependencies: ["Inputs", "Tabular", "TextKernels", "CCSV", "CZlib", "CArchive", "CCurl"],
      resources: [.embedInCode("Cards"), .embedInCode("Suites")]),
    .target(name: "DatasetTesting", dependencies: ["Inputs", "Tabular", "Datasets"]),
    .target(name: "Training", dependencies: ["Tabular", "TrainingKernels"]),
    .target(name: "Pruning", dependencies: ["Tabular", "Training"]),
    .target(name: "Exchange", dependencies: ["Inputs", "Tabular", "Datasets", "Training"]),
    .target(name: "Runs", dependencies: ["Inputs", "CZlib"]),
    .target(name: "Cluster", dependencies: ["Inputs", "Runs"]),
    .target(
      name: "Experiments",
      dependencies: ["Inputs", "Tabular", "Datasets", "Training", "Pruning", "Runs"],
      resources: [.embedInCode("Files")]),
    .target(name: "Statistics"),
    .target(
      name: "Reports",
      dependencies: [
        "Inputs", "Tabular", "Training", "Pruning", "Runs", "Experiments", "Statistics",
      ]),
    .target(
      name: "PruneBench",
      dependencies: [
        "Inputs", "Tabular", "Datasets", "Training", "Pruning", "Runs", "Experiments", "Exchange",
        "Reports",
      ]),
    .target(
      name: "PruneBenchCommand",
      dependencies: [
        "Inputs", "Tabular", "Datasets", "Training", "Pruning", "Exchange", "Runs", "Statistics",
        "Experiments", "Reports", "Cluster",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      path: "Sources/Command"),
    .executableTarget(name: "prunebench", dependencies: ["PruneBenchCommand"]),

    .target(
      name: "TestSupport", dependencies: ["CZlib", "Datasets", "Tabular", "Training"],
      path: "Tests/TestSupport"),
    .testTarget(name: "InputsTests", dependencies: ["Inputs", "TestSupport"]),
    .testTarget(name: "TabularTests", dependencies: ["Tabular"], resources: [.copy("Golden")]),
    .testTarget(
      name: "DatasetsTests",
      dependencies: [
        "CArchive", "CZlib", "Datasets", "DatasetTesting", "Inputs", "Tabular", "TestSupport",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "TrainingTests",
      dependencies: ["Datasets", "Pruning", "Tabular", "TestSupport", "Training"],
      resources: [.copy("Golden")]),
    .testTarget(
      name: "ExchangeTests",
      dependencies: ["Datasets", "Exchange", "Inputs", "Tabular", "Training"],
      resources: [.copy("Golden")]),
    .testTarget(
      name: "PruningTests", dependencies: ["Pruning", "Tabular", "TestSupport", "Training"],
      resources: [.copy("Golden")]),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "Tabular"],
      resources: [.copy("Golden")]),
    .testTarget(name: "RunsTests", dependencies: ["Inputs", "Runs", "TestSupport"]),
    .testTarget(name: "ClusterTests", dependencies: ["Cluster", "Inputs", "Runs", "TestSupport"]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Datasets", "Experiments", "Inputs", "Pruning", "Runs", "Tabular", "TestSupport",
        "Training",
      ]),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Experiments", "Inputs", "Pruning", "Reports", "Runs", "Statistics", "Tabular",
        "TestSupport", "Training",
      ]),
    .testTarget(
      name: "DocumentationTests", dependencies: ["Experiments", "Inputs", "Pruning", "Runs"]),
    .testTarget(name: "PruneBenchTests", dependencies: ["PruneBench", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["prunebench", "Datasets", "Inputs", "Tabular", "TestSupport"],
      resources: [.copy("Snapshots"), .copy("Tables")]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system && !target.name.hasSuffix("Kernels") {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ]
}
