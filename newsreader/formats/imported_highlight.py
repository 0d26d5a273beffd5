"""A highlight from another program, and checked access to the JSON that it comes in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from newsreader.entities.kind import Kind
from newsreader.errors import FormatError
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import EPOCH
from newsreader.text.span import Span

_COLOUR_CODE = re.compile(r"#[0-9a-f]{6}(?:[0-9a-f]{2})?")
_HUES = {
    Colour.YELLOW: 0.15, Colour.GREEN: 0.35, Colour.BLUE: 0.6, Colour.RED: 0.0, Colour.PURPLE: 0.8,
}  # fmt: skip
_OTHER_COLOURS = {
    "pink": "red", "orange": "yellow", "cyan": "blue", "olive": "green", "violet": "purple",
    "magenta": "purple", "aqua": "blue", "lime": "green",
    "黄色": "yellow", "绿色": "green", "蓝色": "blue", "红色": "red", "紫色": "purple",
    "粉色": "red", "粉红色": "red", "橙色": "yellow", "橘色": "yellow",
    "黃色": "yellow", "綠色": "green", "藍色": "blue", "紅色": "red",
    "粉紅色": "red", "gelb": "yellow", "grün": "green", "blau": "blue", "rosa": "red",
    "jaune": "yellow", "bleu": "blue", "rose": "red", "amarillo": "yellow", "azul": "blue",
    "naranja": "yellow", "giallo": "yellow", "blu": "blue", "arancione": "yellow",
    "amarelo": "yellow", "laranja": "yellow", "黄": "yellow", "青": "blue", "ピンク": "red",
    "オレンジ": "yellow", "イエロー": "yellow", "ブルー": "blue",
}  # fmt: skip
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ImportedHighlight:
    """A quote and what was written about it, before it has a place in the article.

    `span` is the place in the other program's text, in code points, or None if unknown. It is only
    a hint: the quote decides. `pieces` are the parts of a span that has gaps. `colour` is None if
    the source has no colours. Times have a time zone. An entry without a quote is a note on the
    whole article; with a span it is a place whose words are not known. The quote of an entry with
    `until` goes on to the start of those words.

    `title`, `author`, `uri`, `document` (the SHA-256 of its text) and `file` (the name of its file)
    say what the entry belongs to, each "" if unknown. `position` is the place in words of the
    other program, for telling entries apart. `kind` is that of a label which names a kind of
    entity, `found` that this program found it by itself. An entry with a `problem` could not be
    understood.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    span: Span | None = None
    colour: Colour | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    speaker: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    id: str | None = None
    title: str = ""
    author: str = ""
    uri: str = ""
    document: str = ""
    file: str = ""
    position: str = ""
    until: str = ""
    pieces: tuple[Span, ...] = ()
    kind: Kind | None = None
    found: bool = False
    problem: str = ""

    @property
    def words(self) -> str:
        """The quote, else the note, on one line."""
        return " ".join((self.quote or self.note or self.problem).split())


def with_note(notes: str, other: str) -> str:
    """`notes` and the note `other`, with an empty line between, unless it is one of them."""
    if not other or f"\n\n{other}\n\n" in f"\n\n{notes}\n\n":
        return notes
    return f"{notes}\n\n{other}" if notes else other


def parse_json(text: str) -> object:
    """The JSON value in `text`. Raises FormatError if it is not JSON, or nested too deeply."""
    import json  # noqa: PLC0415 (the registry, which a start may need, imports this module)

    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        message = _("This is not JSON: there is a mistake in line {line}, column {column}.")
        raise FormatError(message.format(line=error.lineno, column=error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise FormatError(_("This JSON is too deep or has too long a number.")) from error


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
    """The colour with this name, or the nearest to that of another program; None if unknown."""
    name = as_text(value).strip().lower()
    try:
        return Colour(_OTHER_COLOURS.get(name, name))
    except ValueError:
        return nearest_colour(name)


def nearest_colour(code: str) -> Colour | None:
    """The colour with the hue nearest to a code like #FEF3BD; None for grey and other strings."""
    if not _COLOUR_CODE.fullmatch(code):
        return None
    import colorsys  # noqa: PLC0415 (rarely needed)

    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, _lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < 0.1:
        return None
    return min(
        _HUES, key=lambda colour: min(abs(hue - _HUES[colour]), 1 - abs(hue - _HUES[colour]))
    )


def as_time(value: object) -> datetime | None:
    """An ISO 8601 time, UTC if it names no zone; None for anything else."""
    try:
        time = datetime.fromisoformat(as_text(value).strip())
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def own_time(facts: Mapping[str, object], name: str) -> datetime | None:
    """A time in what this program wrote: EPOCH if that is null, None if it is missing."""
    return EPOCH if name in facts and facts[name] is None else as_time(facts.get(name))


def as_span(start: object, end: object) -> Span | None:
    """The span from `start` to `end`, in code points; None unless they are integers in order."""
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        return None
    return Span(start, end)
