"""Lexicon: small lists of words in files beside this one, written for this project.

A file holds words between blanks; a line that begins with # says what they are. In `countries` and
`same` an entry is a name and what else stands for it, joined by =.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of one file, in its order."""
    text = (Path(__file__).parent / f"{name}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(entry for line in lines for entry in line.split(" ") if entry)


@cache
def words(name: str) -> frozenset[str]:
    """All words of one file."""
    return frozenset(word for entry in entries(name) for word in entry.split("="))


@cache
def longest_first(name: str) -> tuple[str, ...]:
    """All words of one file, the longer ones before those that they may contain."""
    return tuple(sorted(words(name), key=lambda word: (-len(word), word)))


@cache
def ends_with(name: str) -> tuple[int, frozenset[str]]:
    """The length of the longest word of one file, and its words: what `ending` looks through."""
    chosen = words(name)
    return max(map(len, chosen)), chosen


def endings(text: str, name: str) -> Iterator[str]:
    """The words of the file that `text` ends with, the longest first."""
    longest, chosen = ends_with(name)
    for length in range(min(longest, len(text)), 0, -1):
        if text[-length:] in chosen:
            yield text[-length:]


def ending(text: str, name: str) -> str:
    """The longest word of the file that `text` ends with, or nothing."""
    return next(endings(text, name), "")


def opening(text: str, name: str) -> str:
    """The longest word of the file that `text` begins with, or nothing."""
    longest, chosen = ends_with(name)
    for length in range(min(longest, len(text)), 0, -1):
        if text[:length] in chosen:
            return text[:length]
    return ""
