"""Some cells of the study once more, by networks in PyTorch that share no code with PruneBench.

    prunebench export RUN --out EXPORTS
    python3 reports/study/check_from_outside.py RUN EXPORTS [--cells FILE] [--out FILE] [--wrong]

A cell is a dataset, a method and a ratio. RUN is the folder of a run under the protocol `study` with its results.csv,
as `prunebench report RUN` writes it: from there come the chosen setting and the test accuracy of each split. EXPORTS
has the same splits. Scaling, training and pruning are written anew, from the papers and PruneBench's documentation,
with other seeds. FILE has one cell a line, as `iris cpna 4`. --wrong also trains versions that are wrong on purpose, to
tell which mistakes the check would find. It needs PyTorch 2.4 or newer and scikit-learn, and takes, with --wrong, some
twenty minutes on one core.
"""
import argparse
import collections
import csv
import datetime
import json
import math
import pathlib
import platform
import textwrap

import numpy as np
import scipy.stats
import sklearn
import torch
from sklearn.preprocessing import MinMaxScaler, QuantileTransformer, StandardScaler
from torch.nn.functional import cross_entropy

# Chosen before the study had results: small datasets, and ratios at which methods differ. The last four, on datasets
# of thousands of rows, whose accuracies vary less, were added later, also before there were any.
CELLS = [
    ("balance-scale", "cpna", 4), ("tic-tac-toe", "cpna", 32), ("ionosphere", "magnitude", 10),
    ("seeds", "gradual", 32), ("monks-1", "random", 4), ("sonar", "snip", 10), ("hayes-roth", "obd", 10),
    ("wdbc", "dense", 1), ("wall-following", "cpna", 32), ("waveform-uci", "obd", 32),
    ("wall-following", "magnitude", 10), ("satimage", "gradual", 32),
]

# In points: how far apart two means may be to be called the same.
NEAR = 1

# What a program can have wrong, and the methods for which it is tried.
MISTAKES = {
    "no L2 penalty": ("cpna", "magnitude", "gradual", "random", "snip", "obd", "dense"),
    "a rate that never falls": ("cpna", "magnitude", "gradual", "random", "snip", "obd", "dense"),
    "no normalisation": ("cpna",),
    "connections by chance": ("cpna", "magnitude", "gradual", "snip", "obd"),
}


class Table:
    """A dataset with its splits, as `prunebench export` writes them."""

    def __init__(self, folder):
        with open(folder / "table.csv", newline="") as file:
            rows = list(csv.reader(file))[1:]
        names = sorted({row[0] for row in rows})
        self.labels = np.array([names.index(row[0]) for row in rows])
        self.values = np.array([[float(cell or "nan") for cell in row[1:]] for row in rows])
        with open(folder / "columns.csv", newline="") as file:
            columns = list(csv.DictReader(file))
        self.levels = np.array([column["kind"] == "level" for column in columns])
        if np.isnan(self.values).any():
            raise SystemExit(f"{folder} has missing values: choose another dataset")
        self.parts = collections.defaultdict(lambda: {"training": [], "test": []})
        with open(folder / "splits.csv", newline="") as file:
            for line in csv.DictReader(file):
                self.parts[int(line["split"])][line["part"]].append(int(line["row"]))

    def scaled(self, split, scaling):
        """All rows, scaled by the training rows of a split. One-hot columns become -1 and 1 whatever the scaling."""
        fitted = self.values[self.parts[split]["training"]]
        result = MinMaxScaler((-1, 1)).fit(fitted).transform(self.values)
        if scaling != "minmax":
            scaler = StandardScaler() if scaling == "standard" else QuantileTransformer(
                n_quantiles=min(100, len(fitted)), output_distribution="normal", subsample=None)
            result = np.where(self.levels, result, scaler.fit(fitted).transform(self.values))
        # What is constant on the training rows says nothing.
        return np.where(fitted.min(0) < fitted.max(0), result, 0)


