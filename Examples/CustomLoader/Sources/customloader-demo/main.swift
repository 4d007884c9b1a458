// Loads a table by a loader of one's own, and compares the networks on it as `prunebench run` would.
import PruneBench
import CustomLoader
import Foundation

let file = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? "trees.txt")
let loader = try FixedWidthLoader()
// In a registry the set would have a name; here its one file is at hand.
let registry = try DatasetRegistry.builtIn().adding(loader)
let dataset = try registry.loader(named: "trees").load(from: [file])
let experiment = try Experiment(try ProtocolFile.named("quick"), on: [dataset], workers: 2)
let folder = RunFolder(
  URL(fileURLWithPath: CommandLine.arguments.dropFirst(2).first ?? "runs/trees"))
try await experiment.run(into: folder)
let report = try Report(of: folder)
try await report.write(to: folder)
print(report.tables, terminator: "")
