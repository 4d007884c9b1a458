"""A grid search from a CSV to predictions of the test rows, as users of other libraries write it.

    race_peers.py sklearn|torch|jax TABLE FOLDS PROTOCOL PREDICTIONS

TABLE has the column `class`; FOLDS has a row's fold, or -1 in the test set; PROTOCOL is JSON. Two cores. Every engine
sees the same rows, folds, grid, epochs, batches and scaling, and Adam with the same rates and penalties.
"""
import itertools
import json
import os
import sys

for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402  (after the number of threads is set)
import pandas  # noqa: E402


def scaled(x, rows):
    """All rows, scaled to [-1, 1] as fitted on `rows`."""
    low, high = x[rows].min(axis=0), x[rows].max(axis=0)
    return 2 * (x - low) / np.where(high > low, high - low, 1) - 1


def sklearn(frame, names, folds, race):
    import warnings

    from sklearn.compose import make_column_selector, make_column_transformer
    from sklearn.model_selection import GridSearchCV, PredefinedSplit
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler, OneHotEncoder

    warnings.filterwarnings("ignore")
    numbers = make_column_selector(dtype_include="number")(frame)
    frame = frame.astype(dict.fromkeys(numbers, np.float32))
    encoder = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore", sparse_output=False, dtype=np.float32),
         [name for name in frame if name not in numbers]),
        remainder="passthrough", sparse_threshold=0)
    epochs, batch = race["epochs"], race["batch"]
    network = MLPClassifier(
        batch_size=batch, learning_rate_init=race["rate"], max_iter=epochs, tol=0,
        n_iter_no_change=epochs, random_state=1)
    search = GridSearchCV(
        make_pipeline(encoder, MinMaxScaler((-1, 1)), network),
        {"mlpclassifier__hidden_layer_sizes": [(hidden,) for hidden in race["hidden"]],
         # It divides the penalty by the rows of a batch.
         "mlpclassifier__alpha": [l2 * batch for l2 in race["l2"]]},
        cv=PredefinedSplit(folds[folds >= 0]), n_jobs=2)
    search.fit(frame[folds >= 0], names[folds >= 0])
    return search.predict(frame[folds < 0])


