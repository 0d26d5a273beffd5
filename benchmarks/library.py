"""Measure how fast a library opens, and how many reprints are found.

    python benchmarks/library.py [ARTICLES] [FILE…]

Makes a folder of ARTICLES articles (5,000) in a temporary folder, from the sentences of FILE (the
sample articles), one in five with a notebook and one in ten a reprint: another masthead, a sentence
dropped, another changed, its end cut off. Each line has the time by the clock and that of the
processor, which counts where other programs run; the load is printed at the beginning and the end.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from itertools import starmap
from pathlib import Path

from newsreader.article.loader import open_article
from newsreader.library import text_index
from newsreader.library.all_notes import AllNotes
from newsreader.library.full_text import articles_with
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.library.list_order import ListOrder, arranged
from newsreader.library.reprints import reprints
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.text.query_language import parse

QUERIES = (
    *("集团", "知行 -港口", "source:日报 公司", "is:starred", "re:第.届", "没有这样的词"),
    *("-集团", "is:unread", "said:查无此人", "colour:green", "colour:red"),
)
"""Frequent words, several of them, fields, a pattern, what is nowhere, and what most have."""

Start = tuple[float, float]

_NAMES = "闻陆林顾沈苏江程许叶秦温白简宋傅裴阮"
_CHARACTERS = "一舟知行明远清嘉安之文景书言子墨青禾星野"


def made_up(rng: random.Random, sentences: list[str]) -> list[str]:
    """The sentences of an article: the given ones, with some characters replaced."""
    found = []
    for _ in range(rng.randint(12, 60)):
        sentence = list(rng.choice(sentences))
        for _ in range(max(2, len(sentence) // 6)):
            sentence[rng.randrange(len(sentence))] = chr(rng.randint(0x4E00, 0x9FA5))
        found.append("".join(sentence) + "。")
    return found


def page(rng: random.Random, sentences: list[str], name: str) -> str:
    """The sentences as a page of some site."""
    day = f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} 10:42:07"
    author = rng.choice(_NAMES) + rng.choice(_CHARACTERS)
    title = "".join(rng.choices(_CHARACTERS, k=14)) + name
    paragraphs = ["".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return "\n\n".join([title, f"作者：{author}  {day}", *paragraphs, "分享\n微信\n收藏"])


def reprinted(rng: random.Random, sentences: list[str]) -> list[str]:
    """The article as another site prints it."""
    kept = list(sentences)
    del kept[rng.randrange(len(kept))]
    at = rng.randrange(len(kept))
    kept[at] = kept[at][: len(kept[at]) // 2] + "，另据报道。"
    return kept[: max(6, len(kept) * rng.randint(70, 100) // 100)]


def make(folder: Path, count: int, sources: list[Path]) -> dict[Path, Path]:
    """Write the articles; return which is a reprint of which."""
    rng = random.Random(7)
    texts = [open_article(path).text for path in sources]
    sentences = [s for text in texts for s in text.replace("\n", "。").split("。") if len(s) > 11]
    written: list[tuple[Path, list[str]]] = []
    origins: dict[Path, Path] = {}
    for number in range(count):
        path = folder / f"{number // 500:02}" / f"{number:05}.txt"
        path.parent.mkdir(exist_ok=True)
        if written and number % 10 == 9:
            origin, old = rng.choice(written)
            origins[path] = origin
            own = reprinted(rng, old)
        else:
            own = made_up(rng, sentences)
            written.append((path, own))
        path.write_text(page(rng, own, str(number)), "utf-8")
        if number % 5 == 0:
            annotate(path, folder / "data")
    return origins


def annotate(path: Path, data: Path) -> None:
    article = open_article(path)
    sidecar = Sidecar(path, data)
    loaded = sidecar.load(article)
    bodies = [p.span for p in article.paragraphs if len(p.span) > 40][:8]
    marks = [Highlight.new(article.text, s, Colour.GREEN, datetime.now(UTC)) for s in bodies]
    sidecar.save(loaded.changed(loaded.notebook.with_highlights(marks)))


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    samples = Path(__file__).parent.parent / "sample_articles"
    sources = [Path(name) for name in sys.argv[2:]] or sorted(samples.glob("*.txt"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        origins = make(folder, count, sources)
        cache = folder / ".cache" / "library.db"

        def library() -> Library:
            return Library(
                [folder], Index.open(cache), State.open(folder / ".state"), folder / "data"
            ).refresh()

        print(f"load of the machine: {os.getloadavg()[0]:.1f}")
        start = begin()
        first = library()
        for _ in first.scan.run():
            pass
        report("first look", start, f"{len(first.entries)} articles")
        start = begin()
        again = library()
        report(
            "entries from the index", start, f"{len(again.entries)}, {cache.stat().st_size} bytes"
        )
        start = begin()
        arranged(again.entries, ListOrder.DATE)
        report("sorted", start)
        for query in QUERIES:
            measure_search(again, query)
        measure_index(again, folder, cache.stat().st_size)
        start = begin()
        for _ in again.scan.run():
            pass
        report("second look", start)
        start = begin()
        known = AllNotes(again).known()
        report("all highlights read", start, f"{len(known.excerpts)}")
        start = begin()
        found = known.matching("集团", None, {})
        report("search in all highlights", start, f"{len(found)} found")
        start = begin()
        again.reprints(again.entries[0].path)
        report("reprints of one", start)
        start = begin()
        counts = again.reprint_counts()
        report("reprints of all", start, f"{len(counts)} articles have some")
        judge(again, origins)
        print(f"load of the machine: {os.getloadavg()[0]:.1f}")


def measure_search(library: Library, query: str) -> None:
    """Print how long the first hit of `query` takes, and all of them; ripgrep beside it."""
    entries = arranged(library.entries, ListOrder.DATE)
    start = begin()
    found = articles_with(library, query, entries)
    first = next(found, None)
    report(f"search {query}: first hit", start)
    count = sum(1 for _each in found) + (first is not None)
    report(f"search {query}: all hits", start, f"{count} articles")
    if ripgrep := shutil.which("rg"):
        start = begin()
        command = [ripgrep, "--files-with-matches", "--glob", "*.txt", query]
        command += map(str, library.roots)
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        report(f"search {query}: ripgrep", start, f"{ran.stdout.count(chr(10))} articles")


def measure_index(library: Library, folder: Path, library_size: int) -> None:
    """Print how fast texts are indexed, and the sizes of the index and of `library_size` bytes."""
    texts = [
        (path, stored)
        for path, number in library.index.candidates(parse("")).items()
        if (stored := library.index.text(number)) is not None
    ]
    size = sum(len(stored.text.encode()) for _path, stored in texts)
    path = folder / ".cache" / "texts.db"
    with closing(sqlite3.connect(path)) as database:
        text_index.create(database)
        start = begin()
        with database:
            text_index.put(database, starmap(text_index.prepared, texts))
        rate = size / (time.process_time() - start[1]) / 1e6
    share = path.stat().st_size / size
    print(f"index of the texts: {rate:.1f} MB a second of the processor")
    whole = library_size / size
    print(
        f"size: texts {size / 1e6:.1f} MB, their index {share:.2f} of that, all {whole:.2f} of it"
    )


def judge(library: Library, origins: dict[Path, Path]) -> None:
    """Print how many reprints are found, and how many other articles are taken for one."""
    family: dict[Path, Path] = {path: origins.get(path, path) for path in origins}
    right = found = 0
    samples = library.index.shingles(library.roots)
    for path, origin in origins.items():
        others = [(other, sample) for other, sample in samples.items() if other != path]
        near = {other for other, _ in reprints(samples[path], others)}
        right += origin in near
        found += sum(family.get(other, other) != origin for other in near)
    print(f"reprints found: {right} of {len(origins)}; wrong ones: {found}")


def begin() -> Start:
    """The time by the clock and that of the processor, in seconds."""
    return time.perf_counter(), time.process_time()


def report(what: str, start: Start, more: str = "") -> None:
    clock, processor = (1000 * (now - then) for now, then in zip(begin(), start, strict=True))
    print(f"{what:26}{clock:9.1f} ms {processor:9.1f} ms  {more}", flush=True)


if __name__ == "__main__":
    main()
