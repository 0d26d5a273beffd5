"""Conflict: the versions of a file in which a version control program left its marks.

Where two changes meet, git and its kin leave both in the file: ours, after a line of seven `<`,
and theirs, after a line of seven `=`; between them, after seven `|`, what both came from, if that
was wished. Each of them, with what is outside the marks, is a file as somebody wrote it.
"""

from __future__ import annotations

from typing import NamedTuple

from newsreader.text.lazy_regex import lazy_regex

_MARK = lazy_regex(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?")
_FOLLOWERS = {"": "<", "<": "|=", "|": "=", "=": ">", ">": "<"}


class Versions(NamedTuple):
    """The text as either side has it, and as both had it before, where that is known."""

    ours: str
    theirs: str
    base: str | None


def versions(text: str) -> Versions | None:
    """What stands in a file with marks; None where there are none, or not in their order."""
    ours: list[str] = []
    theirs: list[str] = []
    base: list[str] = []
    sides = {"": (ours, theirs, base), "<": (ours,), "|": (base,), "=": (theirs,)}
    sides[">"] = sides[""]
    at, based = "", True
    for line in text.split("\n"):
        mark = _MARK.fullmatch(line)
        if mark is not None and mark[1][0] in _FOLLOWERS[at]:
            based = based and (at, mark[1][0]) != ("<", "=")
            at = mark[1][0]
            continue
        for side in sides[at]:
            side.append(line)
    if at != ">":
        return None
    return Versions("\n".join(ours), "\n".join(theirs), "\n".join(base) if based else None)
