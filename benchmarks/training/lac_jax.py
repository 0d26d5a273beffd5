"""jieba's network (Baidu LAC, small) in JAX, and the loss that it is trained with.

The embedding stays as it is. The network tells 57 tags apart, an annotation three kinds. So the
loss is that of a CRF that allows several tags for a character and sums over them: a name is PER or
nr throughout, a character outside names has any tag that is no such name, and an optional span
any tag at all. TIME, works and parts of speech stay usable.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

Tensors = dict[str, jax.Array]

Batch = tuple[jax.Array, jax.Array, jax.Array]
"""Character ids (rows, steps), lengths (rows), and allowed tags (rows, steps, tags)."""


def emissions(p: Tensors, ids: jax.Array, lengths: jax.Array) -> jax.Array:
    """The score of each tag, as `Lac` computes it; its shape is (steps, rows, tags)."""
    alive = (jnp.arange(ids.shape[1])[:, None] < lengths[None, :])[:, :, None]
    x = p["word_emb"][ids].transpose(1, 0, 2)
    for layer in (0, 2):
        x = jnp.concatenate(_both_ways(p, layer, x, alive), axis=2)
    return x @ p["fc_4.w_0"] + p["fc_4.b_0"]


def _both_ways(p: Tensors, first: int, x: jax.Array, alive: jax.Array) -> tuple[jax.Array, ...]:
    """The states of a forward and a backward GRU, in one loop over the steps."""
    size = p["gru_0.w_0"].shape[0]
    flat = [p[f"gru_{number}.w_0"].reshape(-1) for number in (first, first + 1)]
    gates = [each[: 2 * size * size].reshape(size, 2 * size) for each in flat]
    candidates = [each[2 * size * size :].reshape(size, size) for each in flat]
    ahead, back = (
        x @ p[f"fc_{number}.w_0"] + p[f"fc_{number}.b_0"] + p[f"gru_{number}.b_0"].reshape(-1)
        for number in (first, first + 1)
    )

    def step(states: tuple[jax.Array, ...], given: tuple[Any, ...]) -> tuple[Any, Any]:
        new = []
        for way, (state, now, lives) in enumerate(zip(states, *given, strict=True)):
            both = jax.nn.sigmoid(now[:, : 2 * size] + state @ gates[way])
            update, reset = both[:, :size], both[:, size:]
            candidate = jnp.tanh(now[:, 2 * size :] + (reset * state) @ candidates[way])
            new.append(jnp.where(lives, state + update * (candidate - state), state))
        return tuple(new), tuple(new)

    start = jnp.zeros((x.shape[1], size))
    given = (ahead, back[::-1]), (alive, alive[::-1])
    forward, backward = jax.lax.scan(step, (start, start), given)[1]
    return forward, backward[::-1]


def log_sums(p: Tensors, emitted: jax.Array, lengths: jax.Array) -> jax.Array:
    """The logarithm of the sum over all paths of tags, for each row."""
    start, stop, moves = p["crfw"][0], p["crfw"][1], jnp.exp(p["crfw"][2:])
    top = emitted.max(axis=2, keepdims=True)
    weights = jnp.exp(emitted - top)
    alive = (jnp.arange(len(emitted))[:, None] < lengths[None, :])[:, :, None]

    def step(state: tuple[jax.Array, jax.Array], given: tuple[Any, Any]) -> tuple[Any, None]:
        (now, log), (weight, lives) = state, given
        new = (now @ moves) * weight
        total = jnp.maximum(new.sum(axis=1, keepdims=True), 1e-18)
        now = jnp.where(lives, new / total, now)
        return (now, jnp.where(lives, log + jnp.log(total), log)), None

    now = jnp.exp(start) * weights[0]
    total = jnp.maximum(now.sum(axis=1, keepdims=True), 1e-18)
    state = now / total, jnp.log(total)
    (now, log), _ = jax.lax.scan(step, state, (weights[1:], alive[1:]))
    end = jnp.log(jnp.maximum((now * jnp.exp(stop)).sum(axis=1), 1e-18))
    return log[:, 0] + end + (top * alive)[:, :, 0].sum(axis=0)


def loss(trained: Tensors, fixed: Tensors, batch: Batch) -> jax.Array:
    """How improbable the annotation is, for each character."""
    p = fixed | trained
    ids, lengths, allowed = batch
    emitted = emissions(p, ids, lengths)
    wanted = jnp.where(allowed.transpose(1, 0, 2), emitted, -1e9)
    sums = log_sums(p, jnp.concatenate([emitted, wanted], axis=1), jnp.tile(lengths, 2))
    missed = sums[: len(ids)] - sums[len(ids) :]
    return (missed * (lengths > 0)).sum() / jnp.maximum(lengths.sum(), 1)
