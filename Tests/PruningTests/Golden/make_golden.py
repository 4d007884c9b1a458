"""Computes with PyTorch what PruneBench's pruning criteria must reproduce, and writes criteria.json beside itself.

    pip install torch lassonet
    python make_golden.py

Weights are stored as [inputs][outputs], row-major. Masks are those of torch.nn.utils.prune; gradients, products with
the Hessian and the Gauss-Newton matrix come from automatic differentiation in double precision.
"""
import json
import os

import torch
from torch.nn.utils import prune

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTHS = [5, 6, 4, 3]
ROWS = 14
TEMPERATURE = 200.0


def flat(tensor):
    return [float(value) for value in tensor.detach().reshape(-1)]


def masks(count):
    """Masks of l1_unstructured on random matrices, as texts of 0 and 1."""
    cases = []
    for _ in range(count):
        inputs, outputs = torch.randint(1, 5, (2,)).tolist()
        # Whole numbers of different size: no ties, and exact in every format.
        weights = torch.randperm(100)[: inputs * outputs].add(1).float()
        weights *= torch.randint(0, 2, weights.shape) * 2 - 1
        keep = int(torch.randint(1, inputs * outputs + 1, (1,)))
        module = torch.nn.Linear(inputs, outputs)
        # PyTorch has [outputs][inputs].
        module.weight.data = weights.reshape(inputs, outputs).T.contiguous()
        prune.l1_unstructured(module, "weight", amount=inputs * outputs - keep)
        mask = "".join("1" if value else "0" for value in flat(module.weight_mask.T))
        cases.append({"inputs": inputs, "outputs": outputs, "keep": keep,
                      "weights": [int(value) for value in weights], "mask": mask})
    return cases


def network():
    model = []
    for index, (inputs, outputs) in enumerate(zip(WIDTHS, WIDTHS[1:])):
        model.append(torch.nn.Linear(inputs, outputs))
        if index < len(WIDTHS) - 2:
            model.append(torch.nn.ReLU())
    model = torch.nn.Sequential(*model)
    # Single precision first: PruneBench holds exactly these numbers.
    for parameter in model.parameters():
        parameter.data = (parameter.data * 2).float()
    return model.double()


def parameters(model):
    """Each layer's weights [inputs][outputs], then its biases."""
    result = []
    for module in model:
        if isinstance(module, torch.nn.Linear):
            result += [module.weight, module.bias]
    return result


def by_layer(values):
    """Pairs of (weights, biases) as one flat list a layer."""
    return [flat(values[k].T) + flat(values[k + 1]) for k in range(0, len(values), 2)]


def global_masks(model):
    """Masks of global_unstructured for several counts."""
    import copy
    result = []
    total = sum(p.numel() for p in parameters(model)[::2])
    for keep in (3, 7, 20, 41, total - 1):
        copied = copy.deepcopy(model)
        layers = [m for m in copied if isinstance(m, torch.nn.Linear)]
        prune.global_unstructured([(m, "weight") for m in layers],
                                  pruning_method=prune.L1Unstructured, amount=total - keep)
        result.append({"keep": keep, "masks": [
            "".join("1" if value else "0" for value in flat(m.weight_mask.T)) for m in layers]})
    return result


def synflow(model):
    weights = [p.detach().abs().requires_grad_() for p in parameters(model)[::2]]
    flow = torch.ones(WIDTHS[0], dtype=torch.float64)
    for weight in weights:
        flow = weight @ flow
    total = flow.sum()
    slopes = torch.autograd.grad(total, weights)
    return {"total": float(total.detach()), "scores": [flat((s * w).T) for s, w in zip(slopes, weights)]}


def proximal_steps(count):
    """LassoNet's proximal step, by its authors' package."""
    from lassonet.prox import prox
    cases = []
    for index in range(count):
        classes, nodes = torch.randint(1, 6, (2,)).tolist()
        skip = torch.randn(classes).float() * 0.3
        first = torch.randn(nodes).float()
        if index == 0:
            skip *= 0
        penalty = [0.0, 0.01, 0.1, 0.5][index % 4]
        hierarchy = [10.0, 1.0, 0.1][index % 3]
        new_skip, new_first = prox(skip.double(), first.double(), lambda_=penalty,
                                   lambda_bar=0, M=hierarchy)
        cases.append({"skip": flat(skip), "first": flat(first), "penalty": penalty,
                      "hierarchy": hierarchy, "newSkip": flat(new_skip),
                      "newFirst": flat(new_first)})
    return cases


def main():
    torch.manual_seed(20)
    cases = masks(1000)
    model = network()
    features = torch.randn(ROWS, WIDTHS[0]).float().double()
    labels = torch.randint(0, WIDTHS[-1], (ROWS,))
    loss = torch.nn.functional.cross_entropy
    values = parameters(model)

    gradient = torch.autograd.grad(loss(model(features), labels), values)
    weights, slopes = values[::2], gradient[::2]
    products = [(w * g).abs() for w, g in zip(weights, slopes)]
    norm = sum(p.sum() for p in products)
    snip = [flat((p / norm).T) for p in products]

    cooled = loss(model(features) / TEMPERATURE, labels)
    first = torch.autograd.grad(cooled, values, create_graph=True)
    inner = sum((g * g.detach()).sum() for g in first)
    product = torch.autograd.grad(inner, values)

    # Gauss-Newton: the Jacobian of the logits around the Hessian of the loss by them.
    rows = []
    for sample in features:
        logits = model(sample)
        jacobian = []
        for logit in logits:
            parts = torch.autograd.grad(logit, values, retain_graph=True)
            jacobian.append(sum(by_layer(parts), []))
        jacobian = torch.tensor(jacobian, dtype=torch.float64)
        shares = torch.softmax(logits.detach(), 0)
        middle = torch.diag(shares) - torch.outer(shares, shares)
        rows.append(jacobian.T @ middle @ jacobian)
    newton = sum(rows) / ROWS

    golden = {
        "masks": cases,
        "globalMasks": global_masks(model),
        "widths": WIDTHS,
        "layers": [{"weights": flat(w.T), "biases": flat(b)}
                   for w, b in zip(values[::2], values[1::2])],
        "features": flat(features), "labels": labels.tolist(),
        "gradient": by_layer(gradient), "snip": snip,
        "temperature": TEMPERATURE, "cooledGradient": by_layer(first),
        "hessianProduct": by_layer(product),
        "gaussNewtonDiagonal": flat(torch.diag(newton)),
        "gaussNewtonRow": flat(newton[0]),
        "synflow": synflow(model),
        "proximalSteps": proximal_steps(120),
    }
    with open(os.path.join(HERE, "criteria.json"), "w") as file:
        json.dump(golden, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
