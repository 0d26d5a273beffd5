"""Measure a save with many highlights, of which one is new, against writing all of the TOML.

    python benchmarks/saving.py [HIGHLIGHTS] [FOLDER]

FOLDER is for the sidecar; fsync waits for its disk.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import tempfile
import time
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import tomli_w

from newsreader.article.article import Article, Paragraphs
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.sidecar import Sidecar
from newsreader.text.span import Span

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = 15


def milliseconds(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def main(count: int, folder: Path) -> None:
    """Print medians over a few rounds."""
    chance = random.Random(1)
    text = "".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(100_000))
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article("article.txt", text, Paragraphs([]), digest, digest)
    sidecar = Sidecar(folder / "article.txt", folder / "data")
    loaded = sidecar.load(article)
    marks = []
    for _ in range(count + ROUNDS):
        start = chance.randrange(len(text) - 60)
        mark = Highlight.new(text, Span(start, start + chance.randrange(2, 60)), Colour.RED, NOW)
        marks.append(replace(mark, note="一条笔记，两句话。" * 3, tags=("并购", "港口")))
    began = time.perf_counter()
    loaded = sidecar.save(loaded.changed(loaded.notebook.with_highlights(marks[:count])))
    first = milliseconds(began)
    saves, composed = [], []
    composer = Composer()
    composer.compose(loaded.notebook)
    for mark in marks[count:]:
        notebook = loaded.notebook.with_highlights([mark])
        began = time.perf_counter()
        composer.compose(notebook)
        composed.append(milliseconds(began))
        began = time.perf_counter()
        loaded = sidecar.save(loaded.changed(notebook))
        saves.append(milliseconds(began))
    path = folder / "article.txt.notes.toml"
    tables = tomllib.loads(path.read_text("utf-8"))
    dumps = []
    for _ in range(ROUNDS // 3):
        began = time.perf_counter()
        tomli_w.dumps(tables)
        dumps.append(milliseconds(began))
    began = time.perf_counter()
    Sidecar(folder / "article.txt", folder / "data").load(article)
    read = milliseconds(began)
    save, dump = statistics.median(saves), statistics.median(dumps)
    print(f"{count} highlights, {path.stat().st_size / 1e6:.1f} MB")
    print(f"first save {first:.0f} ms, reading {read:.0f} ms")
    print(
        f"a save with one new highlight {save:.1f} ms, of it TOML {statistics.median(composed):.1f}"
    )
    print(f"tomli_w.dumps of the whole {dump:.1f} ms; ratio {save / dump:.2f}")


if __name__ == "__main__":
    highlights = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    if len(sys.argv) > 2:
        main(highlights, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(highlights, Path(temporary))