class Networks:
    """As many networks as there are jobs, of one shape, trained side by side: the first index is the network's."""

    def __init__(self, table, jobs, hidden, plan):
        self.plan, features = plan, table.values.shape[1]
        self.classes = len(set(table.labels))
        parts = [table.parts[job["split"]] for job in jobs]
        self.rows = [len(part["training"]) for part in parts]
        self.x, self.y = self.padded(table, jobs, [part["training"] for part in parts])
        self.tests = [len(part["test"]) for part in parts]
        self.test_x, self.test_y = self.padded(table, jobs, [part["test"] for part in parts])
        self.l2 = torch.tensor([job["l2"] for job in jobs])
        # PyTorch's own start: weights and biases uniform in ±1/sqrt(inputs).
        layers = [[torch.nn.Linear(*shape) for _ in jobs] for shape in ((features, hidden), (hidden, self.classes))]
        self.weights = [torch.stack([one.weight.detach() for one in layer]).requires_grad_() for layer in layers]
        self.biases = [torch.stack([one.bias.detach() for one in layer]).requires_grad_() for layer in layers]
        self.masks = [torch.ones_like(weight) for weight in self.weights]
        self.adam = torch.optim.Adam(self.weights + self.biases, lr=plan["rate"], fused=True)

    @staticmethod
    def padded(table, jobs, rows):
        most = max(map(len, rows))
        x = [np.resize(table.scaled(job["split"], job["scaling"])[part], (most, table.values.shape[1]))
             for job, part in zip(jobs, rows)]
        y = [np.resize(table.labels[part], most) for part in rows]
        return torch.tensor(np.array(x), dtype=torch.float32), torch.tensor(np.array(y))

    def nodes(self, x):
        return torch.relu(torch.baddbmm(self.biases[0][:, None], x, self.weights[0].mT))

    def logits(self, x):
        return torch.baddbmm(self.biases[1][:, None], self.nodes(x), self.weights[1].mT)

    def losses(self, x, y):
        return cross_entropy(self.logits(x).flatten(0, 1), y.flatten(), reduction="none").view(y.shape)

    def epoch(self, rate):
        self.adam.param_groups[0]["lr"] = rate
        batch, most = self.plan["batch"], max(self.rows)
        # Networks with fewer rows than others have as many steps (see `recomputed`), the last on a smaller minibatch.
        orders = torch.stack([
            torch.cat([torch.randperm(rows), torch.full((most - rows,), -1)]) for rows in self.rows])
        for rows in orders.split(batch, 1):
            share = (rows >= 0) / (rows >= 0).sum(1, keepdim=True)
            x = self.x.gather(1, rows.clamp(min=0)[:, :, None].expand(-1, -1, self.x.shape[2]))
            y = self.y.gather(1, rows.clamp(min=0))
            self.adam.zero_grad()
            (self.losses(x, y) * share).sum().backward()
            with torch.no_grad():
                # The penalty goes with the gradient, as `weight_decay` of Adam, which has but one for all networks.
                for layer in (0, 1):
                    if self.plan["mistake"] != "no L2 penalty":
                        self.weights[layer].grad += self.l2[:, None, None] * self.weights[layer]
                        self.biases[layer].grad += self.l2[:, None] * self.biases[layer]
                    self.weights[layer].grad *= self.masks[layer]
            self.adam.step()

    @torch.no_grad()
    def accuracies(self):
        right = self.logits(self.test_x).argmax(2) == self.test_y
        return [100 * one[:count].double().mean().item() for one, count in zip(right, self.tests)]

    def connections(self):
        return [[int(mask[job].sum()) for mask in self.masks] for job in range(len(self.rows))]

    # Pruning.

    def targets(self):
        """Each layer's share of its connections, and no fewer than there are classes."""
        sizes = [mask[0].numel() for mask in self.masks]
        return [min(size, max(self.classes, math.floor(size / self.plan["ratio"] + 0.5))) for size in sizes]

    def totals(self):
        return sum(mask[0].numel() for mask in self.masks), sum(self.targets())

    @torch.no_grad()
    def cut(self, masks):
        """What is removed has weight 0 and moments 0 from then on."""
        self.masks = masks
        for weight, mask in zip(self.weights, masks):
            for values in (weight, *self.moments(weight)):
                values *= mask

    def moments(self, parameter):
        state = self.adam.state.get(parameter, {})
        return [state[name] for name in ("exp_avg", "exp_avg_sq") if name in state]

    def keep(self, scores, count):
        """The `count` best of all layers together; no layer loses all of its connections."""
        scores = self.perhaps_by_chance(scores)
        scores = [score.masked_fill(mask == 0, -math.inf).flatten(1) for score, mask in zip(scores, self.masks)]
        for score in scores:
            score.scatter_(1, score.argmax(1, keepdim=True), math.inf)
        best = torch.cat(scores, 1).topk(count, 1).indices
        chosen = torch.zeros(len(best), sum(score.shape[1] for score in scores)).scatter_(1, best, 1)
        parts = chosen.split([score.shape[1] for score in scores], 1)
        self.cut([part.reshape(mask.shape) for part, mask in zip(parts, self.masks)])

    def keep_in_layers(self, scores, counts):
        """The best of each layer."""
        scores, masks = self.perhaps_by_chance(scores), []
        for score, mask, count in zip(scores, self.masks, counts):
            best = score.masked_fill(mask == 0, -math.inf).flatten(1).topk(count, 1).indices
            masks.append(torch.zeros_like(mask).flatten(1).scatter_(1, best, 1).view_as(mask))
        self.cut(masks)

    def perhaps_by_chance(self, scores):
        chance = self.plan["mistake"] == "connections by chance"
        return [torch.rand_like(score) for score in scores] if chance else scores

    def magnitudes(self):
        return [weight.detach().abs() for weight in self.weights]

    def sensitivities(self):
        """SNIP: |g w|, g of the loss on all training rows."""
        share = torch.tensor([[(row < rows) / rows for row in range(max(self.rows))] for rows in self.rows])
        gradients = torch.autograd.grad((self.losses(self.x, self.y) * share).sum(), self.weights)
        return [(gradient * weight).detach().abs() for gradient, weight in zip(gradients, self.weights)]

    @torch.no_grad()
    def saliencies(self):
        """Optimal Brain Damage: h w² / 2, h by LeCun's recursion on 500 rows, or all if there are fewer."""
        found = []
        for job, rows in enumerate(self.rows):
            x = self.x[job, torch.randperm(rows)[:500]]
            (first, second), (bias, last) = (w[job] for w in self.weights), (b[job] for b in self.biases)
            nodes = torch.relu(x @ first.T + bias)
            shares = (nodes @ second.T + last).softmax(1)
            curvature = shares * (1 - shares) / len(x)
            before = (curvature @ second ** 2) * (nodes > 0)
            found.append((before.T @ x ** 2 * first ** 2 / 2, curvature.T @ nodes ** 2 * second ** 2 / 2))
        return [torch.stack(layer) for layer in zip(*found)]

    @torch.no_grad()
    def normalise(self):
        """CPNA: a node's incoming weights get norm 1, or less where its bias would exceed 10; the outgoing ones make up
        for it. Adam's moments are rescaled, too: a gradient is multiplied by what its weight is divided by.
        """
        (first, second), bias = self.weights, self.biases[0]
        by = torch.maximum(first.norm(dim=2), bias.abs() / 10)
        by = torch.where(by < 1e-10, 1, by)
        for parameter, factor in ((first, 1 / by[:, :, None]), (bias, 1 / by), (second, by[:, None])):
            parameter *= factor
            for moment, power in zip(self.moments(parameter), (1, 2)):
                moment /= factor ** power

    def keep_with_nodes(self, counts):
        """CPNA: the largest of each layer, from the output; a node without outgoing connections loses all incoming
        ones. That could leave so few nodes that the input layer cannot end with its target. Then connections that
        prevent it stay before larger ones.
        """
        chosen = [self.choice(job, counts) for job in range(len(self.rows))]
        self.cut([torch.stack(layer).float() for layer in zip(*chosen)])

    def choice(self, job, counts):
        held = [mask[job] > 0 for mask in self.masks]
        sizes = self.perhaps_by_chance([weight[job].detach().abs() for weight in self.weights])

        def largest(layer, count, among, before=0):
            scores = torch.where(among, sizes[layer] + 1e9 * before, -math.inf).flatten()
            kept = torch.zeros_like(scores)
            kept[scores.topk(min(count, int(among.sum()))).indices] = 1
            return kept.view_as(among) > 0

        def both(before=(0, 0)):
            second = largest(1, counts[1], held[1], before[1])
            return largest(0, counts[0], held[0] & second.any(0)[:, None], before[0]), second

        first, second = both()
        goals = [min(goal, int(layer.sum())) for goal, layer in zip(self.targets(), held)]
        if leading_nodes(first, second, sizes[1], goals) is None:
            nodes = leading_nodes(*held, sizes[1], goals)
            if nodes:
                self.plan["repairs"] += 1
                reached, ways = torch.zeros_like(held[0]), torch.zeros_like(held[1])
                reached[nodes] = True
                ways[torch.where(held[1], sizes[1], -1).argmax(0)[nodes], nodes] = True
                return both((largest(0, goals[0], held[0] & reached), ways))
        return first, second


