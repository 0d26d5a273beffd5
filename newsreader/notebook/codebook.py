"""The codebook: which tags a reader uses, and what each is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from newsreader.notebook.colour import Colour


@dataclass(frozen=True, slots=True)
class Code:
    """A tag with its definition; `parent` is the name of another tag, "" for none.

    `colour` is that of the highlights that are tagged by `key`, a short word in place of the tag.
    `id` is the GUID of the code in other programs, "" if it has none.
    """

    name: str
    definition: str = ""
    parent: str = ""
    colour: Colour | None = None
    key: str = ""
    id: str = ""


@dataclass(frozen=True)
class Codebook:
    """The codes by name, in the order of the file. No code is below itself."""

    codes: Mapping[str, Code] = field(default_factory=dict)

    @classmethod
    def of(cls, codes: Iterable[Code]) -> Codebook:
        """A codebook of `codes`; of two with one name the first stays."""
        found: dict[str, Code] = {}
        for code in codes:
            found.setdefault(code.name, code)
        return cls(found)

    @cached_property
    def by_key(self) -> Mapping[str, Code]:
        """The codes that have a key, by it; a word that is itself a tag is no key."""
        found: dict[str, Code] = {}
        for code in self.codes.values():
            if code.key and code.key not in self.codes:
                found.setdefault(code.key, code)
        return found

    def tags(self, words: Iterable[str], used: Iterable[str]) -> tuple[list[str], Colour | None]:
        """`words` with tags in the place of their keys, and the colour of the last such tag.

        A word that is in `used` is a tag already.
        """
        known, tags, colour = set(used), [], None
        for word in words:
            code = self.by_key.get(word) if word not in known else None
            tags.append(code.name if code else word)
            colour = code.colour or colour if code else colour
        return tags, colour

    def children(self, parent: str = "") -> list[Code]:
        """The codes directly below `parent`; those without a known parent for ""."""
        return self._below.get(parent, [])

    def ordered(self) -> list[tuple[int, Code]]:
        """Every code with its depth from 0, each followed by the codes below it."""
        found: list[tuple[int, Code]] = []
        waiting = [(0, code) for code in reversed(self.children())]
        while waiting:
            depth, code = waiting.pop()
            found.append((depth, code))
            waiting += [(depth + 1, each) for each in reversed(self.children(code.name))]
        return found

    @cached_property
    def _below(self) -> Mapping[str, list[Code]]:
        below: dict[str, list[Code]] = {}
        for code in self.codes.values():
            parent = code.parent if code.parent in self.codes else ""
            below.setdefault(parent, []).append(code)
        return below


def first_loop(codes: Mapping[str, Code]) -> str:
    """The name of a code that is below itself, "" if there is none."""
    safe: set[str] = set()
    for name in codes:
        path: list[str] = []
        at = name
        while at in codes and at not in safe:
            if at in path:
                return at
            path.append(at)
            at = codes[at].parent
        safe.update(path)
    return ""
