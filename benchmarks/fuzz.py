"""Feed the program damaged and made-up files, and count what goes wrong.

    python benchmarks/fuzz.py [--seconds N] [--seed N] [--only TARGET]

For N seconds (60) the targets take turns: articles, saved pages, notes files, settings, every
import, the index of the library, lines of JSON, and the program's own small files. An input is a
valid one with random damage: bits, bytes, pieces that are cut, doubled or moved, and words that
matter in the format. What counts as a failure: any exception except the sentences for the reader,
more than 20 seconds for one input, and lost notes: what was loaded from a notes file must be there
after a save, together with a new highlight. Inputs are made from the seed (17) and a number, which
is printed with each failure; the same seed gives the same inputs. Exit status 1 after a failure.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from fuzz_seeds import SEEDS

from newsreader import cli
from newsreader.article.article import Article
from newsreader.article.loader import open_article, read_article
from newsreader.article.webpage import extract
from newsreader.directories import HOME
from newsreader.entities.user_lexicon import read_lexicon
from newsreader.errors import NewsreaderError
from newsreader.formats.document import Document
from newsreader.formats.registry import FORMATS, IMPORTERS
from newsreader.library.article_entry import ArticleEntry, NoteExcerpt, Record
from newsreader.library.index import Index
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook, Source
from newsreader.session.drafts import Drafts
from newsreader.settings.config_file import load_settings
from newsreader.settings.template import default_settings
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import ReadingPosition, State
from newsreader.text.span import Span

SAMPLES = Path(__file__).parent.parent / "sample_articles"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PATIENCE = 20
"""Seconds for one input."""

WORDS = (
    *(b"\0", b"\xff", b"\r", b"\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1b[2J", b"\xe2\x80\xae"),
    *(b"\xf3\xa0\x80\x81", b"\xed\xa0\x80", b"\xe5\x85\xac\xe5\x8f\xb8", b'"', b'"""', b"[", b"{"),
    *(b"]", b"}", b"[[", b"=", b",", b":", b"\\", b"\\u0000", b"\\ud800", b"null", b"true", b"-1"),
    *(b"0", b"9" * 40, b"1e999", b"nan", b"<", b">", b"<!--", b"&#0;", b"&#x110000;", b"---\n"),
    *(
        b"==========\n",
        b"T1\t",
        b"R1\t",
        b"\n\n",
        b"#",
        b"[[highlight]]\n",
        b"[source]\n",
        b"a.b.c",
    ),
    *(
        b"2026-13-45",
        b"9999-12-31T23:59:59Z",
        b"0000",
        b"<<<<<<< x\n",
        b"=======\n",
        b">>>>>>> x\n",
    ),
)
OWN_KEYS = (
    "quote",
    "start",
    "end",
    "id",
    "note",
    "tags",
    "colour",
    "state",
    "text",
    "label",
    "target",
)

Attempt = Callable[[bytes, Path], object]


class TooLongError(Exception):
    """One input has taken longer than `PATIENCE`."""


class LossError(Exception):
    """Something that was read from the notes is not there after a save."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """`data` with one to eight changes."""
    changed = bytearray(data)
    for _change in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(changed) + 1)
        size = chance.choice((1, 1, 2, 8, 40, 400))
        match chance.randrange(8):
            case 0 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at : at + size] = chance.randbytes(min(size, 40))
            case 2:
                del changed[at : at + size]
            case 3:
                changed[at:at] = changed[at : at + size] * chance.choice((1, 2, 50))
            case 4:
                del changed[at:]
            case 5:
                piece = changed[at : at + size]
                del changed[at : at + size]
                there = chance.randrange(len(changed) + 1)
                changed[there:there] = piece
            case 6:
                word = chance.choice(OWN_KEYS).encode()
                found = changed.find(word)
                if found >= 0:
                    changed[found : found + len(word)] = chance.choice(OWN_KEYS).encode()
            case _:
                changed[at:at] = chance.choice(WORDS) * chance.choice((1, 1, 1, 30))
    return bytes(changed)


def sample() -> Article:
    return open_article(SAMPLES / "company_news.txt")


def notebook(article: Article) -> Notebook:
    marks = [
        Highlight.new(article.text, Span(at, at + 12), Colour.YELLOW, NOON).changed(
            NOON, note=f"第{at}条\n第二行", tags=("并购", "x")
        )
        for at in (70, 300, 600)
    ]
    value = Notebook(source=Source.of(article)).with_highlights(marks)
    return value.with_note("整篇的想法")


def try_article(data: bytes, folder: Path) -> None:
    read = read_article(data, "a.txt")
    if not all(0 <= p.span.start < p.span.end <= read.length for p in read.paragraphs):
        raise LossError("a paragraph outside of the text")
    (folder / "a.txt").write_bytes(data)
    run("inspect", str(folder / "a.txt"))


def try_notes(data: bytes, folder: Path) -> None:
    """Load the notes, save one more, load again."""
    path = folder / "article.txt"
    path.write_bytes((SAMPLES / "company_news.txt").read_bytes())
    notes = folder / "article.txt.notes.toml"
    notes.write_bytes(data)
    article = open_article(path)
    store = Sidecar(path, folder / "data")
    loaded = store.load(article)
    before = loaded.notebook
    new = Highlight.new(article.text, Span(900, 910), Colour.RED, NOON)
    try:
        store.save(loaded.changed(before.with_highlights([new])))
    except NewsreaderError:
        if notes.read_bytes() != data:
            raise LossError("a refused save has changed the file") from None
        return
    after = Sidecar(path, folder / "data").load(article).notebook
    for highlight in before.highlights.values():
        kept = after.highlights.get(highlight.id)
        if kept is None or (kept.note, kept.tags) != (highlight.note, highlight.tags):
            raise LossError(f"highlight {highlight.id}")
    if new.id not in after.highlights or after.note != before.note:
        raise LossError("the new highlight, or the note on the article")


def try_index(data: bytes, folder: Path) -> None:
    path = folder / "library.db"
    path.write_bytes(data)
    index = Index.open(path)
    for read in (index.entries, index.excerpts, index.shingles):
        read([Path("/")])
    index.names()
    index.analysed()
    index.put([Record(ArticleEntry(Path("/b.txt")), "s")])
    index.close()


def try_import(name: str) -> Attempt:
    def attempt(data: bytes, folder: Path) -> None:
        IMPORTERS[name].read(data.decode("utf-8", "replace"))
        (folder / "in").write_bytes(data)
        (folder / "article.txt").write_bytes((SAMPLES / "company_news.txt").read_bytes())
        run("import", str(folder / "article.txt"), str(folder / "in"), "--dry-run")

    return attempt


def try_settings(data: bytes, folder: Path) -> None:
    path = folder / "config.toml"
    path.write_bytes(data)
    load_settings(path)
    run("config", "--config", str(path))


def try_lines(data: bytes, _folder: Path) -> None:
    run("wrap", "--jsonl", typed=data)


def try_own_files(data: bytes, folder: Path) -> None:
    path = folder / "file"
    path.write_bytes(data)
    read_lexicon(path)
    state = State.open(path)
    state.stopped_at("a", "正文")
    state.remember_place("a", ReadingPosition.on("正文", 1))
    drafts = Drafts(folder, "a")
    drafts.keep_on_article("x", "")
    drafts.leave()
    (left,) = folder.glob("*.json")
    left.write_bytes(data)
    Drafts(folder, "a").unfinished()


def run(*words: str, typed: bytes = b"") -> None:
    """Run a command; its output is dropped."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    keyboard, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(typed), "utf-8", "surrogateescape")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            cli.run(list(words))
    except SystemExit:
        pass
    finally:
        sys.stdin = keyboard


