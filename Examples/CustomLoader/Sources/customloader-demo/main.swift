// Loads a table with a custom loader, and compares the networks on it as `prunebench run` would.
import CustomLoader
import Foundation
import PruneBench

let arguments = CommandLine.arguments
let file = URL(fileURLWithPath: arguments.dropFirst().first ?? "trees.txt")
let folder = URL(fileURLWithPath: arguments.dropFirst(2).first ?? "runs/trees")
let trees = try TableFile(FixedWidthLoader(), files: [file])
let comparison = try Comparison(of: .named("quick"), on: [trees], workers: 2)
let result = try await comparison.run(in: folder)
try result.report.write(to: RunFolder(folder))
print(result.report.text(), terminator: "")
