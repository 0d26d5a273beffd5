"""Migration: the tables of an earlier schema made into those of this one, a version at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newsreader.sidecar import schema

Tables = dict[str, object]

MIGRATIONS: dict[int, Callable[[Tables], Tables]] = {}
"""From the version that is the key to the next. Schema 1 is the first, so there is none yet."""


def migrate(tables: Mapping[str, object], version: int) -> Tables:
    """`tables` of schema `version` as tables of this program's schema.

    A version that nobody knows the way from, an earlier one than the first, is read as it is.
    """
    current = dict(tables)
    for step in range(version, schema.VERSION):
        if step in MIGRATIONS:
            current = MIGRATIONS[step](current)
    return current
