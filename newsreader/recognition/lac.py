"""The network that jieba ships for Paddle (Baidu LAC small), run with NumPy.

It has a character embedding, two layers of bidirectional GRU, a linear layer and a CRF. jieba is
not imported: that would take longer than loading the network. What this project trained is a
difference that is added to jieba's weights (benchmarks/training/names.py, docs/entities.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from newsreader.entities.kind import Kind
from newsreader.errors import AnalysisError
from newsreader.locale import _
from newsreader.recognition.crf import Crf
from newsreader.recognition.engine import Reading
from newsreader.recognition.gru import GruLayer, Ints, steps_of
from newsreader.recognition.lac_weights import (
    TRAINED,
    Floats,
    load_tensors,
    read_ids,
    shipped_folder,
)

BATCH = 256
"""Pieces in one batch, at most: with fewer a multiplication of matrices is slower."""

FULL = 8000
"""Code points in one batch, at most, if each piece is as long as the longest."""

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

_SAME = {"\u3000": " ", "。": ".", "、": ",", "“": '"', "”": '"', "‘": "'", "’": "'"}
# Rare in the training data; otherwise the brackets of a heading become part of a name.
_SAME |= {"【": "(", "】": ")", "•": "·", "・": "·", "‧": "·"}
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_AS_TRAINED = _HALF_WIDTH | {ord(one): ord(other) for one, other in _SAME.items()}
"""Code points that are read as others."""


class Lac:
    """The loaded network; an Engine."""

    def __init__(self, folder: Path | None = None, trained: Path | None = TRAINED) -> None:
        """Load jieba's `lac_small`, or `folder`, and add what was trained. Raises AnalysisError.

        `trained` is a file as TRAINED; None means jieba's weights as they are.
        """
        folder = folder or shipped_folder()
        try:
            self._numbers = _numbers(read_ids(folder / "word.dic"))
            tags = read_ids(folder / "tag.dic")
            tensors = load_tensors(folder, trained)
            self._embedding = tensors["word_emb"]
            self._layers = [GruLayer(tensors, number) for number in (0, 1)]
            self._out, self._out_bias = tensors["fc_4.w_0"], tensors["fc_4.b_0"]
            self._crf = Crf(tensors["crfw"], tags, KINDS)
        except (OSError, ValueError, KeyError) as problem:
            raise AnalysisError(
                _("The network that jieba ships cannot be read; install jieba 0.42.1 again.")
            ) from problem

    def find(self, pieces: Sequence[str]) -> list[list[Reading]]:
        """The readings of each piece with their probabilities, including alternatives."""
        answer: dict[str, list[Reading]] = {piece: [] for piece in pieces}
        # A piece that is there several times is read once.
        for batch in _batches(sorted(answer, key=len, reverse=True)):
            rows = [self.encode(piece) for piece in batch]
            steps = steps_of([len(row) for row in rows])
            answer |= zip(batch, self._crf.readings(self._scores(rows, steps), steps), strict=True)
        return [answer[piece] for piece in pieces]

    def encode(self, piece: str) -> Ints:
        """The number of each character."""
        codes = np.frombuffer(piece.encode("utf-32-le", "surrogatepass"), "<u4")
        numbers: Ints = self._numbers[np.minimum(codes, _LAST)]
        return numbers

    def _scores(self, rows: Sequence[Ints], steps: Sequence[slice]) -> Floats:
        """The score of each tag for each character, packed as in `gru`; the longest row first."""
        # The input of the first layer depends on the character alone, so it is computed once.
        characters, places = np.unique(_packed(rows, steps), return_inverse=True)
        hidden = self._layers[0].run(self._embedding[characters], steps, places)
        hidden = self._layers[1].run(hidden, steps)
        scores: Floats = hidden @ self._out + self._out_bias
        return scores


_LAST = 0xFFFF
"""The network knows no character after this code point, nor this one."""


def _numbers(characters: Mapping[str, int]) -> Ints:
    """The number of each code point up to `_LAST`; a table is smaller than a dict."""
    numbers = np.full(_LAST + 1, characters["OOV"], np.int64)
    for character, number in characters.items():
        if len(character) == 1 and ord(character) < _LAST:
            numbers[ord(character)] = number
    for code, same in _AS_TRAINED.items():
        numbers[code] = numbers[same]
    return numbers


def _packed(rows: Sequence[Ints], steps: Sequence[slice]) -> Ints:
    starts = np.array([step.start for step in steps])
    packed = np.empty(steps[-1].stop, np.int64)
    for index, row in enumerate(rows):
        packed[starts[: len(row)] + index] = row
    return packed


def _batches(pieces: Sequence[str]) -> Iterator[list[str]]:
    """The pieces that are not empty, given and returned longest first, by similar length."""
    batch: list[str] = []
    for piece in pieces:
        full = len(batch) == BATCH or (batch and (len(batch) + 1) * len(batch[0]) > FULL)
        if full:
            yield batch
            batch = []
        if piece:
            batch.append(piece)
    if batch:
        yield batch
