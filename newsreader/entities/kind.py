"""Kinds of entity, and their names for a reader."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from newsreader.locale import _


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


NAMED = (Kind.PER, Kind.ORG, Kind.LOC, Kind.PRODUCT, Kind.WORK)
"""The kinds that have names of their own, which notes may link to."""

COMPANY = "COMPANY"
"""The subkind of an organisation that is a company. Companies are a group of their own in lists."""


class KindNames(NamedTuple):
    """The singular, and the plural for a heading."""

    one: str
    many: str


def groups() -> dict[str, KindNames]:
    """The names of each group of a list of entities, by kind value or COMPANY."""
    return {
        Kind.PER.value: KindNames(_("person"), _("People")),
        COMPANY: KindNames(_("company"), _("Companies")),
        Kind.ORG.value: KindNames(_("organisation"), _("Organisations")),
        Kind.LOC.value: KindNames(_("place"), _("Places")),
        Kind.PRODUCT.value: KindNames(_("product"), _("Products")),
        Kind.WORK.value: KindNames(_("work"), _("Works")),
        Kind.TICKER.value: KindNames(_("security"), _("Securities")),
        Kind.MONEY.value: KindNames(_("amount"), _("Amounts")),
        Kind.PERCENT.value: KindNames(_("percentage"), _("Percentages")),
        Kind.TIME.value: KindNames(_("time"), _("Times")),
    }


def kind_of(group: str) -> tuple[Kind, str]:
    """The kind and subkind of the entities in `group`."""
    return (Kind.ORG, COMPANY) if group == COMPANY else (Kind(group), "")


def kind_name(kind: Kind, subkind: str = "") -> str:
    """The singular name for a reader."""
    return groups()[COMPANY if subkind == COMPANY else kind.value].one


def kind_names(kind: Kind) -> str:
    """The plural name for a reader, as a heading."""
    return groups()[kind.value].many
