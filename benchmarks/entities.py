"""Measure the recognizer: F1 on annotated text, what each rule brings, what it costs in time.

    python benchmarks/entities.py GOLD.jsonl…                 strict, overlap and unique F1
    python benchmarks/entities.py GOLD.jsonl… --ablate        the same with each rule left out
    python benchmarks/entities.py GOLD.jsonl… --errors        what was missed and what was invented
    python benchmarks/entities.py GOLD.jsonl… --kinds PER,LOC,ORG,PRODUCT
    python benchmarks/entities.py GOLD.jsonl… --predict OUT   write predictions for another scorer

A line of gold is {"text", "entities": [[start, end, kind]…]} in code points, end exclusive; an
"optional" list names spans that are neither wanted nor wrong. COMPANY counts as ORG.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from newsreader.entities.dictionary import Dictionary
from newsreader.entities.lac import Lac
from newsreader.entities.recognizer import Recognizer

Row = tuple[int, int, str]

SAME = {"COMPANY": "ORG", "GPE": "LOC"}


@dataclass
class Tally:
    """Right, said and wanted, for each kind."""

    right: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def add(self, right: Iterable[str], said: Iterable[str], wanted: Iterable[str]) -> None:
        self.right.update(right)
        self.said.update(said)
        self.wanted.update(wanted)

    def f1(self, kinds: Iterable[str]) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent over `kinds` together."""
        right, said, wanted = (
            sum(counter[kind] for kind in kinds) for counter in (self.right, self.said, self.wanted)
        )
        precision = 100 * right / said if said else 0.0
        recall = 100 * right / wanted if wanted else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


@dataclass
class Score:
    strict: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)
    unique: Tally = field(default_factory=Tally)

    def add(self, text: str, gold: set[Row], said: set[Row]) -> None:
        kinds = [row[2] for row in said], [row[2] for row in gold]
        self.strict.add((row[2] for row in gold & said), *kinds)
        self.overlap.add(_paired(gold, said), *kinds)
        names = {(text[s:e], k) for s, e, k in said}, {(text[s:e], k) for s, e, k in gold}
        self.unique.add(
            (kind for _, kind in names[0] & names[1]),
            (kind for _, kind in names[0]),
            (kind for _, kind in names[1]),
        )


def _paired(gold: set[Row], said: set[Row]) -> Iterator[str]:
    """A kind for each pair of spans of one kind that share a code point, one to one."""
    pairs = sorted(
        (max(g[0], s[0]) - min(g[1], s[1]), g, s)
        for g in gold
        for s in said
        if g[2] == s[2] and max(g[0], s[0]) < min(g[1], s[1])
    )
    used: set[tuple[str, Row]] = set()
    for _size, g, s in pairs:
        if ("gold", g) not in used and ("said", s) not in used:
            used |= {("gold", g), ("said", s)}
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
    """The score, and the names that were missed and invented with how often."""
    score = Score()
    wrong: Counter[tuple[str, str, str]] = Counter()
    for document in documents:
        text = str(document["text"])
        gold = rows_of(document, "entities", kinds)
        said = {row for row in predict(recognizer, text) if row[2] in kinds}
        said -= rows_of(document, "optional", kinds) - gold
        score.add(text, gold, said)
        wrong.update(("missed", kind, shown(text, s, e)) for s, e, kind in gold - said)
        wrong.update(("invented", kind, shown(text, s, e)) for s, e, kind in said - gold)
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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--kinds", default="PER,LOC,ORG")
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--predict", type=Path)
    options = parser.parse_args()
    kinds = options.kinds.split(",")
    sets = {
        path.name: [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        for path in options.gold
    }
    recognizer = Recognizer(Lac(), Dictionary())
    for name, documents in sets.items():
        score, wrong = evaluate(recognizer, documents, kinds)
        report(name, score, kinds)
        if options.errors:
            for (what, kind, where), count in sorted(wrong.items()):
                print(f"  {what:8} {kind:7} {count:2} {where}")
        if options.predict:
            with options.predict.open("w", encoding="utf-8") as out:
                for document in documents:
                    rows = sorted(predict(recognizer, str(document["text"])))
                    line = {"text": document["text"], "entities": rows}
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
