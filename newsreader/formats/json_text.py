"""Values as JSON that people may see: indented, and without raw control characters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

from newsreader.text.lazy_regex import lazy_regex

_CONTROL = lazy_regex(r"[\x7f-\x9f\u2028\u2029]")
"""Control characters that json.dumps leaves as they are."""


def json_text(
    value: object, indent: int | None = 2, default: Callable[[object], object] | None = None
) -> str:
    """`value` as JSON, with a line end; the rest as for json.dumps."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=default)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def records_json(name: str, records: Iterable[NamedTuple]) -> str:
    """An object with the list of `records` under `name`; an empty string is null."""
    listed = [{k: v if v != "" else None for k, v in each._asdict().items()} for each in records]
    return json_text({name: listed})
