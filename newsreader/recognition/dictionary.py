"""jieba's dictionary, of which only the words that a text can contain are loaded.

jieba loads its whole dictionary, 349,000 words, into a dict, which takes a second and 130 MB. But a
text can contain a word only if it contains the first two characters of the word next to each other.
So the lines of the file are indexed by their first two characters, which NumPy does in some tens of
milliseconds, without a cache file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsreader.errors import AnalysisError
from newsreader.locale import _
from newsreader.recognition.memory import map_file

_NEWLINE = np.uint8(10)


class Dictionary:
    """jieba's dict.txt, indexed by the first two characters of each word.

    The file stays on the disk: only the lines that are asked for are read.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._data = map_file(path or shipped_dictionary())
        data_bytes = self._lines()
        ends = np.flatnonzero(data_bytes == _NEWLINE)
        starts = np.concatenate([[0], ends[:-1] + 1])
        keys = _keys(data_bytes, starts)
        # Lines with the same first characters follow each other: one entry stands for all of them.
        first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        last = np.append(first[1:], len(keys)) - 1
        order = np.argsort(keys[first], kind="stable")
        self._keys = keys[first][order]
        self._starts = starts[first][order].astype(np.uint32)
        self._ends = ends[last][order].astype(np.uint32)

    def _lines(self) -> NDArray[np.uint8]:
        """The bytes of the file; the last line has its end, too."""
        data_bytes = np.frombuffer(self._data, np.uint8)
        return data_bytes if data_bytes[-1] == _NEWLINE else np.append(data_bytes, _NEWLINE)

    @cached_property
    def total(self) -> int:
        """The sum of all frequencies."""
        data_bytes = self._lines()
        marks = np.flatnonzero((data_bytes == 32) | (data_bytes == _NEWLINE))
        ends = np.flatnonzero(data_bytes[marks] == _NEWLINE)
        first = marks[np.concatenate([[0], ends[:-1] + 1])]
        at = first[data_bytes[first] == 32] + 1
        total, value = 0, np.zeros(len(at), np.int64)
        while len(at):
            digits = data_bytes[at] - np.uint8(48)
            more = digits < 10
            total += int(value[~more].sum())
            value, at = value[more] * 10 + digits[more], at[more] + 1
        return total

    def words(self, pairs: Iterable[str]) -> Iterator[tuple[str, int, str]]:
        """Each word that begins with or equals one of `pairs`, with its frequency and tag."""
        wanted = np.array(sorted({_key(pair) for pair in pairs}), np.uint64)
        first = np.searchsorted(self._keys, wanted, "left")
        last = np.searchsorted(self._keys, wanted, "right")
        for low, high in zip(first.tolist(), last.tolist(), strict=True):
            for row in range(low, high):
                lines = self._data[self._starts[row] : self._ends[row]].decode("utf-8")
                for line in lines.split("\n"):
                    word, frequency, *tag = line.rstrip("\r").split(" ")
                    yield word, int(frequency), tag[0] if tag else ""

    def tags(self, words: Iterable[str]) -> dict[str, tuple[int, str]]:
        """The frequency and part-of-speech tag of each of `words` that is in the dictionary."""
        wanted = set(words)
        found = self.words({word[:2] for word in wanted})
        return {word: (frequency, tag) for word, frequency, tag in found if word in wanted}


def shipped_dictionary() -> Path:
    """The path of jieba's dictionary. Raises AnalysisError if jieba is not installed."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise AnalysisError(_("jieba is not installed; install newsreader again."))
    return Path(spec.origin).parent / "dict.txt"


def _keys(data_bytes: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The first two characters of each line as a number, without a space and what follows it."""
    padded = np.concatenate([data_bytes, np.full(8, 32, np.uint8)])
    eight = np.lib.stride_tricks.sliding_window_view(padded, 8)[starts]
    first = _width(eight[:, 0])
    second = eight[np.arange(len(starts)), first]
    width = first + np.where(second == 32, 0, _width(second))
    beyond = (8 * (8 - width)).astype(np.uint64)
    keys = np.ascontiguousarray(eight).view(">u8").reshape(-1).astype(np.uint64)
    return (keys >> beyond) << beyond


def _width(lead: NDArray[np.uint8]) -> NDArray[np.int64]:
    """The length in bytes of the UTF-8 sequence that each lead byte begins."""
    return 1 + (lead >= 0xC0).astype(np.int64) + (lead >= 0xE0) + (lead >= 0xF0)


def _key(pair: str) -> int:
    return int.from_bytes(pair.encode("utf-8", "surrogatepass")[:8].ljust(8, b"\0"), "big")
