"""Measure line breaking against Textual's own: characters a second, and growth with length.

    python benchmarks/linebreak.py [FILE...] [--width N] [--json]

FILE is a text in UTF-8, a paragraph to a line; without one, generated paragraphs are used. Both
ways wrap the same paragraphs in the same run, taking turns; the best of several rounds counts.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from rich.cells import cell_len
from textual.content import Content

from newsreader.text.linebreak import rows, segment_at, wrap
from newsreader.text.row import Setting, cells
from newsreader.text.span import Span

_ROUNDS = 5
_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出"
    "就分对成会可主发年动同工也能下过子说产种面而方后多"
)
_OTHERS = ["，", "。", "、", "“", "”", "（", "）", "3.5%", "2025年", "iPhone 17", "GDP", "《", "》"]


def paragraphs(paths: Iterable[Path]) -> list[str]:
    """The lines of the files that are not empty, or paragraphs of common characters."""
    lines = [line for path in paths for line in path.read_text("utf-8").split("\n") if line.strip()]
    return lines or [made(600, seed) for seed in range(200)]


def made(length: int, seed: int) -> str:
    """About `length` code points of Han with marks, numbers and Latin among them."""
    dice = random.Random(seed)
    parts = [
        dice.choice(_OTHERS) if dice.random() < 0.15 else dice.choice(_HAN) for _ in range(length)
    ]
    return "".join(parts)[:length]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(texts: list[str], width: int) -> dict[str, float]:
    """The best times of both over the same paragraphs, in seconds, and their ratio."""
    setting = Setting(width)

    def ours() -> None:
        for text in texts:
            wrap(text, Span(0, len(text)), setting, cell_len)

    def theirs() -> None:
        for text in texts:
            Content(text).wrap(width)

    best = {"newsreader": float("inf"), "textual": float("inf")}
    for _ in range(_ROUNDS):
        best["newsreader"] = min(best["newsreader"], seconds(ours))
        best["textual"] = min(best["textual"], seconds(theirs))
    return {**best, "ratio": best["textual"] / best["newsreader"]}


def growth(width: int) -> list[tuple[int, float]]:
    """Seconds for one paragraph without a line break, at doubling lengths."""
    setting, found = Setting(width), []
    for length in (100_000, 200_000, 400_000, 800_000):
        work = partial(wrap, made(length, 1), Span(0, length), setting, cell_len)
        found.append((length, seconds(work)))
    return found


def screenful(width: int, height: int = 40) -> float:
    """Seconds to lay out one screen in the middle of a single line of 5 million characters."""
    text, setting = made(5_000_000, 2), Setting(width)
    paragraph = Span(0, len(text))

    def work() -> None:
        segment = segment_at(text, paragraph, len(text) // 2)
        for row, _ in zip(rows(text, segment, setting, cell_len), range(height), strict=False):
            cells(text, row, setting, cell_len)

    return min(seconds(work) for _ in range(_ROUNDS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--width", type=int, default=80)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts = paragraphs(options.files)
    length = sum(map(len, texts))
    result = compare(texts, options.width)
    grown = growth(options.width)
    screen = screenful(options.width)
    if options.json:
        print(json.dumps({**result, "characters": length, "growth": grown, "screenful": screen}))
        return
    print(f"{len(texts)} paragraphs, {length} characters, {options.width} cells")
    for name in ("newsreader", "textual"):
        print(f"  {name:<12}{length / result[name]:>12,.0f} characters a second")
    print(f"  newsreader is {result['ratio']:.1f} times as fast")
    for size, taken in grown:
        print(
            f"  one line of {size:>9,}: {taken * 1000:8.1f} ms, {taken / size * 1e9:6.0f} ns each"
        )
    print(f"  a screen of 40 rows in one line of 5,000,000: {screen * 1000:.1f} ms")


if __name__ == "__main__":
    main()
