"""Seconds of one whole fit by a pruning method in PyTorch, on one core.

    methods.py METHOD ROWS FEATURES CLASSES HIDDEN BATCH PRETRAINING PRUNING DENSITY ROUNDS

METHOD is gradual, snip or rigl, with PruneBench's rules: gradual prunes layer by layer on the cubic schedule before each
epoch of the first half of PRUNING; snip scores on all rows; rigl exchanges connections at the start of each epoch of the
first three quarters. One ReLU hidden layer, Adam with an L2 term, random samples of the case's shape.
"""
import math
import os
import sys
import time

for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import torch  # noqa: E402  (after the number of threads is set)

torch.set_num_threads(1)
LOSS = torch.nn.CrossEntropyLoss()


class Fit:
    def __init__(self, x, y, hidden, batch):
        self.x, self.y, self.batch = x, y, batch
        self.model = torch.nn.Sequential(
            torch.nn.Linear(x.shape[1], hidden), torch.nn.ReLU(),
            torch.nn.Linear(hidden, int(y.max()) + 1))
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, weight_decay=1e-4,
                                          foreach=True)
        self.weights = [self.model[0].weight, self.model[2].weight]
        self.masks = None

    def epoch(self):
        order = torch.randperm(len(self.x))
        for start in range(0, len(self.x), self.batch):
            rows = order[start:start + self.batch]
            self.optimizer.zero_grad()
            LOSS(self.model(self.x[rows]), self.y[rows]).backward()
            self.optimizer.step()
            if self.masks:
                torch._foreach_mul_([w.data for w in self.weights], self.masks)

    def gradient(self, rows):
        self.optimizer.zero_grad()
        LOSS(self.model(self.x[rows]), self.y[rows]).backward()
        return [w.grad for w in self.weights]

    def mask(self, masks):
        self.masks = masks
        for weight, mask in zip(self.weights, masks):
            weight.data.mul_(mask)
            for moment in ("exp_avg", "exp_avg_sq"):
                state = self.optimizer.state.get(weight)
                if state:
                    state[moment].mul_(mask)


def top(scores, count):
    mask = torch.zeros_like(scores)
    mask.view(-1)[torch.topk(scores.reshape(-1), count).indices] = 1
    return mask


def gradual(fit, pretraining, pruning, density):
    for _ in range(pretraining):
        fit.epoch()
    last = (pruning + 1) // 2
    for epoch in range(1, pruning + 1):
        if epoch <= last:
            left = (1 - epoch / last) ** 3
            fit.mask([top(w.detach().abs(), round(w.numel() * (density + (1 - density) * left)))
                      for w in fit.weights])
        fit.epoch()


def snip(fit, pretraining, pruning, density):
    slopes = fit.gradient(torch.arange(len(fit.x)))
    scores = [(w.detach() * g).abs() for w, g in zip(fit.weights, slopes)]
    sizes = [s.numel() for s in scores]
    flat = top(torch.cat([s.reshape(-1) for s in scores]), round(sum(sizes) * density))
    fit.mask([m.reshape(s.shape) for m, s in zip(flat.split(sizes), scores)])
    for _ in range(pretraining + pruning):
        fit.epoch()


def rigl(fit, pretraining, pruning, density):
    total = round(sum(w.numel() for w in fit.weights) * density)
    shares = [sum(w.shape) for w in fit.weights]
    counts = [min(w.numel(), round(total * s / sum(shares)))
              for w, s in zip(fit.weights, shares)]
    fit.mask([top(torch.rand_like(w), k) for w, k in zip(fit.weights, counts)])
    epochs = pretraining + pruning
    last = 3 * epochs // 4
    for epoch in range(1, epochs + 1):
        if 2 <= epoch <= last:
            share = 0.15 * (1 + math.cos(math.pi * (epoch - 1) / last))
            slopes = fit.gradient(torch.randperm(len(fit.x))[:fit.batch])
            masks = []
            for weight, mask, slope, count in zip(fit.weights, fit.masks, slopes, counts):
                drop = int(share * count)
                kept = top(torch.where(mask > 0, weight.detach().abs(), -1.0), count - drop)
                grown = top(torch.where(kept > 0, torch.tensor(-1.0), slope.abs()), drop)
                masks.append(kept + grown)
            fit.mask(masks)
        fit.epoch()


def main():
    method = {"gradual": gradual, "snip": snip, "rigl": rigl}[sys.argv[1]]
    rows, features, classes, hidden, batch, pretraining, pruning = map(int, sys.argv[2:9])
    density, rounds = float(sys.argv[9]), int(sys.argv[10])
    torch.manual_seed(1)
    x = torch.rand(rows, features) * 2 - 1
    y = torch.arange(rows) % classes
    best = math.inf
    for _ in range(rounds):
        start = time.perf_counter()
        fit = Fit(x, y, hidden, batch)
        method(fit, pretraining, pruning, density)
        best = min(best, time.perf_counter() - start)
    print(best, *(int(m.sum()) for m in fit.masks))


main()
