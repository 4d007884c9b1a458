// All that a program needs: it imports PruneBench, and nothing else.
@_exported import Datasets
@_exported import Exchange
@_exported import Experiments
@_exported import Inputs
@_exported import Pruning
@_exported import Reports
@_exported import Runs
@_exported import Tabular
@_exported import Training
