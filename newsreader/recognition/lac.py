"""The network that jieba ships for Paddle (Baidu LAC small), run with NumPy.

It has a character embedding, two layers of bidirectional GRU, a linear layer and a CRF. jieba is
not imported: that would take longer than loading the network. What this project trained is a
difference that is added to jieba's weights (benchmarks/training/names.py, docs/entities.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from newsreader.entities.kind import Kind
from newsreader.errors import AnalysisError
from newsreader.locale import _
from newsreader.log import debug
from newsreader.recognition.engine import Reading
from newsreader.text.span import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

BATCH = 64
"""Pieces in one batch, at most."""

FULL = 4000
"""Code points in one batch, at most, if each piece is as long as the longest."""

FAINTEST = 0.15
"""Readings with a smaller probability are dropped."""

TRAINED = Path(__file__).with_name("trained.npz")
"""The trained difference to jieba's weights by tensor, and `digest` of the files it changes.

Its licence is in docs/entities.md."""

KINDS = {
    "PER": Kind.PER,
    "nr": Kind.PER,
    "LOC": Kind.LOC,
    "ns": Kind.LOC,
    "ORG": Kind.ORG,
    "nt": Kind.ORG,
    "TIME": Kind.TIME,
    "t": Kind.TIME,
    "nw": Kind.WORK,
    "nz": Kind.PRODUCT,
}
"""The network's tags that name something; each stands for two, `-B` and `-I`."""

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_AS_TRAINED = _HALF_WIDTH | {
    0x3000: " ",
    ord("。"): ".",
    ord("、"): ",",
    ord("“"): '"',
    ord("”"): '"',
    ord("‘"): "'",
    ord("’"): "'",
    # Rare in the training data; otherwise the brackets of a heading become part of a name.
    ord("【"): "(",
    ord("】"): ")",
    ord("•"): "·",
    ord("・"): "·",
    ord("‧"): "·",
}


class Lac:
    """The loaded network; an Engine."""

    def __init__(self, folder: Path | None = None, trained: Path | None = TRAINED) -> None:
        """Load jieba's `lac_small`, or `folder`, and add what was trained. Raises AnalysisError.

        `trained` is a file as TRAINED; None means jieba's weights as they are.
        """
        folder = folder or shipped_folder()
        try:
            self._characters = _ids(folder / "word.dic")
            tags = _ids(folder / "tag.dic")
            tensors = load_tensors(folder, trained)
            self._embedding = tensors["word_emb"]
            self._layers = [
                [_Gru(tensors, 2 * layer + direction) for direction in (0, 1)] for layer in (0, 1)
            ]
            self._out, self._out_bias = tensors["fc_4.w_0"], tensors["fc_4.b_0"]
            self._crf = _Crf(tensors["crfw"], tags)
            self._unknown = self._characters["OOV"]
        except (OSError, ValueError, KeyError) as problem:
            raise AnalysisError(
                _("The network that jieba ships cannot be read; install jieba 0.42.1 again.")
            ) from problem

    def find(self, pieces: Sequence[str]) -> list[list[Reading]]:
        """The readings of each piece with their probabilities, including alternatives."""
        answer: list[list[Reading]] = [[] for _piece in pieces]
        order = sorted(range(len(pieces)), key=lambda index: -len(pieces[index]))
        for batch in _batches(order, pieces):
            rows = [self.encode(pieces[index]) for index in batch]
            lengths = np.array([len(row) for row in rows])
            found = self._crf.readings(self._scores(rows, lengths), lengths)
            for index, readings in zip(batch, found, strict=True):
                answer[index] = readings
        return answer

    def encode(self, piece: str) -> list[int]:
        """The number of each character."""
        known, unknown = self._characters, self._unknown
        return [known.get(c, unknown) for c in piece.translate(_AS_TRAINED)]

    def _scores(self, rows: list[list[int]], lengths: Ints) -> Floats:
        """The score of each tag for each character; rows are ordered longest first."""
        padded = np.zeros((len(rows), int(lengths[0])), np.int64)
        for index, row in enumerate(rows):
            padded[index, : len(row)] = row
        hidden: Floats = self._embedding[padded]
        for forward, backward in self._layers:
            ahead = forward.run(hidden, lengths)
            back = _reversed(backward.run(_reversed(hidden, lengths), lengths), lengths)
            hidden = np.concatenate([ahead, back], axis=2)
        scores: Floats = hidden @ self._out + self._out_bias
        return scores


