"""The surprising rows of this folder's reports once more, by networks written in PyTorch that share no code with PruneBench.

    PRUNEBENCH_DATA=FOLDER python3 reports/methods/check_with_pytorch.py

needs PyTorch and NumPy, and UCI's image segmentation files. Same widths, epochs, rates and rules, but other splits and
seeds, three of each; the numbers to compare with are in README.md.
"""
import os
import pathlib

import numpy as np
import torch
from torch.nn.functional import cross_entropy, softshrink

torch.set_num_threads(1)


def segmentation(seed):
    folder = pathlib.Path(os.environ["PRUNEBENCH_DATA"])
    lines = [
        line.strip().split(",") for name in ("segmentation.data", "segmentation.test")
        for line in next(folder.rglob(name)).read_text().splitlines()
    ]
    rows = [line for line in lines if len(line) == 20]
    names = sorted({row[0] for row in rows})
    features = np.array([row[1:] for row in rows], float)
    labels = np.array([names.index(row[0]) for row in rows])
    # Each row once: equal rows must not stand on both sides of the split.
    _, first = np.unique(features, axis=0, return_index=True)
    features, labels = features[first], labels[first]
    order = np.random.default_rng(seed).permutation(len(features))
    test, training = order[:len(order) // 5], order[len(order) // 5:]
    low, high = features[training].min(0), features[training].max(0)
    scaled = np.where(high > low, 2 * (features - low) / np.where(high > low, high - low, 1) - 1, 0)
    return scaled[training], labels[training], scaled[test], labels[test]


def xor(seed):
    features = np.random.default_rng(seed).uniform(-1, 1, (3000, 60))
    labels = (np.prod(np.sign(features[:, :3]), 1) > 0).astype(int)
    return features[:2400], labels[:2400], features[2400:], labels[2400:]


class Trial:
    """One network, trained while it is pruned by a rule."""

    def __init__(self, data, hidden, l2, epochs, seed):
        x, y, self.test_x, self.test_y = data
        self.x, self.y = torch.tensor(x, dtype=torch.float32), torch.tensor(y)
        self.epochs = epochs
        torch.manual_seed(seed)
        classes = int(self.y.max()) + 1
        self.layers = [torch.nn.Linear(x.shape[1], hidden), torch.nn.Linear(hidden, classes)]
        parameters = [p for layer in self.layers for p in layer.parameters()]
        self.adam = torch.optim.Adam(parameters, lr=1e-3, weight_decay=l2)
        self.masks = [torch.ones_like(layer.weight) for layer in self.layers]
        self.total = sum(mask.numel() for mask in self.masks)

    def logits(self, x):
        return self.layers[1](torch.relu(self.layers[0](x)))

    @torch.no_grad()
    def keep(self, scores, count):
        flat = torch.cat([s.masked_fill(m == 0, -np.inf).flatten() for s, m in zip(scores, self.masks)])
        chosen = torch.zeros_like(flat)
        chosen[flat.argsort(descending=True, stable=True)[:count]] = 1
        parts = chosen.split([mask.numel() for mask in self.masks])
        self.masks = [part.view_as(mask) for part, mask in zip(parts, self.masks)]
        self.cut()

    @torch.no_grad()
    def cut(self):
        for layer, mask in zip(self.layers, self.masks):
            layer.weight *= mask

    def epoch(self, number, penalty=0.0):
        pretraining, pruning = self.epochs
        left = max(0, number - pretraining - pruning / 2 - 0.5) / (pruning / 2)
        rate = 1e-3 * (1 - left)
        for group in self.adam.param_groups:
            group["lr"] = rate
        for rows in torch.randperm(len(self.x)).split(32):
            self.adam.zero_grad()
            cross_entropy(self.logits(self.x[rows]), self.y[rows]).backward()
            for layer, mask in zip(self.layers, self.masks):
                layer.weight.grad *= mask
            self.adam.step()
            self.cut()
            if penalty:
                with torch.no_grad():
                    for layer in self.layers:
                        layer.weight.copy_(softshrink(layer.weight, rate * penalty))

    @torch.no_grad()
    def accuracy(self):
        found = self.logits(torch.tensor(self.test_x, dtype=torch.float32)).argmax(1).numpy()
        return 100 * (found == self.test_y).mean()

    def magnitudes(self):
        return [layer.weight.detach().abs() for layer in self.layers]

    @torch.no_grad()
    def saliencies(self):
        """Optimal Brain Damage: h w² / 2, h by LeCun's recursion on up to 500 rows."""
        x = self.x[torch.randperm(len(self.x))[:500]]
        nodes = torch.relu(self.layers[0](x))
        shares = self.layers[1](nodes).softmax(1)
        curvature = shares * (1 - shares) / len(x)
        second = curvature.T @ nodes ** 2
        first = ((curvature @ self.layers[1].weight ** 2) * (nodes > 0)).T @ x ** 2
        return [h * layer.weight ** 2 / 2 for h, layer in zip((first, second), self.layers)]

    def grasp(self):
        """Gradient signal preservation: -w (H g) by double differentiation, logits / 200, 25 rows a class."""
        rows = torch.cat([(self.y == c).nonzero()[:25, 0] for c in range(int(self.y.max()) + 1)])
        parameters = [p for layer in self.layers for p in layer.parameters()]
        loss = cross_entropy(self.logits(self.x[rows]) / 200, self.y[rows])
        gradients = torch.autograd.grad(loss, parameters, create_graph=True)
        product = sum((g * g.detach()).sum() for g in gradients)
        weights = [layer.weight for layer in self.layers]
        curved = torch.autograd.grad(product, weights)
        # What lowers the gradient flow most when it goes has the lowest score: it stays.
        return [(w * h).detach() for w, h in zip(weights, curved)]


def run(data, method, ratio, hidden, l2, epochs, seed):
    trial = Trial(data(seed), hidden, l2, epochs, seed)
    pretraining, pruning = epochs
    last = pruning // 2
    target = round(ratio * trial.total)
    if method == "grasp":
        trial.keep(trial.grasp(), target)
    penalties, before, pruned = np.geomspace(1e-4, 10, last), None, False
    for number in range(1, pretraining + pruning + 1):
        step, penalty = number - pretraining, 0.0
        if method == "magnitude" and step == 1:
            trial.keep(trial.magnitudes(), target)
        if method in ("gradual", "obd") and 1 <= step <= last:
            count = round(target + (trial.total - target) * (1 - step / last) ** 3)
            trial.keep(trial.saliencies() if method == "obd" else trial.magnitudes(), count)
        if method == "l1" and 1 <= step <= last and not pruned:
            now = trial.magnitudes()
            if step == last or sum(int((m > 0).sum()) for m in now) <= target:
                most = max(m.max() for m in before)
                trial.keep([torch.where(n > 0, n + most, b) for n, b in zip(now, before)], target)
                pruned = True
            else:
                before, penalty = now, penalties[step - 1]
        trial.epoch(number, penalty)
    assert method == "dense" or sum(int(m.sum()) for m in trial.masks) == target
    return trial.accuracy()


def main():
    print("| problem | method | connections kept | accuracy % of three splits | mean |\n| --- | --- | --- | --- | --- |")
    jobs = [("segmentation", m, r) for m in ("obd", "gradual", "magnitude", "grasp") for r in (1 / 16, 1 / 32)]
    jobs += [("3-D XOR", "dense", 1), ("3-D XOR", "magnitude", 1 / 8), ("3-D XOR", "l1", 1 / 8), ("3-D XOR", "l1", 1 / 32)]
    for problem, method, ratio in jobs:
        options = (segmentation, 64, 1e-4, (40, 80)) if problem == "segmentation" else (xor, 256, 1e-3, (60, 240))
        data, hidden, l2, epochs = options
        found = [run(data, method, ratio, hidden, l2, epochs, seed) for seed in range(3)]
        values = ", ".join(f"{value:.1f}" for value in found)
        print(f"| {problem} | {method} | {100 * ratio:g} % | {values} | {np.mean(found):.1f} |", flush=True)


main()
