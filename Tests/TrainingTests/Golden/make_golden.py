"""Trains two small networks with PyTorch and writes what PruneBench's kernels must reproduce.

    python make_golden.py path/to/car.data        # writes car.json and xor.json beside itself

Weights are stored as [inputs][outputs], batches as row numbers, losses are the mean cross-entropy
of each batch before its step, without the L2 term. Made with PyTorch 2.x in single precision;
weight_decay of torch.optim.Adam is L2 added to the gradient, on weights and biases.
"""
import itertools
import json
import os
import sys

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 100


def flat(tensor):
    return [float(np.float32(value)) for value in tensor.detach().numpy().reshape(-1)]


def layers_of(model):
    linear = [module for module in model if isinstance(module, torch.nn.Linear)]
    return [{"weights": flat(layer.weight.T), "biases": flat(layer.bias)} for layer in linear]


def write(name, features, labels, hidden, batch, rate, l2, inline):
    torch.manual_seed(20)
    torch.set_num_threads(1)
    widths = [features.shape[1], *hidden, int(labels.max()) + 1]
    modules = []
    for inputs, outputs in itertools.pairwise(widths):
        modules += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    model = torch.nn.Sequential(*modules[:-1])
    initial = layers_of(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate, weight_decay=l2)
    loss_of = torch.nn.CrossEntropyLoss()
    x, y = torch.tensor(features, dtype=torch.float32), torch.tensor(labels)
    order = np.random.default_rng(7)
    batches, losses = [], []
    for step in range(STEPS):
        # One batch in ten is smaller, as the last one of an epoch is.
        size = batch if step % 10 else batch - 3
        rows = order.choice(len(features), size, replace=False)
        batches.append(rows.tolist())
        optimizer.zero_grad()
        loss = loss_of(model(x[rows]), y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    golden = dict(pytorch=torch.__version__, widths=widths, batch=batch, learningRate=rate, l2=l2,
                  batches=batches, initial=initial, losses=losses, final=layers_of(model))
    if inline:
        golden["features"] = [float(value) for value in features.reshape(-1)]
        golden["labels"] = labels.tolist()
    with open(os.path.join(HERE, name + ".json"), "w") as file:
        json.dump(golden, file, separators=(",", ":"))
        file.write("\n")


def car(path):
    with open(path) as file:
        rows = [line.strip().split(",") for line in file if line.strip()]
    levels = [["vhigh", "high", "med", "low"], ["vhigh", "high", "med", "low"],
              ["2", "3", "4", "5more"], ["2", "4", "more"], ["small", "med", "big"],
              ["low", "med", "high"]]
    classes = ["unacc", "acc", "good", "vgood"]
    features = [[1.0 if value == level else -1.0 for value, column in zip(row, levels)
                 for level in column] for row in rows]
    return np.array(features), np.array([classes.index(row[6]) for row in rows])


def xor(k, dimensions, rows):
    draws = np.random.default_rng(3).integers(-64, 64, (rows, dimensions)) * 2 + 1
    features = draws / 128
    return features, (np.prod(features[:, :k], axis=1) > 0).astype(int)


if __name__ == "__main__":
    write("car", *car(sys.argv[1]), hidden=[17], batch=16, rate=1e-3, l2=1e-3, inline=False)
    write("xor", *xor(3, 6, 128), hidden=[33, 9], batch=32, rate=3e-3, l2=1e-4, inline=True)
