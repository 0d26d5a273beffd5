"""Measure which names are merged into one entity, against annotations.

    python benchmarks/aliases.py [GOLD.jsonl…]

The mentions are the annotated ones, so that only the merging is measured; without a file they are
those of the articles in this folder. `articles/aliases.txt` says which names mean the same; an
article without a line there is left out. Counts pairs of different names in one article: merged
rightly, merged wrongly, and missed.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from newsreader.entities.entity import Mention
from newsreader.entities.kind import Kind
from newsreader.recognition.aliases import gather
from newsreader.text.span import Span

ARTICLES = Path(__file__).parent / "articles"
KINDS = {"PER": Kind.PER, "ORG": Kind.ORG, "COMPANY": Kind.ORG, "LOC": Kind.LOC}

Pair = frozenset[str]


def main() -> None:
    files = list(map(Path, sys.argv[1:])) or [ARTICLES / "dev.jsonl", ARTICLES / "held.jsonl"]
    same, left_out = gold()
    counts: dict[str, int] = defaultdict(int)
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            record = json.loads(line)
            name = record["id"]
            if name not in same:
                continue
            skipped = left_out[name]
            found = {pair for pair in merged(record) if not pair & skipped}
            for label, pairs in (
                ("right", found & same[name]),
                ("wrong", found - same[name]),
                ("missed", same[name] - found),
            ):
                counts[label] += len(pairs)
                for pair in sorted(map(sorted, pairs)) if label != "right" else ():
                    print(f"{label}: {name}: {' = '.join(pair)}")
    print("  ".join(f"{label} {counts[label]}" for label in ("right", "wrong", "missed")))


def gold() -> tuple[dict[str, set[Pair]], dict[str, set[str]]]:
    """Pairs of names that mean the same, and names that are left out, by article."""
    same: dict[str, set[Pair]] = {}
    left_out: dict[str, set[str]] = defaultdict(set)
    for line in (ARTICLES / "aliases.txt").read_text("utf-8").splitlines():
        article, _colon, groups = line.partition(":")
        if line.startswith("#"):
            continue
        same.setdefault(article, set())
        for group in groups.split():
            names = [name.replace("_", " ") for name in group.split("=")]
            if names[0].startswith("?"):
                left_out[article].add(names[0][1:])
            same[article] |= {frozenset(pair) for pair in combinations(names, 2)}
    return same, left_out


def merged(record: dict[str, object]) -> set[Pair]:
    """Pairs of names that are merged into one entity."""
    text, rows = str(record["text"]), record["entities"]
    assert isinstance(rows, list)
    mentions = [Mention(Span(s, e), KINDS[kind]) for s, e, kind in rows if kind in KINDS]
    return {
        frozenset(pair)
        for entity in gather(text, mentions)
        for pair in combinations((entity.name, *entity.aliases), 2)
    }


if __name__ == "__main__":
    main()
