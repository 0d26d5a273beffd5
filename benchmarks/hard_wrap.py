"""Measure how well texts that were broken at a width are joined again.

    python benchmarks/hard_wrap.py [FOLDER…]

Breaks every line of the texts in FOLDER (the sample articles) at several widths, by cells and by
characters, with and without indents, blank lines and line-breaking rules, and counts the breaks
that are kept and the lines that are joined though they were apart. Each text is also read as it is,
where no line may be joined.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.cells import cell_len

from newsreader.article.blocks import Block, read_lines
from newsreader.article.hard_wrap import joined

WIDTHS = {"cells": (40, 60, 72, 80, 100), "characters": (20, 30, 38, 40, 60, 72)}
CLOSING = "，。！？；：、）》」』”’％…"


def rows_of(text: str, width: int, measure: str, *, rules: bool) -> Iterator[str]:
    """`text` broken at `width`; with `rules` no row begins with a closing mark."""
    while text:
        end = used = 0
        while end < len(text):
            used += 1 if measure == "characters" else cell_len(text[end])
            if used > width:
                break
            end += 1
        if rules and 1 < end < len(text) and text[end] in CLOSING:
            end -= 1
        if end < len(text) and text[end - 1 : end + 1].isascii():
            blank = text.rfind(" ", end // 2, end + 1)
            end = blank + 1 if blank > 0 else end
        yield text[:end].rstrip()
        text = text[end:].lstrip()


def broken(lines: list[str], rng: random.Random, width: int, measure: str) -> tuple[str, set[int]]:
    """The text of `lines` broken at `width`, and the offsets of the rows that begin a line."""
    rules, indent, gap = (rng.random() < 0.5 for _each in range(3))
    rows, starts, at = [], set(), 0
    for line in lines:
        long = cell_len(line) > width
        for number, row in enumerate(
            rows_of("　　" * (indent and long) + line, width, measure, rules=rules)
        ):
            if number == 0:
                starts.add(at + len(row) - len(row.lstrip()))
            rows.append(row)
            at += len(row) + 1
        if gap:
            rows.append("")
            at += 1
    return "\n".join(rows), starts


def main() -> None:
    """Measure and print."""
    samples = Path(__file__).parent.parent / "sample_articles"
    folders = [Path(name) for name in sys.argv[1:]] or [samples]
    rng, counts = random.Random(1), Counter[tuple[str, str]]()
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        text = path.read_text("utf-8", errors="replace")
        lines = read_lines(text)
        counts["as they are", "wrong"] += len(lines) - len(joined(lines))
        for measure, widths in WIDTHS.items():
            for width in widths:
                count([line.text for line in lines], rng, width, measure, counts)
    for measure in WIDTHS:
        kept, breaks = counts[measure, "kept"], counts[measure, "breaks"]
        wrong, apart = counts[measure, "wrong"], counts[measure, "lines"]
        print(
            f"{measure}: {kept} of {breaks} breaks kept ({100 * kept / breaks:.1f} %), "
            f"{wrong} of {apart} lines joined to another ({100 * wrong / apart:.2f} %)"
        )
    print(f"texts as they are: {counts['as they are', 'wrong']} lines joined")


def count(
    lines: list[str],
    rng: random.Random,
    width: int,
    measure: str,
    counts: Counter[tuple[str, str]],
) -> None:
    """Add what happens to `lines` at `width` to `counts`."""
    text, starts = broken(lines, rng, width, measure)
    rows: list[Block] = read_lines(text)
    found = {block.start for block in joined(rows)}
    counts[measure, "breaks"] += sum(row.start not in starts for row in rows)
    counts[measure, "kept"] += sum(row.start in found - starts for row in rows)
    counts[measure, "lines"] += len(starts)
    counts[measure, "wrong"] += len(starts - found)


if __name__ == "__main__":
    main()