class _Crf:
    """Computes the probability of each name instead of the one best path.

    This is the forward-backward algorithm: `forward` sums over all paths before a character, and
    `backward` over all paths after it. By the Markov property the probabilities that a name begins
    at a character and that it continues are products of a few of these numbers. Vectors are scaled
    to sum to one at each step, which cancels out.
    """

    def __init__(self, crf: Floats, tags: dict[str, int]) -> None:
        self._start, self._stop, self._transitions = np.exp(crf[0]), np.exp(crf[1]), np.exp(crf[2:])
        self._kinds = list(KINDS.values())
        self._first = np.array([tags[f"{name}-B"] for name in KINDS])
        self._next = np.array([tags[f"{name}-I"] for name in KINDS])

    def readings(self, scores: Floats, lengths: Ints) -> Iterator[list[Reading]]:
        """The readings of each row; rows are ordered longest first."""
        scores = np.exp(scores - scores.max(axis=2, keepdims=True))
        forward = self._forward(scores, lengths)
        backward, onward, inward = self._backward(scores, lengths)
        posterior = forward * backward
        posterior /= posterior.sum(axis=2, keepdims=True)
        begins = posterior[:, :, self._first]
        for row, length in enumerate(lengths.tolist()):
            found: dict[tuple[int, int, Kind], float] = {}
            for start, name in np.argwhere(begins[row, :length] > FAINTEST).tolist():
                left = float(begins[row, start, name])
                steps = onward
                for end in range(start + 1, length + 1):
                    more = float(steps[row, end - 1, name]) if end < length else 0.0
                    steps = inward
                    if left * (1 - more) > FAINTEST:
                        key = (start, end, self._kinds[name])
                        found[key] = found.get(key, 0.0) + left * (1 - more)
                    left *= more
                    if left < FAINTEST:
                        break
            yield [
                Reading(Span(start, end), kind, min(1.0, weight))
                for (start, end, kind), weight in found.items()
            ]

    def _forward(self, scores: Floats, lengths: Ints) -> Floats:
        sums = np.ones_like(scores)
        now = self._start * scores[:, 0]
        for step in range(scores.shape[1]):
            alive = int(np.searchsorted(-lengths, -step))
            if step:
                now = (now[:alive] @ self._transitions) * scores[:alive, step]
            now = now / now.sum(axis=1, keepdims=True)
            sums[:alive, step] = now
        return sums

    def _backward(self, scores: Floats, lengths: Ints) -> tuple[Floats, Floats, Floats]:
        """The sums after each character, and the probability that a name continues after its first
        character (`onward`) or after a later one (`inward`)."""
        shape = (*scores.shape[:2], len(self._first))
        sums = np.ones_like(scores)
        onward, inward = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        sums[np.arange(len(lengths)), lengths - 1] = self._stop
        for step in range(scores.shape[1] - 2, -1, -1):
            alive = int(np.searchsorted(-lengths, -(step + 1)))
            coming = scores[:alive, step + 1] * sums[:alive, step + 1]
            coming = coming / coming.sum(axis=1, keepdims=True)
            here = coming @ self._transitions.T
            sums[:alive, step] = here
            entered = coming[:, self._next]
            onward[:alive, step] = (
                entered * self._transitions[self._first, self._next] / here[:, self._first]
            )
            inward[:alive, step] = (
                entered * self._transitions[self._next, self._next] / here[:, self._next]
            )
        return sums, onward, inward


class _Gru:
    """One direction of one GRU layer."""

    def __init__(self, tensors: Mapping[str, Floats], number: int) -> None:
        self._in = tensors[f"fc_{number}.w_0"]
        weights = tensors[f"gru_{number}.w_0"]
        self._size = size = weights.shape[0]
        flat = weights.reshape(-1)
        # Paddle stores the two gates as one D x 2D block, then the candidate as D x D.
        self._gates = np.ascontiguousarray(flat[: 2 * size * size].reshape(size, 2 * size))
        self._candidate = np.ascontiguousarray(flat[2 * size * size :].reshape(size, size))
        self._bias = tensors[f"fc_{number}.b_0"] + tensors[f"gru_{number}.b_0"].reshape(-1)

    def run(self, given: Floats, lengths: Ints) -> Floats:
        """The hidden states of each step; rows are ordered longest first and leave as they end."""
        size = self._size
        given = given @ self._in
        given += self._bias
        states = np.zeros((*given.shape[:2], size), np.float32)
        state = np.zeros((given.shape[0], size), np.float32)
        for step in range(given.shape[1]):
            alive = int(np.searchsorted(-lengths, -step))
            now, x = state[:alive], given[:alive, step]
            gates = _sigmoid(x[:, : 2 * size] + now @ self._gates)
            update, reset = gates[:, :size], gates[:, size:]
            candidate = np.tanh(x[:, 2 * size :] + (reset * now) @ self._candidate)
            state[:alive] = now + update * (candidate - now)
            states[:alive, step] = state[:alive]
        return states


