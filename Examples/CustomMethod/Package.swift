// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "CustomMethod",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "PruneBench", path: "../..")],
  targets: [
    .executableTarget(
      name: "custom-method",
      dependencies: [
        .product(name: "PruneBench", package: "PruneBench"),
        .product(name: "PruneBenchCommand", package: "PruneBench"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
