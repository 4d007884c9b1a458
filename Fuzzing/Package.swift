// swift-tools-version: 6.2
import PackageDescription

// A separate package, because libFuzzer provides the main function of each executable. Build it with
// scripts/fuzz.
let package = Package(
  name: "PruneBenchFuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "PruneBench", path: "..")],
  targets: [
    .target(name: "Harness", dependencies: [.product(name: "PruneBench", package: "PruneBench")])
  ],
  swiftLanguageModes: [.v6]
)

for reader in ["Delimited", "Table", "ARFF", "Card", "Archive"] {
  package.targets.append(
    .executableTarget(
      name: "Fuzz\(reader)",
      dependencies: [
        "Harness", .product(name: "PruneBench", package: "PruneBench"),
        .product(name: "PruneBenchTesting", package: "PruneBench"),
      ],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}
