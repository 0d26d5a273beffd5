"""Entry: a highlight as it comes in from another program, not yet placed in the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from newsreader.notebook.colour import Colour
from newsreader.text.span import Span

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ImportedHighlight:
    """What an importer found: words that were marked, and what was written about them.

    `span` is where the other program saw them, in code points, or None where it does not say; it
    is a hint, never a truth: the session places every entry through the notebook's anchors.
    `colour` is None where the source knows no colours. Times are aware of their time zone. An
    entry without a quote is a note on the whole article.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    span: Span | None = None
    colour: Colour | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    id: str | None = None
    title: str = ""


def whole(text: str) -> str:
    """`text` without lone surrogates, which JSON can carry and no file can hold."""
    return _SURROGATE.sub("\ufffd", text)


def as_text(value: object) -> str:
    """`value` when it is a string, else ""."""
    return whole(value) if isinstance(value, str) else ""


def as_tags(value: object) -> tuple[str, ...]:
    """The strings in a list, each once, in order, without the empty ones."""
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(whole(tag) for tag in value if isinstance(tag, str) and tag))


def as_colour(value: object) -> Colour | None:
    """The colour that goes by this name, or None."""
    try:
        return Colour(as_text(value).strip().lower())
    except ValueError:
        return None


def as_time(value: object) -> datetime | None:
    """An ISO 8601 time, taken as UTC where it names no zone; None for anything else."""
    try:
        time = datetime.fromisoformat(as_text(value).strip())
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def as_span(start: object, end: object) -> Span | None:
    """The span of two whole numbers, or None where they are none."""
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        return None
    return Span(start, end)
