"""Colour: one of the five that a highlight can have."""

from __future__ import annotations

from enum import StrEnum


class Colour(StrEnum):
    """The five colours, in the order of their keys 1 to 5."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"
    PURPLE = "purple"
