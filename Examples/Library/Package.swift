// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Library",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "PruneBench", path: "../..")],
  targets: [
    .executableTarget(
      name: "library", dependencies: [.product(name: "PruneBench", package: "PruneBench")])
  ],
  swiftLanguageModes: [.v6]
)