def leading_nodes(first, second, sizes, goals):
    """The nodes with most incoming connections, as many as hold the input layer's goal; None if the output layer's goal
    has too few connections for these nodes.
    """
    strengths = torch.where(second, sizes, -1).max(0).values
    nodes = second.any(0).nonzero()[:, 0].tolist()
    nodes.sort(key=lambda node: (-int(first[node].sum()), -float(strengths[node])))
    sums = np.cumsum([0] + [int(first[node].sum()) for node in nodes])
    needed = int(np.searchsorted(sums, goals[0]))
    fits = sums[-1] >= goals[0] and needed <= goals[1] <= int(second.sum())
    return nodes[:needed] if fits else None


def prune(networks, method, step):
    """What a method does before an epoch; steps count from 1 after the pretraining, so that the first epoch is -119."""
    plan = networks.plan
    last = plan["pruning"] // 2
    total, target = networks.totals()
    if step == 1 - plan["pretraining"]:
        if method == "random":
            networks.keep_in_layers([torch.rand_like(mask) for mask in networks.masks], networks.targets())
        if method == "snip":
            networks.keep(networks.sensitivities(), target)
    if method == "magnitude" and step == 1:
        networks.keep(networks.magnitudes(), target)
    if not 1 <= step <= last:
        return
    # Zhu and Gupta's cubic schedule; CPNA's falls faster at first.
    left = (1 - step / last) ** 3
    if method == "obd":
        networks.keep(networks.saliencies(), target + round((total - target) * left))
    sizes = [mask[0].numel() for mask in networks.masks]
    if method == "gradual":
        counts = [k + round((m - k) * left) for m, k in zip(sizes, networks.targets())]
        networks.keep_in_layers(networks.magnitudes(), counts)
    if method == "cpna":
        n, mu = plan["pruning"], plan["annealing"]
        left = max(0, (n - 2 * step) / (2 * step * mu + n))
        if plan["mistake"] != "no normalisation":
            networks.normalise()
        networks.keep_with_nodes([k + int((m - k) * left) for m, k in zip(sizes, networks.targets())])


