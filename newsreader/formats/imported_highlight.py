"""A highlight from another program, and checked access to the JSON that it comes in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from newsreader.errors import FormatError
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.text.span import Span

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ImportedHighlight:
    """A quote and what was written about it, before it has a place in the article.

    `span` is the place in the other program's text, in code points, or None if unknown. It is only
    a hint: the quote decides. `colour` is None if the source has no colours. Times have a time
    zone. An entry without a quote is a note on the whole article.
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


def parse_json(text: str) -> object:
    """The JSON value in `text`. Raises FormatError if it is not JSON, or nested too deeply."""
    import json  # noqa: PLC0415 (the registry, which a start may need, imports this module)

    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise FormatError(_("This is not JSON: {reason}.").format(reason=error)) from error


def objects(value: object) -> list[dict[str, object]]:
    """The objects in `value`, which may be one, a list of them, or something else."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def strings(value: object) -> list[str]:
    """The strings in `value`, which may be one, a list of them, or something else."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def without_surrogates(text: str) -> str:
    """`text` with U+FFFD for lone surrogates, which JSON may have and UTF-8 may not."""
    return _SURROGATE.sub("\ufffd", text)


def as_text(value: object) -> str:
    """`value` if it is a string, else ""."""
    return without_surrogates(value) if isinstance(value, str) else ""


def as_tags(value: object) -> tuple[str, ...]:
    """The strings in a list, in order, without duplicates and empty ones."""
    if not isinstance(value, list):
        return ()
    return tuple(
        dict.fromkeys(without_surrogates(tag) for tag in value if isinstance(tag, str) and tag)
    )


def as_colour(value: object) -> Colour | None:
    """The colour with this name, or None."""
    try:
        return Colour(as_text(value).strip().lower())
    except ValueError:
        return None


def as_time(value: object) -> datetime | None:
    """An ISO 8601 time, UTC if it names no zone; None for anything else."""
    try:
        time = datetime.fromisoformat(as_text(value).strip())
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def as_span(start: object, end: object) -> Span | None:
    """The span from `start` to `end`, in code points; None unless they are integers in order."""
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        return None
    return Span(start, end)
