"""Measure which names are merged into one entity, against annotations.

    python benchmarks/aliases.py [GOLD.jsonl…]

The mentions are the annotated ones, so that only the merging is measured; without a file they are
those of the articles in this folder. The "clusters" of an article say which names mean the same, or
`articles/aliases.txt`; an article with neither is left out. Counts pairs of different names in one
article: merged rightly, merged wrongly, and missed.
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
MARKS = "《》"

Pair = frozenset[str]


def main() -> None:
    files = list(map(Path, sys.argv[1:])) or [ARTICLES / "dev.jsonl", ARTICLES / "held.jsonl"]
    same, left_out = gold()
    counts: dict[str, int] = defaultdict(int)
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            record = json.loads(line)
            name = record["id"]
            if "clusters" in record:
                same[name] = clusters(record)
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


def clusters(record: dict[str, object]) -> set[Pair]:
    """The pairs of names in the "clusters" of an article that are annotated in it."""
    text, groups = str(record["text"]), record["clusters"]
    assert isinstance(groups, list)
    annotated = {mention.span.of(text) for mention in mentions_of(record)}
    names = ([name.strip(MARKS) for name in group] for group in groups)
    known = ([name for name in dict.fromkeys(group) if name in annotated] for group in names)
    return {frozenset(pair) for group in known for pair in combinations(group, 2)}


def mentions_of(record: dict[str, object]) -> list[Mention]:
    """The annotated mentions; a product in book title marks is a work."""
    text, rows = str(record["text"]), record["entities"]
    assert isinstance(rows, list)
    kinds = KINDS | ({"PRODUCT": Kind.PRODUCT} if "clusters" in record else {})
    found = {}
    for start, end, kind in rows:
        if text[start] == MARKS[0]:
            found[start + 1] = Mention(Span(start + 1, end - 1), Kind.WORK)
        elif kind in kinds:
            found[start] = Mention(Span(start, end), kinds[kind])
    return list(found.values())


def merged(record: dict[str, object]) -> set[Pair]:
    """Pairs of names that are merged into one entity."""
    return {
        frozenset(pair)
        for entity in gather(str(record["text"]), mentions_of(record))
        for pair in combinations((entity.name, *entity.aliases), 2)
    }


if __name__ == "__main__":
    main()
