"""Table: characters to characters, for `str.translate`."""

from __future__ import annotations


class Table(dict[int, int]):
    """Code points by code points. `str.translate` is slow to learn that one is not in a table."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code
