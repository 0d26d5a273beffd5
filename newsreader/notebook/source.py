"""Source: which text the anchors of a notebook stand in, and what is known about its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsreader.notebook.highlight import NOTHING

if TYPE_CHECKING:
    from newsreader.article.article import Article


@dataclass(frozen=True, slots=True)
class Source:
    """The article's file as it was when the notebook was last saved.

    `length` counts code points of the canonical text. `sketch` is a fingerprint of that text by
    which highlights are found again when it has changed; empty until it is first needed.
    `merged` names the other copies of the sidecar that are in this notebook already, by digest.
    """

    file: str
    sha256_text: str
    sha256_raw: str = ""
    encoding: str = "utf-8"
    newline: str = "lf"
    length: int = 0
    title: str = ""
    sketch: str = ""
    merged: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)

    @classmethod
    def of(cls, article: Article, sketch: str = "") -> Source:
        """What is known about the file of `article`."""
        return cls(
            file=article.name,
            sha256_text=article.sha256_text,
            sha256_raw=article.sha256_raw,
            encoding=article.encoding,
            newline=article.newline,
            length=article.length,
            title=article.title or "",
            sketch=sketch,
        )
