"""Measure how many highlights are found again in a changed text, and the time it takes.

    python benchmarks/anchoring.py GOLD.jsonl DOCS.json.xz OUT.jsonl
    python benchmarks/anchoring.py --cost

GOLD holds a line for each highlight: id, old and new (keys of DOCS), start and end in the old text
(code points). For every pair of texts a notebook is made on the old one and saved as a sidecar; the
sidecar is read on the new text, and OUT gets a line {id, span, review} for each highlight.

--cost: 5,000 highlights on 100,000 characters of which every tenth sentence was changed, against
one alignment of the two whole texts by rapidfuzz.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from newsreader.anchoring.resolve import resolve
from newsreader.article.article import Article, Paragraphs
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.sidecar import Sidecar
from newsreader.text.span import Span

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def article(text: str) -> Article:
    """An article with this text; the rest of it does not matter."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article("article.txt", text, Paragraphs([]), digest, digest)


def carried(old: Article, new: Article, spans: dict[str, Span], folder: Path) -> Notebook:
    """Highlights on `old`, carried to `new` through a sidecar on disk."""
    sidecar = Sidecar(folder / "article.txt", folder / "data")
    loaded = sidecar.load(old)
    marks = (
        replace(Highlight.new(old.text, span, Colour.YELLOW, NOW), id=id_)
        for id_, span in spans.items()
    )
    sidecar.save(loaded.changed(loaded.notebook.with_highlights(marks)))
    found = Sidecar(folder / "article.txt", folder / "data").load(new)
    (folder / "article.txt.notes.toml").unlink()
    return found.notebook


def measure(gold: Path, docs: Path, out: Path) -> None:
    """Write the result for every highlight of `gold`."""
    texts = json.loads(lzma.decompress(docs.read_bytes()))
    pairs: dict[tuple[str, str], dict[str, Span]] = defaultdict(dict)
    for line in gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        pairs[row["old"], row["new"]][row["id"]] = Span(row["start"], row["end"])
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, out.open("w", encoding="utf-8") as lines:
        for (old, new), spans in pairs.items():
            notebook = carried(article(texts[old]), article(texts[new]), spans, Path(folder))
            for id_, highlight in notebook.highlights.items():
                shown = highlight.is_shown
                span = [highlight.span.start, highlight.span.end] if shown else None
                review = highlight.state.value == "review"
                print(json.dumps({"id": id_, "span": span, "review": review}), file=lines)
    print(f"{len(pairs)} pairs of texts in {time.perf_counter() - began:.1f} s")


def cost() -> None:
    """Print the time to find thousands of highlights."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 (only here)

    chance = random.Random(1)
    words = [chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(3000)]
    sentences = ["".join(chance.choices(words, k=24)) + "。" for _ in range(4000)]
    old = article("".join(sentences))
    for at in range(0, len(sentences), 10):
        sentences[at] = "".join(chance.choices(words, k=6)) + sentences[at][6:]
    new = article("".join(sentences))
    starts = sorted(chance.randrange(old.length - 60) for _ in range(5000))
    spans = {str(n): Span(at, at + chance.randrange(2, 60)) for n, at in enumerate(starts)}
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        found = carried(old, new, spans, Path(folder))
        whole = time.perf_counter() - began
        sidecar = Sidecar(Path(folder) / "article.txt", Path(folder) / "data")
        marks = (
            replace(Highlight.new(old.text, s, Colour.RED, NOW), id=i) for i, s in spans.items()
        )
        loaded = sidecar.load(old)
        saved = sidecar.save(loaded.changed(loaded.notebook.with_highlights(marks))).notebook
    began = time.perf_counter()
    resolve(saved, new)
    matching = time.perf_counter() - began
    began = time.perf_counter()
    Levenshtein.editops(old.text, new.text)
    aligning = time.perf_counter() - began
    began = time.perf_counter()
    resolve(saved, old)
    unchanged = time.perf_counter() - began
    print(f"{len(found.highlights)} highlights on {old.length} characters")
    print(f"saved, read and found again {whole:.3f} s; found again {matching:.3f} s")
    print(f"one alignment of the two texts {aligning:.3f} s; ratio {matching / aligning:.1f}")
    print(f"an unchanged text {unchanged * 1e6:.0f} µs")


if __name__ == "__main__":
    if sys.argv[1:] == ["--cost"]:
        cost()
    elif len(sys.argv) == 4:
        measure(*map(Path, sys.argv[1:]))
    else:
        sys.exit(__doc__)