def torch_fit(x, y, training, held_out, hidden, l2, race):
    """The classes that a network, trained on the rows `training`, gives to the rows `held_out`."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(1)
    x = torch.from_numpy(scaled(x, training))
    inputs, labels = x[training], torch.from_numpy(y[training])
    model = torch.nn.Sequential(
        torch.nn.Linear(x.shape[1], hidden), torch.nn.ReLU(),
        torch.nn.Linear(hidden, int(y.max()) + 1))
    optimizer = torch.optim.Adam(
        model.parameters(), lr=race["rate"], weight_decay=l2, fused=True)
    loss_of = torch.nn.CrossEntropyLoss()
    for _ in range(race["epochs"]):
        order = torch.randperm(len(inputs))
        batches = zip(inputs[order].split(race["batch"]), labels[order].split(race["batch"]))
        for rows, targets in batches:
            optimizer.zero_grad()
            loss_of(model(rows), targets).backward()
            optimizer.step()
    with torch.no_grad():
        return model(x[held_out]).argmax(dim=1).numpy()


def torch(x, y, folds, race):
    from joblib import Parallel, delayed

    settings = list(itertools.product(race["hidden"], race["l2"]))
    cells = list(itertools.product(settings, range(folds.max() + 1)))
    classes = Parallel(n_jobs=2)(
        delayed(torch_fit)(x, y, (folds >= 0) & (folds != fold), folds == fold, *setting, race)
        for setting, fold in cells)
    scores = dict.fromkeys(settings, 0.0)
    for (setting, fold), guess in zip(cells, classes):
        scores[setting] += np.mean(guess == y[folds == fold])
    best = max(settings, key=scores.get)
    return torch_fit(x, y, folds >= 0, folds < 0, *best, race)


def jax(x, y, folds, race):
    from concurrent.futures import ThreadPoolExecutor
    from functools import partial

    import jax
    import jax.numpy as jnp

    labels, batch, epochs = jnp.array(y), race["batch"], race["epochs"]

    def train(hidden, inputs, rows, l2, key):
        """Trains on `rows`, padded by -1 to whole batches, and returns the classes of all rows."""
        first, second, key = jax.random.split(key, 3)
        shapes = (x.shape[1], hidden), (hidden, int(y.max()) + 1)
        initial = [(jax.random.uniform(key, shape, minval=-1) * shape[0] ** -0.5, jnp.zeros(shape[1]))
                   for key, shape in zip((first, second), shapes)]

        def logits(parameters, inputs):
            (w1, b1), (w2, b2) = parameters
            return jax.nn.relu(inputs @ w1 + b1) @ w2 + b2

        def loss(parameters, rows):
            real = rows >= 0
            losses = -jnp.take_along_axis(
                jax.nn.log_softmax(logits(parameters, inputs[rows])), labels[rows, None], 1)[:, 0]
            return jnp.sum(losses * real) / jnp.maximum(real.sum(), 1)

        def step(state, rows):
            parameters, m, v, count = state
            gradient = jax.tree.map(lambda g, p: g + l2 * p, jax.grad(loss)(parameters, rows), parameters)
            m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradient)
            v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradient)
            count = count + 1
            rate = race["rate"] * jnp.sqrt(1 - 0.999 ** count) / (1 - 0.9 ** count)
            parameters = jax.tree.map(
                lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-8), parameters, m, v)
            return (parameters, m, v, count), None

        def epoch(state, key):
            order = jax.random.permutation(key, rows).reshape(-1, batch)
            return jax.lax.scan(step, state, order)

        zeros = jax.tree.map(jnp.zeros_like, initial)
        state, _ = jax.lax.scan(
            epoch, (initial, zeros, zeros, 0.0), jax.random.split(key, epochs))
        return logits(state[0], inputs).argmax(axis=1)

    def padded(rows, count):
        return np.pad(rows, (0, -(-count // batch) * batch - len(rows)), constant_values=-1)

    def over_folds(hidden):
        """The classes of all rows, by penalty and fold: one computation for the grid's networks of a size."""
        networks = jax.vmap(partial(train, hidden), in_axes=(0, 0, None, 0))
        return jax.jit(jax.vmap(networks, in_axes=(None, None, 0, None)))(
            inputs, rows, jnp.array(race["l2"]), jax.random.split(jax.random.key(1), len(parts)))

    parts = [np.flatnonzero((folds >= 0) & (folds != fold)) for fold in range(folds.max() + 1)]
    inputs = np.stack([scaled(x, part) for part in parts])
    rows = np.stack([padded(part, max(map(len, parts))) for part in parts])
    scores = {}
    # Each size compiles and runs on a thread of its own.
    with ThreadPoolExecutor(2) as pool:
        for hidden, classes in zip(race["hidden"], pool.map(over_folds, race["hidden"])):
            for l2, guesses in zip(race["l2"], np.array(classes)):
                scores[hidden, l2] = sum(np.mean(guess[folds == fold] == y[folds == fold])
                                         for fold, guess in enumerate(guesses))
    hidden, l2 = max(scores, key=scores.get)
    training = np.flatnonzero(folds >= 0)
    classes = jax.jit(partial(train, hidden))(
        scaled(x, training), padded(training, len(training)), l2, jax.random.key(2))
    return np.array(classes)[folds < 0]


def main():
    engine, table, fold_file, protocol, predictions = sys.argv[1:]
    with open(protocol, encoding="utf-8") as file:
        race = json.load(file)
    frame = pandas.read_csv(table)
    folds = pandas.read_csv(fold_file)["fold"].to_numpy()
    names = frame.pop("class").astype(str).to_numpy()
    if engine == "sklearn":
        result = sklearn(frame, names, folds, race)
    else:
        x = pandas.get_dummies(frame, dtype=np.float32).to_numpy(np.float32)
        classes, y = np.unique(names, return_inverse=True)
        result = classes[{"torch": torch, "jax": jax}[engine](x, y, folds, race)]
    pandas.DataFrame({"class": result}).to_csv(predictions, index=False)


if __name__ == "__main__":
    main()
