"""What a sidecar's bytes say, also when they are damaged: everything that can still be read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from newsreader.locale import _
from newsreader.notebook import schema


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tables that were read. `whole` is False when something in the bytes was not."""

    tables: Mapping[str, object]
    problems: tuple[str, ...] = ()
    whole: bool = True

    @property
    def newer(self) -> bool:
        """Whether a later version of the program wrote it."""
        version = self.tables.get("schema")
        return isinstance(version, int) and version > schema.VERSION


def parse(data: bytes) -> Parsed:
    """The tables of a sidecar. Never fails: what is damaged is left out and told."""
    try:
        return Parsed(tomllib.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError):  # both decoding and TOML errors are ValueErrors
        return Parsed({}, (_("The notes file is damaged."),), whole=False)
