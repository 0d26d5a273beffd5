"""Watch list: the names and securities that the reader follows, found in every article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsreader.entities.entity import Entity, Kind
from newsreader.entities.naming import plain_form
from newsreader.text.span import Span

_CODE = re.compile(r"(\d{5,6})(?:\.[A-Z]{2})?|[A-Z]{1,5}\.[A-Z]{1,2}")


def watched(text: str, entities: Sequence[Entity], names: Iterable[str]) -> tuple[Entity, ...]:
    """What the article holds of the watch list, in the list's order.

    A watched name means the entity that has it as a name, an alias or but for its legal form. A
    name that stands in the text and that nobody recognised is an entity of its own; a security is
    looked for with and without its market (00175.HK, 00175).
    """
    by_name: dict[str, Entity] = {}
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            by_name.setdefault(name, entity)
            by_name.setdefault(plain_form(name, entity.kind), entity)
    found: dict[str, Entity] = {}
    for name in names:
        known = by_name.get(name, by_name.get(plain_form(name, Kind.ORG)))
        meant = _in_text(text, name) if known is None else known
        if meant is not None:
            found.setdefault(meant.id, meant)
    return tuple(found.values())


def _in_text(text: str, name: str) -> Entity | None:
    """The name where it stands, as an entity; None where it does not."""
    code = _CODE.fullmatch(name)
    wanted = re.escape(code[1] if code and code[1] else name)
    if not wanted:
        return None
    pattern = rf"(?<![\dA-Za-z]){wanted}(?:\.[A-Z]{{2}})?(?![\dA-Za-z])" if code else wanted
    spans = tuple(Span(*match.span()) for match in re.finditer(pattern, text))
    if not spans:
        return None
    kind = Kind.TICKER if code else Kind.ORG
    return Entity(f"{kind}:{name}", name, kind, spans)
