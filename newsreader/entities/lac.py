"""Lac: the network that jieba ships for Paddle, read from its files and run with NumPy.

A character embedding, two layers of bidirectional GRU, a linear layer and a CRF (Baidu LAC, small).
Nothing of jieba is imported: importing it costs more than reading the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsreader.entities.entity import Kind, Mention
from newsreader.errors import AnalysisError
from newsreader.locale import _
from newsreader.text.span import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

BATCH = 64
"""Pieces that go through the network together."""

_KINDS = {
    "PER": Kind.PER,
    "LOC": Kind.LOC,
    "ns": Kind.LOC,
    "ORG": Kind.ORG,
    "nt": Kind.ORG,
    "TIME": Kind.TIME,
    "t": Kind.TIME,
    "nw": Kind.WORK,
}  # nr is left out: it costs more precision than it finds

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_AS_TRAINED = _HALF_WIDTH | {
    0x3000: " ",
    ord("。"): ".",
    ord("、"): ",",
    ord("“"): '"',
    ord("”"): '"',
    ord("‘"): "'",
    ord("’"): "'",
}


class Lac:
    """The network, loaded; an Engine."""

    def __init__(self, folder: Path | None = None) -> None:
        """Reads jieba's `lac_small`, or `folder`; AnalysisError where files are not as expected."""
        folder = folder or shipped_folder()
        try:
            self._characters = _ids(folder / "word.dic")
            tags = {number: tag for tag, number in _ids(folder / "tag.dic").items()}
            parameters = folder / "model_baseline"
            self._embedding = read_tensor(parameters / "word_emb")
            self._layers = [
                [_Gru(parameters, 2 * layer + direction) for direction in (0, 1)]
                for layer in (0, 1)
            ]
            self._out = read_tensor(parameters / "fc_4.w_0")
            self._out_bias = read_tensor(parameters / "fc_4.b_0")
            crf = read_tensor(parameters / "crfw")
        except (OSError, ValueError, KeyError) as problem:
            raise AnalysisError(
                _("The network that jieba ships cannot be read; install jieba 0.42.1 again.")
            ) from problem
        self._start, self._stop, self._moves = crf[0], crf[1], crf[2:]
        self._tags = [tags[number] for number in range(len(tags))]
        self._unknown = self._characters["OOV"]

    def find(self, pieces: Sequence[str]) -> list[list[Mention]]:
        return [mentions_of(tags) for tags in self.tag(pieces)]

    def tag(self, pieces: Sequence[str]) -> list[list[str]]:
        """A tag such as "PER-B" for each code point of each piece."""
        answer: list[list[str]] = [[] for _piece in pieces]
        order = sorted(range(len(pieces)), key=lambda index: -len(pieces[index]))
        for first in range(0, len(order), BATCH):
            batch = [index for index in order[first : first + BATCH] if pieces[index]]
            if batch:
                paths = self._decode([self._encode(pieces[index]) for index in batch])
                for index, path in zip(batch, paths, strict=True):
                    answer[index] = [self._tags[number] for number in path]
        return answer

    def _encode(self, piece: str) -> list[int]:
        known, unknown = self._characters, self._unknown
        return [known.get(c, unknown) for c in piece.translate(_AS_TRAINED)]

    def _decode(self, rows: list[list[int]]) -> list[list[int]]:
        """The best path of tags for each row; rows come longest first."""
        lengths = np.array([len(row) for row in rows])
        padded = np.zeros((len(rows), int(lengths[0])), np.int64)
        for index, row in enumerate(rows):
            padded[index, : len(row)] = row
        hidden: Floats = self._embedding[padded]
        for forward, backward in self._layers:
            ahead = forward.run(hidden, lengths)
            back = _reversed(backward.run(_reversed(hidden, lengths), lengths), lengths)
            hidden = np.concatenate([ahead, back], axis=2)
        return list(self._paths(hidden @ self._out + self._out_bias, lengths))

    def _paths(self, scores: Floats, lengths: Ints) -> Iterator[list[int]]:
        """Viterbi over the whole batch at once."""
        count, steps, tags = scores.shape
        best = self._start + scores[:, 0]
        came_from = np.zeros((steps, count, tags), np.int16)
        for step in range(1, steps):
            alive = int(np.searchsorted(-lengths, -step))
            options = best[:alive, :, None] + self._moves
            came_from[step, :alive] = options.argmax(1)
            best[:alive] = options.max(1) + scores[:alive, step]
        last = (best + self._stop).argmax(1)
        for row in range(count):
            path = [int(last[row])]
            for step in range(int(lengths[row]) - 1, 0, -1):
                path.append(int(came_from[step, row, path[-1]]))
            yield path[::-1]


class _Gru:
    """One direction of one layer."""

    def __init__(self, folder: Path, number: int) -> None:
        self._in = read_tensor(folder / f"fc_{number}.w_0")
        weights = read_tensor(folder / f"gru_{number}.w_0")
        self._size = size = weights.shape[0]
        flat = weights.reshape(-1)
        # Paddle keeps the two gates as one D x 2D block and then the candidate as D x D.
        self._gates = np.ascontiguousarray(flat[: 2 * size * size].reshape(size, 2 * size))
        self._candidate = np.ascontiguousarray(flat[2 * size * size :].reshape(size, size))
        bias = read_tensor(folder / f"fc_{number}.b_0") + read_tensor(
            folder / f"gru_{number}.b_0"
        ).reshape(-1)
        self._bias = bias

    def run(self, given: Floats, lengths: Ints) -> Floats:
        """Hidden states for each step; rows come longest first and drop out as they end."""
        size = self._size
        given = given @ self._in + self._bias
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
    """Each row turned round within its own length."""
    steps = np.arange(states.shape[1])
    index = np.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
    turned: Floats = np.take_along_axis(states, index[:, :, None], axis=1)
    return turned


def mentions_of(tags: Sequence[str]) -> list[Mention]:
    """The mentions that a row of tags spells, in code points of the piece."""
    found: list[Mention] = []
    start = 0
    for end in range(1, len(tags) + 1):
        name = tags[start].partition("-")[0]
        if end < len(tags) and tags[end] == f"{name}-I":
            continue
        if name in _KINDS:
            found.append(Mention(Span(start, end), _KINDS[name]))
        start = end
    return found


def shipped_folder() -> Path:
    """Where jieba keeps the network; AnalysisError where jieba is not installed."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise AnalysisError(_("jieba is not installed; install newsreader again."))
    return Path(spec.origin).parent / "lac_small"


def read_tensor(path: Path) -> Floats:
    """A tensor in Paddle's stream format: versions, levels, a protobuf with the shape, floats."""
    data = path.read_bytes()
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
    """Field 2 of Paddle's TensorDesc: a varint for each dimension."""
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
