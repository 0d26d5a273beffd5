"""Trains the network that jieba ships (Baidu LAC, small) to find names; measures it by folds.

    python benchmarks/training/names.py FOLDER                  writes recognition/trained.npz
    python benchmarks/training/names.py FOLDER --folds OUT      trains a network for each fold

FOLDER has gsd_train.jsonl (Universal NER, CC BY-SA 4.0) and articles.jsonl; the articles of this
project are added. A line is {"id", "text", "entities": [[start, end, kind]…], "optional": …} in
code points. With --folds, each network is trained without a quarter of the outlets and of this
project's articles; OUT gets fold0.npz… and folds.json, the fold of each article. Needs jax and
optax (`pip install -e .[training]`). With one seed the result is the same each time.

The embedding stays as it is. The network tells 57 tags apart, an annotation three kinds. So the
loss is that of a CRF that allows several tags for a character and sums over them: a name is PER or
nr throughout, a character outside names has any tag that is no such name, and an optional span
any tag at all. TIME, works and parts of speech stay usable.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax
import jax.numpy as jnp
import numpy as np
import optax

from newsreader.recognition.engine import NAMES, pieces
from newsreader.recognition.lac import KINDS, TRAINED, Lac, digest_of, load_tensors, shipped_folder
from newsreader.text.plain import plain_text
from newsreader.text.script import simplify
from newsreader.text.span import Span

ARTICLES = Path(__file__).parent.parent / "articles"
SAME = {"COMPANY": "ORG", "GPE": "LOC"}
FOLDS = 4

RATE, EPOCHS, SEED = 6e-4, 4, 7
OWN_TIMES = 1
"""How often an epoch reads the articles of this project."""

WIDTHS = (16, 32, 48, 64, 96, 128, 256)
"""Lengths that pieces are filled up to, so that few shapes are compiled."""

CHARACTERS = 1536
"""Code points of a batch, filling included."""

Tensors = dict[str, jax.Array]
Batch = tuple[jax.Array, jax.Array, jax.Array]
Document = dict[str, Any]


class Piece(NamedTuple):
    """A sentence or less, with its names as (start, end, kind); None allows any tag."""

    text: str
    names: list[tuple[int, int, str | None]]


# --- data ----------------------------------------------------------------------------------------


def read_documents(path: Path) -> list[Document]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def outlet(article: str) -> str:
    """The outlet in the id of an article: 163 for c163_7, v_163_1 and 163_1."""
    name = re.sub(r"^v_", "", article)
    name = re.sub(r"^(neg|hk|tw|rd)_", "", name) if name.count("_") > 0 else name
    name = re.sub(r"\d+$", "", name.split("_")[0]) or name.split("_")[0]
    return {"c": "163", "hexinhua": "xinhua", "xinhuanet": "xinhua"}.get(name, name)


def folds_of(documents: Sequence[Document], group: dict[str, str]) -> dict[str, int]:
    """A fold for each id: all of one group in one fold, and as many names in each as possible."""
    names: dict[str, int] = defaultdict(int)
    for document in documents:
        names[group[document["id"]]] += len(document["entities"])
    sizes, fold_of = [0] * FOLDS, {}
    for name in sorted(names, key=lambda name: (-names[name], name)):
        fold_of[name] = sizes.index(min(sizes))
        sizes[fold_of[name]] += names[name]
    return {document["id"]: fold_of[group[document["id"]]] for document in documents}


def cut(document: Document) -> Iterator[Piece]:
    """The pieces of a document as the recognizer reads them, without those that cut a name."""
    read = plain_text(document["text"])
    text = simplify(read.text)
    kinds = {kind.value for kind in NAMES}
    names = [
        (*_bounds(read.inside(Span(start, end))), SAME.get(kind, kind) if wanted else None)
        for field, wanted in (("entities", True), ("optional", False))
        for start, end, kind in document.get(field, [])
        if SAME.get(kind, kind) in kinds
    ]
    for span in pieces(text, Span(0, len(text))):
        inside = [
            (start - span.start, end - span.start, kind)
            for start, end, kind in names
            if start < span.end and end > span.start
        ]
        if span.of(text).strip() and all(
            start >= 0 and end <= len(span) for start, end, _kind in inside
        ):
            yield Piece(span.of(text), inside)


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


class Tags:
    """The tags that each character of a piece may have."""

    def __init__(self, folder: Path) -> None:
        lines = (folder / "tag.dic").read_text("utf-8").splitlines()
        ids = {name: int(number) for number, name in (line.split("\t") for line in lines)}
        self._first: dict[str, list[int]] = defaultdict(list)
        self._next: dict[str, list[int]] = defaultdict(list)
        self._outside = np.ones(len(ids), bool)
        for name, kind in KINDS.items():
            if kind in NAMES:
                self._first[kind.value].append(ids[f"{name}-B"])
                self._next[kind.value].append(ids[f"{name}-I"])
                self._outside[[ids[f"{name}-B"], ids[f"{name}-I"]]] = False

    def allowed(self, piece: Piece) -> np.ndarray:
        allowed = np.tile(self._outside, (len(piece.text), 1))
        for start, end, kind in sorted(piece.names, key=lambda name: name[2] is not None):
            if kind is None:
                allowed[start:end] = True
                continue
            allowed[start:end] = False
            allowed[start, self._first[kind]] = True
            for tag in self._next[kind]:
                allowed[start + 1 : end, tag] = True
        return allowed


def batches(given: Sequence[Piece], lac: Lac, tags: Tags, chance: random.Random) -> Iterator[Batch]:
    """Pieces of like length together, in a new order each time."""
    shelves: dict[int, list[Piece]] = {width: [] for width in WIDTHS}
    for piece in chance.sample(given, len(given)):
        width = next((width for width in WIDTHS if len(piece.text) <= width), None)
        if width:
            shelves[width].append(piece)
    order = [
        (width, at)
        for width, shelf in shelves.items()
        for at in range(0, len(shelf), CHARACTERS // width)
    ]
    for width, at in chance.sample(order, len(order)):
        rows = CHARACTERS // width
        yield _filled(shelves[width][at : at + rows], (rows, width), lac, tags)


def _filled(some: Sequence[Piece], shape: tuple[int, int], lac: Lac, tags: Tags) -> Batch:
    ids = np.zeros(shape, np.int32)
    allowed = np.ones((*shape, len(tags.allowed(some[0])[0])), bool)
    lengths = np.zeros(shape[0], np.int32)
    for row, piece in enumerate(some):
        lengths[row] = len(piece.text)
        ids[row, : lengths[row]] = lac.encode(piece.text)
        allowed[row, : lengths[row]] = tags.allowed(piece)
    return jnp.asarray(ids), jnp.asarray(lengths), jnp.asarray(allowed)


# --- network -------------------------------------------------------------------------------------


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


# --- training ------------------------------------------------------------------------------------


def train(given: Sequence[Piece], seed: int) -> dict[str, np.ndarray]:
    """The difference to jieba's weights after training with `given`."""
    folder = shipped_folder()
    lac, tags = Lac(folder, None), Tags(folder)
    p = {name: jnp.asarray(each) for name, each in load_tensors(folder).items()}
    fixed = {"word_emb": p.pop("word_emb")}
    chance = random.Random(seed)
    steps = EPOCHS * len(list(batches(given, lac, tags, random.Random(seed))))
    rates = optax.warmup_cosine_decay_schedule(0.0, RATE, steps // 20 + 1, steps, RATE / 20)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(rates))

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(now: Tensors, state: Any, batch: Batch) -> tuple[Tensors, Any, jax.Array]:
        value, slope = jax.value_and_grad(loss)(now, fixed, batch)
        change, state = optimizer.update(slope, state, now)
        return optax.apply_updates(now, change), state, value

    now = jax.tree.map(jnp.array, p)  # copies, as a step consumes its arguments
    state = optimizer.init(now)
    begun = time.perf_counter()
    for epoch in range(EPOCHS):
        values = []
        for batch in batches(given, lac, tags, chance):
            now, state, value = step(now, state, batch)
            values.append(float(value))
        seconds = time.perf_counter() - begun
        print(f"epoch {epoch + 1}: loss {np.mean(values):.4f}, {seconds:.0f} s", flush=True)
    return {name: np.asarray(now[name] - p[name], np.float16) for name in sorted(p)}


def write(difference: dict[str, np.ndarray], path: Path) -> None:
    model = shipped_folder() / "model_baseline"
    digest = digest_of({file.name: file.read_bytes() for file in model.iterdir()})
    np.savez(path, digest=np.array(digest), **difference)  # type: ignore[arg-type]
    print(f"{path}: {path.stat().st_size:,} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=TRAINED)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--only", type=int, nargs="*", default=range(FOLDS), help="these folds")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    base = [
        piece for each in read_documents(options.folder / "gsd_train.jsonl") for piece in cut(each)
    ]
    real = read_documents(options.folder / "articles.jsonl")
    own = [each for path in sorted(ARTICLES.glob("*.jsonl")) for each in read_documents(path)]
    fold_of = folds_of(real, {each["id"]: outlet(each["id"]) for each in real})
    fold_of |= folds_of(own, {each["id"]: each["id"] for each in own})

    def chosen(left_out: int | None) -> list[Piece]:
        return base + [
            piece
            for times, documents in ((1, real), (OWN_TIMES, own))
            for document in documents * times
            if fold_of[document["id"]] != left_out
            for piece in cut(document)
        ]

    if not options.folds:
        write(train(chosen(None), options.seed), options.out)
        return
    options.folds.mkdir(parents=True, exist_ok=True)
    table = json.dumps(fold_of, indent=1, ensure_ascii=False)
    (options.folds / "folds.json").write_text(table, "utf-8")
    for fold in options.only:
        write(train(chosen(fold), options.seed), options.folds / f"fold{fold}.npz")


if __name__ == "__main__":
    main()
