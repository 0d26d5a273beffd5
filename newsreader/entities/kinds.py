"""Kinds: what a reader calls each kind of entity, in the order in which they are listed."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.entities.entity import Entity, Kind
from newsreader.locale import _

COMPANY = "COMPANY"
"""The subkind of an organisation that is a company; in lists companies are a group of their own."""


class KindNames(NamedTuple):
    """What one of a kind is called, and what many are, as a heading."""

    one: str
    many: str


def groups() -> dict[str, KindNames]:
    """The groups that entities are listed in: every kind by its value, and companies."""
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


def group_of(entity: Entity) -> str:
    """The group that an entity is listed in."""
    return COMPANY if entity.subkind == COMPANY else entity.kind.value


def kind_of(group: str) -> tuple[Kind, str]:
    """The kind and subkind of what is listed in `group`."""
    return (Kind.ORG, COMPANY) if group == COMPANY else (Kind(group), "")


def kind_name(kind: Kind, subkind: str = "") -> str:
    """What a reader calls one of `kind` and `subkind`."""
    return groups()[COMPANY if subkind == COMPANY else kind.value].one


def kind_names(kind: Kind) -> str:
    """What a reader calls many of `kind`, as a heading."""
    return groups()[kind.value].many