def recomputed(table, method, jobs, plan):
    """Test accuracies and connections of the jobs, each a split with its setting."""
    groups = collections.defaultdict(list)
    for job in jobs:
        steps = math.ceil(len(table.parts[job["split"]]["training"]) / plan["batch"])
        groups[job["hidden"], steps].append(job)
    for (hidden, _), group in groups.items():
        networks = Networks(table, group, hidden, plan)
        falling = round(plan["decay"] * plan["pruning"])
        for step in range(1 - plan["pretraining"], plan["pruning"] + 1):
            prune(networks, method, step)
            share = 1 if plan["mistake"] == "a rate that never falls" else (plan["pruning"] + 1 - step) / (falling + 1)
            networks.epoch(plan["rate"] * min(1, share))
        for job, accuracy, kept in zip(group, networks.accuracies(), networks.connections()):
            job["accuracy"], job["kept"] = accuracy, sum(kept)


class Run:
    """What a run chose, and what came out."""

    def __init__(self, folder):
        self.description = json.loads((folder / "run.yaml").read_text())
        results = folder / "results.csv"
        if not results.exists():
            raise SystemExit(f"{results} is missing: prunebench report {folder} writes it")
        with open(results, newline="") as file:
            self.refits = [
                line for line in csv.DictReader(file) if line["phase"] == "final" and line["last_accuracy"]]

    def cell(self, dataset, method, ratio):
        """The refits of each split."""
        splits = collections.defaultdict(list)
        for line in self.refits:
            share = float(line["density"] or 1)
            if (line["dataset"], line["method"]) == (dataset, method) and abs(1 / share - ratio) < 1e-6:
                splits[int(line["split"])].append(line)
        return splits

    def plan(self, dataset, ratio, refit):
        protocol = self.description["protocol"]
        epochs = protocol.get("schedules", {}).get(dataset, protocol["schedule"])
        return {
            "pretraining": epochs["pretrainingEpochs"], "pruning": epochs["pruningEpochs"], "ratio": ratio,
            "annealing": protocol["pruning"]["annealingRate"], "batch": int(refit["batch"]),
            "rate": float(refit["learning_rate"]), "decay": float(refit["rate_decay"]), "repairs": 0,
            "mistake": None,
        }