def _sigmoid(x: Floats) -> Floats:
    half: Floats = np.float32(0.5) * (np.tanh(np.float32(0.5) * x) + np.float32(1))
    return half


def _reversed(states: Floats, lengths: Ints) -> Floats:
    """Each row reversed within its own length."""
    steps = np.arange(states.shape[1])
    index = np.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
    turned: Floats = np.take_along_axis(states, index[:, :, None], axis=1)
    return turned


def _batches(order: list[int], pieces: Sequence[str]) -> Iterator[list[int]]:
    """Indexes of pieces that are not empty, longest first, in batches of similar length."""
    batch: list[int] = []
    for index in order:
        full = len(batch) == BATCH or (batch and (len(batch) + 1) * len(pieces[batch[0]]) > FULL)
        if full:
            yield batch
            batch = []
        if pieces[index]:
            batch.append(index)
    if batch:
        yield batch


def shipped_folder() -> Path:
    """The folder of jieba's network. Raises AnalysisError if jieba is not installed."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise AnalysisError(_("jieba is not installed; install newsreader again."))
    return Path(spec.origin).parent / "lac_small"


def load_tensors(folder: Path, trained: Path | None = None) -> dict[str, Floats]:
    """The tensors of a network by their names, with the difference in `trained` added.

    The difference is left out, and the log says so, if it cannot be read or belongs to another
    network. Raises OSError, ValueError, KeyError.
    """
    files = {path.name: path.read_bytes() for path in (folder / "model_baseline").iterdir()}
    tensors = {name: read_tensor(data) for name, data in files.items()}
    if trained is not None:
        try:
            with np.load(BytesIO(trained.read_bytes())) as difference:
                change = dict(difference)
        except (OSError, ValueError, BadZipFile) as problem:
            debug("lac: %s cannot be read: %s", trained.name, type(problem).__name__)
        else:
            if change.pop("digest") == digest_of(files[name] for name in sorted(change)):
                tensors |= {name: tensors[name] + added for name, added in change.items()}
            else:
                debug("lac: %s belongs to another network; it is not used", trained.name)
    return tensors


def digest_of(files: Iterable[bytes]) -> str:
    """The SHA-256 digest of the files that a difference changes, in the order of their names."""
    digest = sha256()
    for data in files:
        digest.update(data)
    return digest.hexdigest()


def read_tensor(data: bytes) -> Floats:
    """A tensor in Paddle's stream format: version, LoD levels, shape (a protobuf), floats."""
    levels = int.from_bytes(data[4:12], "little")
    at = 12
    for _level in range(levels):
        at += 8 + int.from_bytes(data[at : at + 8], "little")
    at += 4
    size = int.from_bytes(data[at : at + 4], "little", signed=True)
    at += 4
    shape = list(_dimensions(data[at : at + size]))
    values = np.frombuffer(data, "<f4", offset=at + size)
    return values.reshape(shape)


def _dimensions(description: bytes) -> Iterator[int]:
    """Field 2 of Paddle's TensorDesc: one varint for each dimension."""
    at = 0
    while at < len(description):
        key = description[at]
        at, value, shift = at + 1, 0, 0
        while True:
            byte = description[at]
            at, value, shift = at + 1, value | (byte & 0x7F) << shift, shift + 7
            if byte < 0x80:
                break
        if key >> 3 == 2:
            yield value


def _ids(path: Path) -> dict[str, int]:
    ids: dict[str, int] = {}
    for line in path.read_text("utf-8").split("\n"):
        number, tab, item = line.rstrip("\r").partition("\t")
        if tab:
            ids[item] = int(number)
    return ids
