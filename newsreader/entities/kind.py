"""Kind: what sort of thing an entity is."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of entity, in the order in which they are shown."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    PRODUCT = "PRODUCT"
    WORK = "WORK"
    TICKER = "TICKER"
    MONEY = "MONEY"
    PERCENT = "PERCENT"
    TIME = "TIME"
