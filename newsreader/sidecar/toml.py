"""Format values as TOML 1.0 for people to read.

Tables are not inline, a note keeps its lines, and everything invisible is escaped. A carriage
return is escaped too, because a TOML reader may turn a raw CRLF into LF.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from newsreader.text.lazy_regex import lazy_regex

_BARE = lazy_regex(r"[A-Za-z0-9_-]+\Z")

# Unsafe to print on a terminal or forbidden in TOML: controls except tab and newline, DEL, C1,
# soft hyphen, bidirectional controls, zero-width characters, line separators and surrogates.
_UNSAFE = lazy_regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_PLAIN = lazy_regex(r'["\\\n\t]')
_LONG = 1 << 64
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class Lines(str):
    """Text that is written as a multi-line string."""

    __slots__ = ()


def string(text: str) -> str:
    """`text` as a TOML string: on one line, except Lines without a carriage return."""
    if isinstance(text, Lines) and "\n" in text and "\r" not in text:
        body = text.replace("\\", "\\\\").replace('"""', '""\\"')
        # Of a run of quotation marks every third is escaped by now.
        if (len(text) - len(text.rstrip('"'))) % 3:
            body = body[:-1] + '\\"'
        return '"""\n' + _UNSAFE.sub(_escape, body) + '"""'
    return _line(text)


def _line(text: str) -> str:
    if _PLAIN.search(text):
        text = _PLAIN.sub(_escape, text)
    return '"' + _UNSAFE.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if character in _SHORT:
        return _SHORT[character]
    if "\ud800" <= character <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"  # TOML allows only Unicode scalar values
    return f"\\u{ord(character):04X}"


def key(name: str) -> str:
    """`name` as a TOML key."""
    return name if _BARE.match(name) else _line(name)


def value(item: object) -> str:
    """`item` as a TOML value. Raises TypeError for a type that TOML does not have."""
    if isinstance(item, str):
        return string(item)
    if isinstance(item, Mapping):
        inside = ", ".join(f"{key(str(k))} = {value(v)}" for k, v in item.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(item, Sequence):
        return "[" + ", ".join(value(each) for each in item) + "]"
    return _scalar(item)


def _scalar(item: object) -> str:
    match item:
        case bool():
            return "true" if item else "false"
        case float():
            return _number(item)
        case int():
            # Python refuses to convert very long decimal numbers, but not hexadecimal ones.
            return hex(item) if item >= _LONG else str(item)
        case datetime() | date() | time():
            return item.isoformat()
    raise TypeError(f"TOML has no {type(item).__name__}")


def _number(item: float) -> str:
    if math.isnan(item):
        return "nan"
    if math.isinf(item):
        return "inf" if item > 0 else "-inf"
    return repr(item)


def table(header: str, items: Mapping[str, object], *, array: bool = False) -> str:
    """The table `header` (a dotted key, empty for the top level) with all tables inside it."""
    return "".join(_lines(header, items, array))


def _lines(header: str, items: Mapping[str, object], array: bool) -> Iterator[str]:
    if header:
        yield f"[[{header}]]\n" if array else f"[{header}]\n"
    for name, item in items.items():
        if not has_table(item):
            yield f"{key(name)} = {value(item)}\n"
    for name, item in items.items():
        inner = f"{header}.{key(name)}" if header else key(name)
        if isinstance(item, Mapping):
            yield "\n"
            yield from _lines(inner, item, array=False)
        elif isinstance(item, Sequence) and has_table(item):
            for each in item:
                yield "\n"
                yield from _lines(inner, each, array=True)


def has_table(item: object) -> bool:
    """Whether `item` is a table or an array of tables, which have headers of their own."""
    if isinstance(item, Mapping):
        return True
    return (
        isinstance(item, Sequence)
        and not isinstance(item, str)
        and len(item) > 0
        and all(isinstance(each, Mapping) for each in item)
    )
