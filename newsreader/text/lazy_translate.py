"""A table for `str.translate` that is filled as it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class CharacterTable(dict[int, int]):
    """Maps each character of `keys` to the one at the same index of `values`.

    A pair is added when a text first has the character: there are thousands of pairs, a text needs
    hundreds, and a dictionary of all takes half a megabyte. `others` take precedence. Every other
    character maps to itself, which is stored too, because a failed lookup is slow.
    """

    def __init__(self, keys: str, values: str, others: Mapping[int, int] | None = None) -> None:
        super().__init__(others or {})
        self._keys, self._values = keys, values
        self._others = dict(others or {})

    def __missing__(self, code: int) -> int:
        at = self._keys.find(chr(code))
        self[code] = found = code if at < 0 else ord(self._values[at])
        return found

    def keys_of(self, character: str) -> Iterator[str]:
        """The characters that map to `character`."""
        yield from (chr(key) for key, value in self._others.items() if chr(value) == character)
        at = self._values.find(character)
        while at >= 0:
            if ord(self._keys[at]) not in self._others:
                yield self._keys[at]
            at = self._values.find(character, at + 1)
