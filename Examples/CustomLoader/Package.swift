// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "CustomLoader",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "PruneBench", path: "../..")],
  targets: [
    .target(
      name: "CustomLoader", dependencies: [.product(name: "PruneBench", package: "PruneBench")]),
    .executableTarget(name: "customloader-demo", dependencies: ["CustomLoader"]),
    .testTarget(
      name: "CustomLoaderTests",
      dependencies: [
        "CustomLoader", .product(name: "PruneBenchTesting", package: "PruneBench"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
