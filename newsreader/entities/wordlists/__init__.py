"""Small word lists for the rules, one file each, written for this project.

A file holds words separated by spaces; lines that begin with # are comments. In `countries` and
`same` an entry is a name and its synonyms, joined by =.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of one list, in the order of the file."""
    text = (Path(__file__).parent / f"{name}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(entry for line in lines for entry in line.split(" ") if entry)


@cache
def words(name: str) -> frozenset[str]:
    """All words of one list."""
    return frozenset(word for entry in entries(name) for word in entry.split("="))


@cache
def longest_first(name: str) -> tuple[str, ...]:
    """All words of one list, the longest first."""
    return tuple(sorted(words(name), key=lambda word: (-len(word), word)))


@cache
def ends_with(name: str) -> tuple[int, frozenset[str]]:
    """The length of the longest word of one list in code points, and its words."""
    chosen = words(name)
    return max(map(len, chosen)), chosen


def endings(text: str, name: str) -> Iterator[str]:
    """The words of the list that `text` ends with, the longest first."""
    longest, chosen = ends_with(name)
    for length in range(min(longest, len(text)), 0, -1):
        if text[-length:] in chosen:
            yield text[-length:]


def ending(text: str, name: str) -> str:
    """The longest word of the list that `text` ends with, or ""."""
    return next(endings(text, name), "")


def opening(text: str, name: str) -> str:
    """The longest word of the list that `text` begins with, or ""."""
    longest, chosen = ends_with(name)
    for length in range(min(longest, len(text)), 0, -1):
        if text[:length] in chosen:
            return text[:length]
    return ""
