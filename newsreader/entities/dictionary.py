"""Dictionary: jieba's words, of which only those are read that a text can hold.

jieba reads its whole dictionary, 349,000 words, into a dict that takes a second to build and 130 MB
to keep. A word can only matter to a text that holds its first two characters next to each other, so
those are looked up in the file's bytes, which NumPy sorts once in some tens of milliseconds; no
cache file is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsreader.errors import AnalysisError
from newsreader.locale import _


class Dictionary:
    """jieba's dict.txt, indexed by the first two characters of each word."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or shipped_dictionary()
        self._data = data = path.read_bytes()
        octets = np.frombuffer(data, np.uint8)
        ends = np.flatnonzero(octets == 10)
        if not len(ends) or ends[-1] != len(data) - 1:
            ends = np.append(ends, len(data))
        starts = np.concatenate([[0], ends[:-1] + 1])
        self.total = _total(octets, starts, ends)
        keys = _keys(octets, starts)
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._starts = starts[order].astype(np.uint32)
        self._ends = ends[order].astype(np.uint32)

    def words(self, pairs: Iterable[str]) -> Iterator[tuple[str, int, str]]:
        """Each word that begins with one of `pairs` (or is one), its frequency and its tag."""
        wanted = np.array(sorted({_key(pair) for pair in pairs}), np.uint64)
        first = np.searchsorted(self._keys, wanted, "left")
        last = np.searchsorted(self._keys, wanted, "right")
        for low, high in zip(first.tolist(), last.tolist(), strict=True):
            for row in range(low, high):
                line = self._data[self._starts[row] : self._ends[row]].decode("utf-8")
                word, frequency, *tag = line.rstrip("\r").split(" ")
                yield word, int(frequency), tag[0] if tag else ""

    def tags(self, words: Iterable[str]) -> dict[str, str]:
        """The part of speech of each of `words` that the dictionary holds."""
        wanted = set(words)
        found = self.words({word[:2] for word in wanted})
        return {word: tag for word, _frequency, tag in found if word in wanted}


def shipped_dictionary() -> Path:
    """jieba's own dictionary file; AnalysisError where jieba is not installed."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise AnalysisError(_("jieba is not installed; install newsreader again."))
    return Path(spec.origin).parent / "dict.txt"


def _total(octets: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> int:
    """The sum of all frequencies: the digits between the first and the second blank of a line."""
    blanks = np.flatnonzero(octets == 32)
    after = blanks[np.searchsorted(blanks, starts)] + 1
    alive = after < ends
    value = np.zeros(len(starts), np.int64)
    at = after.copy()
    while alive.any():
        digits = octets[np.minimum(at, len(octets) - 1)]
        alive = alive & (digits >= 48) & (digits <= 57) & (at < ends)
        value = np.where(alive, value * 10 + digits - 48, value)
        at += 1
    return int(value.sum())


def _keys(octets: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The first two characters of each line as a number, a blank and what follows it left out."""
    padded = np.concatenate([octets, np.full(8, 32, np.uint8)])
    first = _width(padded[starts])
    second = padded[starts + first]
    width = first + np.where(second == 32, 0, _width(second))
    keys = np.zeros(len(starts), np.uint64)
    for place in range(8):
        octet = np.where(place < width, padded[starts + place], 0).astype(np.uint64)
        keys = (keys << np.uint64(8)) | octet
    return keys


def _width(lead: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Octets of the UTF-8 sequence that each lead octet opens."""
    return 1 + (lead >= 0xC0).astype(np.int64) + (lead >= 0xE0) + (lead >= 0xF0)


def _key(pair: str) -> int:
    return int.from_bytes(pair.encode("utf-8", "surrogatepass")[:8].ljust(8, b"\0"), "big")
