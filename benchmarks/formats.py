#!/usr/bin/env python3
"""Measure how long each format takes to write and read a notebook of many highlights.

    python benchmarks/formats.py ARTICLE [HIGHLIGHTS]

ARTICLE is repeated up to 100,000 code points; HIGHLIGHTS (5,000 by default) are at random places,
the same in every run. Prints seconds for each format.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from newsreader.article.article import Article
from newsreader.article.loader import open_article, read_article
from newsreader.formats.document import Document
from newsreader.formats.registry import FORMATS, IMPORTERS, Updatable
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Anchor, Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.text.span import Span

LENGTH = 100_000
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def main(path: str, count: int) -> None:
    text = open_article(Path(path)).text.rstrip("\n") + "\n\n"
    long = (text * (LENGTH // len(text) + 1))[:LENGTH]
    document = marked(read_article(long.encode(), "long.txt"), count)
    print(f"{len(long)} code points, {count} highlights")
    for name, made in FORMATS.items():
        began = time.perf_counter()
        written = made.write(document)
        row = f"{name:14} write {time.perf_counter() - began:5.2f} s  {len(written):9} characters"
        began = time.perf_counter()
        if name in IMPORTERS:
            IMPORTERS[name].read(written)
            row += f"  read {time.perf_counter() - began:5.2f} s"
        elif isinstance(made, Updatable):
            made.update_all(written, [document])
            row += f"  update {time.perf_counter() - began:5.2f} s"
        print(row)


def marked(article: Article, count: int) -> Document:
    """The article with `count` highlights of 5 to 40 code points, each with a note and a tag."""
    chance = random.Random(1)
    highlights = []
    for number in range(count):
        start = chance.randrange(article.length - 40)
        anchor = Anchor.on(article.text, Span(start, start + chance.randint(5, 40)))
        colour = chance.choice(list(Colour))
        made = Highlight(str(UUID(int=number)), anchor, colour, NOW, NOW, ("标签",), "笔记\n第二行")
        highlights.append(made)
    return Document(article, Notebook().with_highlights(highlights))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5_000)
