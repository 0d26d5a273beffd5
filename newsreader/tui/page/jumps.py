"""Jumps: the places that the reader left by a jump, to go back to and forward again."""

from __future__ import annotations

from dataclasses import dataclass, field

_MOST = 100


@dataclass
class Jumps:
    """Code points, the oldest first; `at` is where in the list the reader is."""

    places: list[int] = field(default_factory=list)
    at: int = 0

    def leave(self, offset: int) -> None:
        """Remember that a jump left `offset`; what lay ahead is forgotten."""
        self.places = [*(p for p in self.places[: self.at] if p != offset), offset][-_MOST:]
        self.at = len(self.places)

    def back(self, offset: int) -> int | None:
        """The place left last, or None; `offset`, where the reader is, can be come forward to."""
        if self.at == 0:
            return None
        if self.at == len(self.places):
            self.places.append(offset)
        self.at -= 1
        return self.places[self.at]

    def forward(self) -> int | None:
        """The place come back from last, or None."""
        if self.at + 1 >= len(self.places):
            return None
        self.at += 1
        return self.places[self.at]
