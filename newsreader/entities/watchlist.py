"""The watch list: names and securities that the reader follows, matched in every article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.name_forms import other_names, plain_form
from newsreader.entities.occurrences import occurrences
from newsreader.text.fold import simplified
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.script import SAMPLE, simplify
from newsreader.text.span import Span

_MARKET = lazy_regex(r"\.[A-Z]{2}(?![0-9A-Za-z])")
_CODE = lazy_regex(r"(\d{5,6})(?:\.[A-Z]{2})?|[A-Z]{1,5}\.[A-Z]{1,2}")


def watched(text: str, entities: Sequence[Entity], names: Iterable[str]) -> tuple[Entity, ...]:
    """The entities of the article that are on the watch list, in the order of the list.

    A watched name matches an entity by its name, an alias, or the name without its legal form. A
    name that is in the text but was not recognised becomes an entity of its own. A security is
    searched for with and without its market (00175.HK, 00175).
    """
    by_name: dict[str, Entity] = {}
    for entity in entities:
        for name in map(simplified, entity.names):
            by_name.setdefault(name, entity)
            by_name.setdefault(_form(name, entity.kind), entity)
    found: dict[str, Entity] = {}
    for name in names:
        simple = simplified(name)
        known = by_name.get(simple, by_name.get(_form(simple, Kind.ORG)))
        meant = _in_text(text, name) if known is None else known
        if meant is not None:
            found.setdefault(meant.id, meant)
    return tuple(found.values())


def named_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The watched names in a text that has not been analysed."""
    return tuple(name for name in dict.fromkeys(names) if any(_spans(text, name)))


def _in_text(text: str, name: str) -> Entity | None:
    """The name as an entity with all its occurrences; None if the text does not have it."""
    spans = next(filter(None, _spans(text, name)), None)
    if spans is None:
        return None
    kind = Kind.TICKER if _CODE.fullmatch(name) else Kind.ORG
    return Entity(f"{kind}:{name}", name, kind, spans)


def _spans(text: str, name: str) -> Iterable[tuple[Span, ...]]:
    """The occurrences of the name, for each way to write it."""
    if code := _CODE.fullmatch(name):
        yield tuple(_with_market(text, span) for span in occurrences(text, code[1] or name))
        return
    yield tuple(occurrences(text, name))
    simple = simplified(name)
    for written in dict.fromkeys((simple, _form(simple, Kind.ORG), *other_names(simple))):
        yield tuple(occurrences(_simple(text), written))


@lru_cache(maxsize=1 << 14)
def _form(name: str, kind: Kind) -> str:
    return plain_form(name, kind)


@lru_cache(maxsize=2)
def _simple(text: str) -> str:
    """The text, in simplified characters if it is traditional."""
    sample = text[:SAMPLE]
    return text if simplify(sample) == sample else simplified(text)


def _with_market(text: str, span: Span) -> Span:
    """The code of a security, with the market that follows it."""
    market = _MARKET.match(text, span.end)
    return Span(span.start, market.end()) if market else span
