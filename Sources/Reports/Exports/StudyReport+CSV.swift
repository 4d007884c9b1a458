import Experiments
import Pruning
import Training

extension StudyReport {
  /// The content of `results.csv`: one row for each fit, in the order of their keys. Only
  /// `duration` differs between runs of one description.
  public var resultsCSV: String {
    var csv = CSVText(header: [
      "problem", "phase", "method", "hidden", "l2", "pretraining_epochs", "annealing_rate",
      "hidden_unit", "features_kept", "draw", "initialisation", "epoch", "epochs", "training_loss",
      "training_auc", "validation_auc",
      "test_auc", "last_test_auc", "connections", "effective", "hidden_left", "features_left",
      "features_by_node", "duration", "info",
    ])
    for record in records {
      let key = record.key
      let pruning = key.setting.pruning
      func cell<Value>(_ value: (StudyResult) -> Value?) -> String {
        record.result.flatMap(value).map { "\($0)" } ?? ""
      }
      csv.append([
        key.problem, key.phase.rawValue, key.method.rawValue, "\(key.setting.hidden)",
        "\(key.setting.l2)", "\(key.setting.pretrainingEpochs)",
        pruning.map { "\($0.annealingRate)" } ?? "", pruning?.unit.rawValue ?? "",
        pruning?.features.map(String.init) ?? "", "\(key.draw)", "\(key.initialisation)",
        cell(\.epoch), cell(\.epochs), cell(\.chosen.loss), cell(\.chosen.trainingAUC),
        cell(\.chosen.validationAUC), cell(\.chosen.testAUC), cell(\.lastTestAUC),
        cell { $0.connections.map(String.init).joined(separator: "+") },
        cell(\.effectiveConnections), cell(\.hiddenNodes), cell(\.features.count),
        cell { $0.featuresByNode.map(featureText) }, "\(record.seconds)", record.failure ?? "",
      ])
    }
    return csv.text
  }

  /// `1+2+3 1+2+7`: the features of each hidden node, numbered from 1.
  private func featureText(_ nodes: [[Int]]) -> String {
    nodes.map { $0.map { "\($0 + 1)" }.joined(separator: "+") }.joined(separator: " ")
  }
}