class Cell:
    """A cell of the study, trained again."""

    def __init__(self, run, exports, cell, options, mistake=None):
        self.dataset, self.method, self.ratio = cell
        folder = exports / self.dataset
        table = Table(folder if folder.is_dir() else exports)
        refits = run.cell(*cell)
        if not refits:
            raise SystemExit(f"the run has no refits of {self.method} on {self.dataset} at ratio {self.ratio:g}")
        plan = run.plan(self.dataset, self.ratio, refits[min(refits)][0]) | {"mistake": mistake}
        torch.manual_seed(options.seed)
        jobs = [
            {"split": split, "hidden": int(lines[0]["hidden"]), "l2": float(lines[0]["l2"]), "scaling": lines[0]["scaling"]}
            for split, lines in sorted(refits.items()) for _ in range(options.networks)]
        recomputed(table, self.method, jobs, plan)
        pairs = []
        for split, lines in sorted(refits.items()):
            mine = [job for job in jobs if job["split"] == split]
            kept, expected = {job["kept"] for job in mine}, {int(line["connections"]) for line in lines}
            if kept != expected and not mistake:
                raise SystemExit(f"{' '.join(map(str, cell))}: {kept} connections, expected {expected}")
            pairs.append((np.mean([job["accuracy"] for job in mine]),
                          100 * np.mean([float(line["last_accuracy"]) for line in lines])))
        self.repairs, self.splits = plan["repairs"], len(pairs)
        self.outside, self.study = np.mean(pairs, 0)
        differences = np.subtract(*zip(*pairs))
        half = scipy.stats.t.ppf(0.975, len(pairs) - 1) * differences.std(ddof=1) / math.sqrt(len(pairs))
        self.mean, self.low, self.high = differences.mean() + np.array([0, -half, half])

    @property
    def verdict(self):
        if -NEAR < self.low and self.high < NEAR:
            return "agrees"
        return "differs" if self.low > 0 or self.high < 0 else "cannot tell"

    @property
    def row(self):
        return (f"| {self.dataset} | `{self.method}` | {self.ratio:g} | {self.splits} | {self.study:.2f} |"
                f" {self.outside:.2f} | {self.mean:+.2f} | {self.low:+.2f} to {self.high:+.2f} | {self.verdict} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("exports", type=pathlib.Path)
    parser.add_argument("--cells", type=pathlib.Path, help="one a line: dataset, method, ratio")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).with_name("outside.md"))
    parser.add_argument("--networks", type=int, default=4, help="of each split")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="also train what is wrong on purpose")
    options = parser.parse_args()
    torch.set_num_threads(1)
    cells = CELLS
    if options.cells:
        lines = [line.split() for line in options.cells.read_text().splitlines() if line.strip()]
        cells = [(dataset, method, float(ratio)) for dataset, method, ratio in lines]
    run, found, wrong = Run(options.run), [], []
    for cell in cells:
        found.append(Cell(run, options.exports, cell, options))
        print(found[-1].row, f"({found[-1].repairs} repairs)" if found[-1].repairs else "", flush=True)
        for mistake, methods in MISTAKES.items():
            if options.wrong and cell[1] in methods:
                wrong.append((mistake, Cell(run, options.exports, cell, options, mistake)))
                print(mistake, wrong[-1][1].row, flush=True)
    options.out.write_text(note(run, found, wrong, len(run.cell(*cells[0])[0]), options))


