"""Measure which quotations are found, and their speakers, against annotations.

    python benchmarks/quotations.py FOLDER|FILE.jsonl… [-v]

The articles are .txt files of a FOLDER, or the "text" of the lines of FILE.jsonl, as in articles/;
those whose text has a hash in training/quotations.toml are measured. The groups there say when the
errors of an article were looked at; those that never were come first. A quotation is right when its
span is exactly the annotated one, its speaker when the annotated name is a name of the entity.
Precision of speakers counts all that were named, recall all that are annotated. With -v every error
is printed.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from newsreader.analysis.service import Service
from newsreader.article.article import Article
from newsreader.article.loader import open_article, read_article
from newsreader.commands.entity_finder import EntityFinder
from newsreader.entities.entity import Entity
from newsreader.entities.quotations import Quotation, find_quotations
from newsreader.entities.roster import Roster
from newsreader.text.script import simplify
from newsreader.text.span import Span

GROUPS = {
    "own": "Articles of this project, never looked at",
    "third": "Outlets left out until the third measurement",
    "second": "Outlets left out until the second measurement",
    "first": "Outlets left out until the first measurement",
    "built": "Outlets that the rules were written with",
}
GOLD = Path(__file__).parent / "training" / "quotations.toml"


@dataclass
class Counts:
    """Quotations found, annotated and right; the same of speakers."""

    found: int = 0
    gold: int = 0
    right: int = 0
    named: int = 0
    speakers: int = 0
    speakers_right: int = 0

    def add(self, other: Counts) -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def __str__(self) -> str:
        return (
            f"{self.gold:4} annotated {self.found:4} found "
            f"P {share(self.right, self.found)} R {share(self.right, self.gold)}   speakers "
            f"P {share(self.speakers_right, self.named)} "
            f"R {share(self.speakers_right, self.speakers)}"
        )


def share(part: int, whole: int) -> str:
    """A percentage, or a dash for nothing."""
    return f"{100 * part / whole:5.1f}" if whole else "    –"


def main() -> None:
    places, verbose = [Path(word) for word in sys.argv[1:] if word != "-v"], "-v" in sys.argv
    by_hash = {article["sha256_text"]: article for article in _gold()}
    groups: dict[str, dict[str, Counts]] = {group: {} for group in GROUPS}
    with closing(Service.start()) as service:
        finder = EntityFinder(service)
        for article in _articles(places):
            if (annotated := by_hash.get(article.sha256_text)) is None:
                continue
            roster = Roster.of(finder.found(article))
            found = find_quotations(article, roster)
            counts = compare(article, roster, found, annotated["quotations"], verbose=verbose)
            outlets = groups[annotated["group"]]
            outlets.setdefault(annotated["outlet"], Counts()).add(counts)
    for group, outlets in groups.items():
        if outlets:
            _print(GROUPS[group], outlets)


def _print(title: str, outlets: Mapping[str, Counts]) -> None:
    print(title)
    every = Counts()
    for outlet, counts in sorted(outlets.items()):
        print(f"  {outlet:24}{counts}")
        every.add(counts)
    print(f"  {'all':24}{every}")


def _gold() -> list[dict[str, Any]]:
    articles: list[dict[str, Any]] = tomllib.loads(GOLD.read_text("utf-8"))["article"]
    return articles


def _articles(places: Iterable[Path]) -> Iterator[Article]:
    for place in places:
        if place.suffix == ".jsonl":
            for line in place.read_text("utf-8").splitlines():
                record = json.loads(line)
                yield read_article(record["text"].encode(), f"{record['id']}.txt")
        else:
            yield from map(open_article, sorted(place.glob("*.txt")))


def compare(
    article: Article,
    roster: Roster,
    found: Sequence[Quotation],
    annotated: Sequence[Sequence[int]],
    *,
    verbose: bool = False,
) -> Counts:
    """Count what is right in one article. A row is start and end of the words, then of a name."""
    gold = {
        (row[0], row[1]): article.text[row[2] : row[3]] if len(row) > 2 else "" for row in annotated
    }
    counts = Counts(len(found), len(gold), speakers=sum(map(bool, gold.values())))
    entities = {entity.name: entity for entity in roster.entities}
    for quotation in found:
        place = (quotation.span.start, quotation.span.end)
        name = gold.pop(place, None)
        named = quotation.speaker is not None
        right = bool(name) and named and _names(entities[quotation.speaker or ""], name or "")
        counts.right += name is not None
        counts.named += named
        counts.speakers_right += right
        if verbose and (name is None or (bool(name) != named) or (named and not right)):
            kind = "wrong" if name is None else "speaker"
            print(
                f"{kind}: {article.name}: {_shown(article, quotation.span)}"
                f" | {quotation.speaker} | {name}"
            )
    for (start, end), name in gold.items() if verbose else ():
        print(f"missed: {article.name}: {_shown(article, Span(start, end))} | {name}")
    return counts


def _names(entity: Entity, name: str) -> bool:
    """Whether `name` is a name of `entity`, or a longer or shorter form of one."""
    names = [simplify(each).casefold() for each in (entity.name, *entity.aliases)]
    wanted = simplify(name).casefold()
    return any(each in wanted or wanted in each for each in names)


def _shown(article: Article, span: Span) -> str:
    words = span.of(article.text)
    before = article.text[max(0, span.start - 24) : span.start].replace("\n", "|")
    shown = words if len(words) < 60 else f"{words[:30]} … {words[-20:]}"
    return f"{before}⟦{shown}⟧{article.text[span.end : span.end + 12]}".replace("\n", "|")


if __name__ == "__main__":
    main()
