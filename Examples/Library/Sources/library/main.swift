// From a table to a comparison and a saved model: swift run library TABLE.csv TARGET MODEL.onnx
import PruneBench

let arguments = CommandLine.arguments
let table = try TableFile(arguments[1], target: arguments[2])
let plan = try ProtocolFile(
  "first-look", comparing: [.dense, .equivalent, .cpna],
  over: Grid(hidden: [16, 64], l2: [0.0001, 0.001]), levels: [0.1, 0.25],
  schedule: .init(pretraining: 30, pruning: 60))
let result = try await Comparison(of: plan, on: [table]).run()
print(result.report.text(), terminator: "")

let model = try result.network(of: .cpna)
try model.save(to: arguments[3])
print("saved \(arguments[3]): \(model.connections)")