def note(run, found, wrong, refits, options):
    count = collections.Counter(cell.verdict for cell in found)
    protocol = run.description["protocol"]
    header = ("| dataset | method | ratio | splits | study | outside | difference | 95 % interval | |\n"
              "| --- | --- | --: | --: | --: | --: | --: | --- | --- |\n")
    paragraphs = [
        "# Checked from outside",
        f"**Of {len(found)} cells {count['agrees']} agree, {count['differs']} differ, and {count['cannot tell']} cannot be told.**"
        " Each was computed once more by [networks in PyTorch](check_from_outside.py) that share no code with"
        " PruneBench, on the same splits, with the settings that the study chose there, and with other seeds:",
        "```\nprunebench export RUN --out EXPORTS\n"
        "python3 reports/study/check_from_outside.py RUN EXPORTS --wrong\n```",
        "Accuracies are those on the test sets in %, means over the splits; of each split the study has"
        f" {refits} refits, and outside there are {options.networks} networks. The difference is outside minus study,"
        " with its 95 % interval (Student's t of the differences split by split). A cell agrees if all of the interval is"
        f" within {NEAR} point of 0; otherwise it differs if the interval does not contain 0. One of twenty such"
        " intervals would miss 0 even if nothing differed. All networks had exactly as many connections as the study's.",
        header + "\n".join(cell.row for cell in found),
        "This checks how networks are scaled, trained and pruned. It does not check the search, which settings it chose,"
        " the splits or the statistics: those have tests with values from other programs.",
    ]
    if wrong:
        paragraphs += [
            "## What it would notice",
            "The same with one mistake made on purpose. Where the row says `agrees`, the check would not have noticed it on"
            " this cell, be it that the mistake does not matter there.",
            "| mistake " + header.split("\n")[0] + "\n| --- " + header.split("\n")[1] + "\n"
            + "\n".join(f"| {mistake} {cell.row}" for mistake, cell in wrong),
        ]
    paragraphs.append(
        f"Computed on {datetime.date.today()} by Python {platform.python_version()}, PyTorch {torch.__version__}, NumPy"
        f" {np.__version__} and scikit-learn {sklearn.__version__}, seed {options.seed}. The run: protocol"
        f" `{protocol['name']}`, seed {protocol['seed']}, PruneBench {run.description['version']}, engine"
        f" {run.description['engine']}.")
    wrapped = [
        text if text[0] in "#`|" else textwrap.fill(text, 120, break_long_words=False, break_on_hyphens=False)
        for text in paragraphs]
    return "\n\n".join(wrapped) + "\n"


if __name__ == "__main__":
    main()
