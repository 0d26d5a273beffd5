"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def lazy_regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, deferred to the first use.

    A class of Chinese characters takes a millisecond to compile; all patterns of the program take
    longer than showing the first page.
    """
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))


class _Pattern:
    """A stand-in whose methods are replaced by those of the compiled pattern at the first use."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