def index_bytes(folder: Path) -> bytes:
    path = folder / "seed.db"
    index = Index.open(path)
    excerpt = NoteExcerpt(Path("/a.txt"), "1", 3, "引文", "想法", ("x",))
    index.put([Record(ArticleEntry(Path("/a.txt"), "f" * 64, "标题"), "stamp", (excerpt,), b"abc")])
    index.learn("f" * 64, [])
    index.close()
    return path.read_bytes()


def targets(folder: Path) -> Mapping[str, tuple[Attempt, list[bytes]]]:
    """What is tried, by name, with the valid inputs that damage is done to."""
    article = sample()
    value = notebook(article)
    document = Document(article, value, ())
    articles = [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]
    page = f"<html><head><title>标题</title></head><body><p>{article.text}</p></body></html>"
    lines = '{"text": "临江市公司宣布。", "width": 20, "hang": true}\n' * 3
    found: dict[str, tuple[Attempt, list[bytes]]] = {
        "article": (try_article, [*articles, article.text.encode("gb18030")]),
        "page": (lambda data, _folder: extract(data, "a.html"), [page.encode()]),
        "notes": (try_notes, [Composer().compose(value)]),
        "settings": (
            try_settings,
            [default_settings(FORMATS).encode(), b'[keys]\napp.quit = "x"\n'],
        ),
        "index": (try_index, [index_bytes(folder)]),
        "lines": (try_lines, [lines.encode()]),
        "own files": (
            try_own_files,
            [b'{"places": {"a": {"offset": 3}}}', "临江 10 nz\n".encode()],
        ),
    }
    for name in IMPORTERS:
        seed = SEEDS[name] if name in SEEDS else FORMATS[name].write(document)
        found[f"import {name}"] = (try_import(name), [seed.encode()])
    return found


def alarm(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError


def tried(attempt: Attempt, data: bytes) -> str:
    """The outcome of one input: "read", "refused", or the failure."""
    with tempfile.TemporaryDirectory() as temporary:
        signal.alarm(PATIENCE)
        try:
            attempt(data, Path(temporary))
        except NewsreaderError:
            return "refused"
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno} {error}"
        finally:
            signal.alarm(0)
    return "read"


def inputs(seed: int, names: list[str]) -> Iterator[tuple[str, int, random.Random]]:
    for number in itertools.count():
        for name in names:
            yield name, number, random.Random(f"{seed} {name} {number}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    signal.signal(signal.SIGALRM, alarm)
    counts: Counter[tuple[str, str]] = Counter()
    failures: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        os.environ[HOME] = temporary
        known = targets(Path(temporary))
        names = [name for name in known if asked.only in name]
        until = time.monotonic() + asked.seconds
        for name, number, chance in inputs(asked.seed, names):
            if time.monotonic() > until:
                break
            attempt, seeds = known[name]
            data = damaged(chance.choice(seeds), chance)
            outcome = tried(attempt, data)
            counts[name, outcome if outcome in ("read", "refused") else "failed"] += 1
            if outcome not in ("read", "refused"):
                failures[f"{name}: {outcome[:150]}"] += 1
                if failures[f"{name}: {outcome[:150]}"] == 1:
                    print(f"{name} {number}: {outcome[:300]}", flush=True)
    for name in names:
        row = [f"{counts[name, kind]:7} {kind}" for kind in ("read", "refused", "failed")]
        print(f"{name:22}", *row)
    print(f"{counts.total()} inputs, {failures.total()} failures")
    return int(failures.total() > 0)


if __name__ == "__main__":
    sys.exit(main())
