"""How the tags of many articles are used: alone, together, and on names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.locale import _
from newsreader.notebook.codebook import Code, Codebook
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook

Row = tuple[object, ...]

_NAMES = (Kind.PER, Kind.ORG, Kind.LOC, Kind.PRODUCT, Kind.WORK)
"""The kinds of entities that have a name."""


@dataclass(slots=True)
class TagUse:
    """Collects the use of tags, one notebook after the other.

    `highlights` and `articles` have the number of each by tag. `together` has, for two tags in
    order, the pairs of highlights that overlap, or the single highlights, in which one has the one
    tag and the other the other. `names` has the highlights by tag and name.
    """

    highlights: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, notebook: Notebook, entities: Sequence[Entity] = ()) -> None:
        """Count the highlights of one article, which is about `entities`."""
        tagged = [each for each in notebook.in_order() if each.tags]
        counts = Counter(tag for each in tagged for tag in set(each.tags))
        self.highlights += counts
        self.articles.update(counts.keys())
        for one, other in _overlapping([each for each in tagged if each.is_shown]):
            self.together.update(_pairs(one, other))
        for orphan in (each for each in tagged if not each.is_shown):
            self.together.update(_pairs(orphan, orphan))
        for each in tagged:
            if each.is_shown:
                for name in _names_in(each, entities):
                    self.names[name].update(set(each.tags))

    def tags(self, codebook: Codebook) -> list[str]:
        """The codes in the order of the codebook, then the other tags, the most used first."""
        listed = [code.name for _depth, code in codebook.ordered()]
        others = set(self.highlights) - set(listed)
        return listed + sorted(others, key=lambda tag: (-self.highlights[tag], tag))

    def whole(self, codebook: Codebook) -> Codebook:
        """`codebook` with the tags that are used and not in it."""
        others = (Code(tag) for tag in self.tags(codebook))
        return Codebook.of([*codebook.codes.values(), *others])


def _overlapping(highlights: Sequence[Highlight]) -> Iterator[tuple[Highlight, Highlight]]:
    """Each highlight with itself, and every two that share a code point, each pair once.

    `highlights` are in text order.
    """
    going: list[Highlight] = []
    for each in highlights:
        yield each, each
        going = [other for other in going if other.anchor.end > each.anchor.start]
        yield from ((other, each) for other in going)
        going.append(each)


def _pairs(one: Highlight, other: Highlight) -> set[tuple[str, str]]:
    """The pairs of two different tags, each in order, of which each highlight has one."""
    found = {(a, b) for a in one.tags for b in other.tags if a != b}
    return {(min(pair), max(pair)) for pair in found}


def _names_in(highlight: Highlight, entities: Sequence[Entity]) -> Iterator[str]:
    for entity in entities:
        if entity.kind in _NAMES and any(
            highlight.span.overlaps(mention) for mention in entity.mentions
        ):
            yield entity.name


def count_rows(use: TagUse, codebook: Codebook) -> Iterator[Row]:
    """A row for each tag: how often it is used, alone and with the tags below it."""
    yield (
        "tag",
        "parent",
        "definition",
        "highlights",
        "with_tags_below",
        "articles",
        "in_codebook",
    )
    for tag in use.tags(codebook):
        code = codebook.codes.get(tag, Code(tag))
        yield (
            tag,
            code.parent,
            code.definition,
            use.highlights[tag],
            sum(use.highlights[each] for each in _with_below(tag, codebook)),
            use.articles[tag],
            "yes" if tag in codebook.codes else "no",
        )


def _with_below(tag: str, codebook: Codebook) -> Iterator[str]:
    yield tag
    for code in codebook.children(tag) if tag in codebook.codes else ():
        yield from _with_below(code.name, codebook)


def code_rows(use: TagUse, codebook: Codebook) -> Iterator[Row]:
    """The tags by the tags: how often two come together; for a tag with itself, how often it is."""
    tags = use.tags(codebook)
    yield ("tag", *tags)
    for one in tags:
        yield (one, *(_together(use, one, other) for other in tags))


def _together(use: TagUse, one: str, other: str) -> int:
    if one == other:
        return use.highlights[one]
    return use.together[min(one, other), max(one, other)]


def name_rows(use: TagUse, codebook: Codebook) -> Iterator[Row]:
    """The names by the tags: on how many highlights with the tag the name is mentioned."""
    tags = use.tags(codebook)
    yield ("name", *tags)
    order = sorted(use.names.items(), key=lambda item: (-item[1].total(), item[0]))
    for name, counts in order:
        yield (name, *(counts[tag] for tag in tags))


TABLES = {"counts": count_rows, "codes": code_rows, "names": name_rows}


def outline_lines(use: TagUse, codebook: Codebook) -> Iterator[str]:
    """The codes as lines for people: name, key, colour, how often used, definition."""
    for depth, code in codebook.ordered():
        facts = [f"[{code.key}]" if code.key else "", code.colour.value if code.colour else ""]
        words = " ".join(["#" + code.name, *filter(None, facts), f"({use.highlights[code.name]})"])
        definition = " ".join(code.definition.split())
        yield "  " * depth + (f"{words} – {definition}" if definition else words)
    others = [tag for tag in use.tags(codebook) if tag not in codebook.codes]
    if others:
        yield _("Tags that are not in the codebook:")
        yield from (f"  #{tag} ({use.highlights[tag]})" for tag in others)
