"""Seconds per epoch of one case by another trainer, on one core.

    peers.py ENGINE ROWS FEATURES CLASSES HIDDEN BATCH SECONDS

ENGINE is torch (eager), jax (one jitted scan over the epoch), jax-vmap (ten networks at once, per
network; the better of own and shared minibatches) or sklearn. All train one ReLU hidden layer by
Adam with an L2 term on random samples of the case's shape; the numbers do not decide the time.
"""
import os
import sys
import time
import warnings

for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402  (after the number of threads is set)

RATE, L2 = 1e-3, 1e-4


def best_of(epoch, seconds):
    """The fastest of as many epochs as fit, at least three, after one to warm up."""
    epoch()
    best, count, end = float("inf"), 0, time.perf_counter() + seconds
    while count < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        epoch()
        best = min(best, time.perf_counter() - start)
        count += 1
    return best


def torch(x, y, hidden, batch, seconds):
    import torch

    torch.set_num_threads(1)
    inputs, labels = torch.tensor(x), torch.tensor(y)
    model = torch.nn.Sequential(
        torch.nn.Linear(x.shape[1], hidden), torch.nn.ReLU(),
        torch.nn.Linear(hidden, int(y.max()) + 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE, weight_decay=L2, foreach=True)
    loss_of = torch.nn.CrossEntropyLoss()

    def epoch():
        order = torch.randperm(len(x))
        for start in range(0, len(x), batch):
            rows = order[start:start + batch]
            optimizer.zero_grad()
            loss_of(model(inputs[rows]), labels[rows]).backward()
            optimizer.step()

    return best_of(epoch, seconds)


def jax_parts(x, y, hidden, batch):
    import jax
    import jax.numpy as jnp
    import optax

    inputs, labels = jnp.array(x), jnp.array(y)
    steps = len(x) // batch
    optimizer = optax.chain(optax.add_decayed_weights(L2), optax.adam(RATE))

    def initial(key):
        first, second = jax.random.split(key)
        shapes = (x.shape[1], hidden), (hidden, int(y.max()) + 1)
        weights = [jax.random.normal(key, shape) * shape[0] ** -0.5
                   for key, shape in zip((first, second), shapes)]
        return weights, [jnp.zeros(shape[1]) for shape in shapes]

    def loss_of(parameters, rows):
        (w1, w2), (b1, b2) = parameters
        logits = jax.nn.relu(inputs[rows] @ w1 + b1) @ w2 + b2
        return optax.softmax_cross_entropy_with_integer_labels(logits, labels[rows]).mean()

    def epoch(parameters, state, key):
        order = jax.random.permutation(key, len(x))[:steps * batch].reshape(steps, batch)

        def step(carry, rows):
            parameters, state = carry
            updates, state = optimizer.update(
                jax.grad(loss_of)(parameters, rows), state, parameters)
            return (optax.apply_updates(parameters, updates), state), None

        (parameters, state), _ = jax.lax.scan(step, (parameters, state), order)
        return parameters, state

    # The scan leaves out the last, smaller batch: its time is added in proportion.
    return initial, optimizer, epoch, len(x) / (steps * batch)


def jax(x, y, hidden, batch, seconds):
    import jax

    initial, optimizer, epoch, scale = jax_parts(x, y, hidden, batch)
    compiled = jax.jit(epoch)
    parameters = initial(jax.random.key(0))
    state = [parameters, optimizer.init(parameters), 0]

    def run():
        state[0], state[1] = compiled(state[0], state[1], jax.random.key(state[2]))
        jax.block_until_ready(state[0])
        state[2] += 1

    return best_of(run, seconds) * scale


def jax_vmap(x, y, hidden, batch, seconds, networks=10):
    import jax

    initial, optimizer, epoch, scale = jax_parts(x, y, hidden, batch)
    best = float("inf")
    for own in (True, False):
        compiled = jax.jit(jax.vmap(epoch, in_axes=(0, 0, 0 if own else None)))
        parameters = jax.vmap(initial)(jax.random.split(jax.random.key(0), networks))
        state = [parameters, jax.vmap(optimizer.init)(parameters), 0]

        def run():
            key = jax.random.key(state[2])
            keys = jax.random.split(key, networks) if own else key
            state[0], state[1] = compiled(state[0], state[1], keys)
            jax.block_until_ready(state[0])
            state[2] += 1

        best = min(best, best_of(run, seconds))
    return best / networks * scale


def sklearn(x, y, hidden, batch, seconds):
    from sklearn.neural_network import MLPClassifier

    warnings.filterwarnings("ignore")
    model = MLPClassifier((hidden,), batch_size=batch, alpha=L2, max_iter=1, warm_start=True)
    return best_of(lambda: model.fit(x, y), seconds)


if __name__ == "__main__":
    engine = sys.argv[1]
    rows, features, classes, hidden, batch = map(int, sys.argv[2:7])
    generator = np.random.default_rng(1)
    x = generator.uniform(-1, 1, (rows, features)).astype(np.float32)
    y = np.arange(rows) % classes
    train = {"torch": torch, "jax": jax, "jax-vmap": jax_vmap, "sklearn": sklearn}[engine]
    print(train(x, y, hidden, batch, float(sys.argv[7])))
