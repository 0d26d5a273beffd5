"""Word segmentation by jieba, with only the part of its dictionary that a text needs."""

from __future__ import annotations

import importlib
import logging
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol, cast

from newsreader.recognition.dictionary import Dictionary

MOST = 40_000
"""Pairs of characters whose words are kept, at most; a step of a text has some thousands."""


_JOINED = re.compile("[0-9A-Za-z]{2}")


class _Tokenizer(Protocol):
    FREQ: dict[str, int]
    total: int
    initialized: bool

    def cut(self, sentence: str) -> Iterator[str]: ...

    def suggest_freq(self, segment: str) -> int: ...

    def add_word(self, word: str, freq: int) -> None: ...


class Segmenter:
    """Segments text as `jieba.cut` does, including Latin words and numbers."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._seen: set[str] = set()
        self._own: list[tuple[str, int | None]] = []
        self._waiting: list[tuple[str, int | None]] = []
        """Words that were added, but not yet to the tokenizer."""

    @cached_property
    def _tokenizer(self) -> _Tokenizer:
        # Loaded with the first request for words: the first names are on the screen sooner.
        made = _tokenizer()
        made.total = self._dictionary.total
        made.initialized = True
        return made

    def add(self, word: str, frequency: int | None = None) -> None:
        """Keep `word` whole; without a frequency it gets the least one that has this effect."""
        self._own.append((word, frequency))
        self._waiting.append((word, frequency))

    def starts(self, text: str, start: int, end: int) -> list[int]:
        """The offsets of the words of `text[start:end]`, in code points of the whole text."""
        if len(self._seen) > MOST:
            self._forget()
        self._add()
        stretch = text[start:end]
        self._learn(stretch)
        found = []
        at = 0
        for word in self._tokenizer.cut(stretch):
            # A word of the reader is no part of a longer Latin word or number: ens in license.
            if not (self._own and at and _JOINED.match(stretch, at - 1)):
                found.append(start + at)
            at += len(word)
        return found

    def _forget(self) -> None:
        """Drop the loaded words: a long text accumulates more and more of them."""
        self._tokenizer.FREQ.clear()
        self._seen.clear()
        self._waiting = list(self._own)

    def _add(self) -> None:
        for word, frequency in self._waiting:
            self._learn(word)
            least = self._tokenizer.suggest_freq(word) if frequency is None else frequency
            self._tokenizer.add_word(word, least)
        self._waiting.clear()

    def _learn(self, stretch: str) -> None:
        pairs = {stretch[i : i + 2] for i in range(len(stretch) - 1)} | set(stretch)
        new = pairs - self._seen
        self._seen |= new
        known = self._tokenizer.FREQ
        for word, frequency, _tag in self._dictionary.words(new):
            known.setdefault(word, frequency)
            known[word] = known[word] or frequency
            for length in range(1, len(word)):
                known.setdefault(word[:length], 0)


def _tokenizer() -> _Tokenizer:
    logging.getLogger("jieba").setLevel(logging.CRITICAL)
    # jieba uses pkg_resources only to find its files, and importing that takes 0.1 s.
    hidden = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        jieba = importlib.import_module("jieba")
    finally:
        if hidden is None:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = hidden
    jieba.setLogLevel(60)
    return cast(_Tokenizer, jieba.Tokenizer())
