"""The five colours of highlights."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from newsreader.locale import _


class Colour(StrEnum):
    """A colour of a highlight, in the order of the keys 1 to 5."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"
    PURPLE = "purple"


def colour_meanings(words: Sequence[str]) -> dict[Colour, str]:
    """The reader's own words for the five colours, "" for none, as the settings hold them."""
    return dict(zip(Colour, words, strict=True))


def colour_name(colour: Colour) -> str:
    """The name of `colour` in the language of the interface."""
    match colour:
        case Colour.YELLOW:
            return _("yellow")
        case Colour.GREEN:
            return _("green")
        case Colour.BLUE:
            return _("blue")
        case Colour.RED:
            return _("red")
        case Colour.PURPLE:
            return _("purple")
