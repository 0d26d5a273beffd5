"""Texts of given sizes, made from the sample articles, with one sentence to search for in each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

FIRST = "开篇第一句"
"""The first words of every text."""

SOUGHT = "灯塔尽头"
"""Occurs once, at nine tenths of the text."""

BESIDE = "只见北极星"
"""Follows the sought words: it is on the screen when they are, but not while they are typed."""

MEGABYTE = 1_000_000


def texts(samples: Path, folder: Path) -> dict[str, Path]:
    """Write one text of each size into a folder in `folder`; return their paths by name.

    The program looks one folder up for notes on a text, and would ask about those of other runs.
    """
    paragraphs = _paragraphs(samples)
    seed = "\n\n".join(paragraphs)
    made = {
        "article": _marked(seed),
        "1 MB": _marked(_filled(paragraphs, MEGABYTE, "\n\n")),
        "10 MB": _marked(_filled(paragraphs, 10 * MEGABYTE, "\n\n")),
        "5 MB in one line": _marked(_filled(paragraphs, 5 * MEGABYTE, "")),
    }
    found = {}
    inside = folder / "texts"
    inside.mkdir()
    for name, text in made.items():
        found[name] = inside / f"{name.replace(' ', '_')}.txt"
        found[name].write_text(text, "utf-8")
    return found


def _paragraphs(samples: Path) -> list[str]:
    """The longer lines of the sample articles in UTF-8."""
    lines = [
        line.strip()
        for path in sorted(samples.glob("*.txt"))
        if "gbk" not in path.name
        for line in path.read_text("utf-8").split("\n")
    ]
    return [line for line in lines if len(line) > 40]


def _filled(paragraphs: list[str], size: int, between: str) -> str:
    """Numbered paragraphs, `size` bytes of them."""
    parts, have = [], 0
    for part in _numbered(paragraphs):
        if have >= size:
            break
        parts.append(part)
        have += len((part + between).encode())
    return between.join(parts)


def _numbered(paragraphs: list[str]) -> Iterator[str]:
    for number in count(1):
        yield f"{number}）{paragraphs[number % len(paragraphs)]}"


def _marked(text: str) -> str:
    """`text` with the first words before it and the sought words in it."""
    at = text.rfind("。", 0, len(text) * 9 // 10) + 1
    return f"{FIRST}。{text[:at]}{SOUGHT}{BESIDE}。{text[at:]}"
