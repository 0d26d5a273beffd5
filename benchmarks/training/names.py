"""Trains the network that jieba ships (Baidu LAC, small) to find names; measures it by folds.

    python benchmarks/training/names.py FOLDER                  writes recognition/trained.npz
    python benchmarks/training/names.py FOLDER --folds OUT      trains a network for each fold

FOLDER has gsd_train.jsonl (Universal NER, CC BY-SA 4.0) and articles.jsonl; the articles of this
project are added. A line is {"id", "text", "entities": [[start, end, kind]…], "optional": …} in
code points. With --folds, each network is trained without a quarter of the outlets and of this
project's articles; OUT gets fold0.npz… and folds.json, the fold of each article. Needs jax and
optax (`pip install -e .[training]`). With one seed the result is the same each time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")  # two folds at a time

import jax
import jax.numpy as jnp
import numpy as np
import optax
from lac_jax import Batch, Tensors, loss

from newsreader.recognition.engine import NAMES, pieces
from newsreader.recognition.lac import KINDS, Lac
from newsreader.recognition.lac_weights import (
    TRAINED,
    digest_of,
    load_tensors,
    shipped_folder,
)
from newsreader.text.plain import plain_text
from newsreader.text.script import simplify
from newsreader.text.span import Span

ARTICLES = Path(__file__).parent.parent / "articles"
SAME = {"COMPANY": "ORG", "GPE": "LOC"}
FOLDS = 4

RATE, EPOCHS, SEED = 6e-4, 4, 7

WIDTHS = (16, 32, 48, 64, 96, 128, 256)
"""Lengths that pieces are filled up to, so that few shapes are compiled."""

CHARACTERS = 1536
"""Code points of a batch, filling included."""

Document = dict[str, Any]


class Piece(NamedTuple):
    """A sentence or less, with its names as (start, end, kind); None allows any tag."""

    text: str
    names: list[tuple[int, int, str | None]]


def read_documents(path: Path) -> list[Document]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


SAME_OUTLET = {"c163": "163", "hexinhua": "xinhua", "xinhuanet": "xinhua"}


def outlet(article: str) -> str:
    """The outlet in the id of an article: 163 for 163_1, c163_7 and v_163_1."""
    name = re.sub(r"^(v|neg|hk|tw|rd)_", "", article).split("_")[0]
    return SAME_OUTLET.get(name, name)


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


OPTIMIZER = optax.chain(optax.clip_by_global_norm(1.0), optax.scale_by_adam())


@partial(jax.jit, donate_argnums=(0, 1))
def step(
    now: Tensors, state: Any, fixed: Tensors, batch: Batch, rate: jax.Array
) -> tuple[Tensors, Any, jax.Array]:
    """The weights and the optimizer's state after one batch, and its loss."""
    value, slope = jax.value_and_grad(loss)(now, fixed, batch)
    change, state = OPTIMIZER.update(slope, state, now)
    return {name: now[name] - rate * change[name] for name in now}, state, value


def train(given: Sequence[Piece], seed: int) -> dict[str, np.ndarray]:
    """The difference to jieba's weights after training with `given`."""
    folder = shipped_folder()
    lac, tags = Lac(folder, None), Tags(folder)
    p = {name: jnp.asarray(each) for name, each in load_tensors(folder).items()}
    fixed = {"word_emb": p.pop("word_emb")}
    now = jax.tree.map(jnp.array, p)  # copies, as a step consumes its arguments
    state = OPTIMIZER.init(now)
    chance = random.Random(seed)
    steps = EPOCHS * sum(1 for _batch in batches(given, lac, tags, random.Random(seed)))
    rates = optax.warmup_cosine_decay_schedule(0.0, RATE, steps // 20 + 1, steps, RATE / 20)
    done, begun = 0, time.perf_counter()
    for epoch in range(EPOCHS):
        values = []
        for batch in batches(given, lac, tags, chance):
            rate = jnp.asarray(rates(done), jnp.float32)
            now, state, value = step(now, state, fixed, batch, rate)
            values.append(float(value))
            done += 1
        seconds = time.perf_counter() - begun
        print(f"epoch {epoch + 1}: loss {np.mean(values):.4f}, {seconds:.0f} s", flush=True)
    return {name: np.asarray(now[name] - p[name], np.float16) for name in sorted(p)}


def write(difference: dict[str, np.ndarray], path: Path) -> None:
    """Write `difference` with the digest of what it belongs to."""
    model = shipped_folder() / "model_baseline"
    digest = digest_of((model / name).read_bytes() for name in sorted(difference))
    arrays: dict[str, Any] = dict(difference)
    np.savez(path, digest=np.array(digest), **arrays)
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
    gsd = read_documents(options.folder / "gsd_train.jsonl")
    real = read_documents(options.folder / "articles.jsonl")
    own = [each for path in sorted(ARTICLES.glob("*.jsonl")) for each in read_documents(path)]

    def trained_without(left_out: Collection[str]) -> dict[str, np.ndarray]:
        documents = [each for each in [*gsd, *real, *own] if each.get("id") not in left_out]
        return train([piece for each in documents for piece in cut(each)], options.seed)

    if not options.folds:
        write(trained_without(()), options.out)
        return
    fold_of = folds_of(real, {each["id"]: outlet(each["id"]) for each in real})
    fold_of |= folds_of(own, {each["id"]: each["id"] for each in own})
    options.folds.mkdir(parents=True, exist_ok=True)
    table = json.dumps(fold_of, indent=1, ensure_ascii=False)
    (options.folds / "folds.json").write_text(table, "utf-8")
    for fold in options.only:
        left_out = {name for name, its_fold in fold_of.items() if its_fold == fold}
        write(trained_without(left_out), options.folds / f"fold{fold}.npz")


if __name__ == "__main__":
    main()
