"""Checks of arguments: one sentence for what a function does not take."""

from __future__ import annotations

import os
from operator import index
from typing import TypeVar

from newsreader.errors import SourceError
from newsreader.locale import _

_T = TypeVar("_T")


def of_type(value: object, kind: type[_T], taken: str) -> _T:
    """`value`. Raises TypeError if it is no `kind`; `taken` says what is: "this takes …"."""
    if not isinstance(value, kind):
        raise TypeError(f"{taken}, not {described(value)}")
    return value


def whole_number(value: object, name: str) -> int:
    """`value` as an int, also of NumPy. Raises TypeError for what is no whole number."""
    try:
        return index(value)  # type: ignore[arg-type]  # it raises for what is none
    except TypeError:
        raise TypeError(f"{name} is a whole number, not {described(value)}") from None


def existing(place: str | os.PathLike[str]) -> str:
    """The path of a file or folder. Raises SourceError if it is not there, TypeError for bytes."""
    path = of_type(os.fspath(place), str, "a path is a str or a Path")
    if not os.path.lexists(path):
        message = _("There is no file {name}; look at its name and folder.")
        raise SourceError(message.format(name=path))
    return path


def described(value: object) -> str:
    """The beginning of a value, and its type."""
    return f"{value!r:.80} of type {type(value).__name__}"
