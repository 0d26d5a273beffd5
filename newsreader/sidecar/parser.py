"""Parse the bytes of a sidecar into a notebook in the present text, also after a conflict."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.anchoring.resolve import resolve
from newsreader.article.article import Article
from newsreader.locale import _
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar import salvage, schema
from newsreader.text.lazy_regex import lazy_regex

_MARKER = lazy_regex(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?")
_NEXT_MARKERS = {"": "<", "<": "|=", "|": "=", "=": ">", ">": "<"}


class ParsedSidecar(NamedTuple):
    """A parsed sidecar. `problems` are sentences for the reader; `whole` is False after damage.

    `moved` is True if there are highlights that were saved on another text than the article's.
    """

    notebook: Notebook
    problems: tuple[str, ...]
    whole: bool
    version: int
    moved: bool = False

    @property
    def is_newer(self) -> bool:
        """Whether a later version of the program wrote it."""
        return self.version > schema.VERSION


def parse_sidecar(data: bytes, article: Article | None) -> ParsedSidecar:
    """The notebook in `data`, resolved in the text of `article` if there is one. Never fails."""
    parsed = _parse(data, article)
    if not parsed.whole and b"\n=======" in data:
        return _parse_conflict(data, article) or parsed
    return parsed


def _parse(data: bytes, article: Article | None) -> ParsedSidecar:
    parsed = salvage.parse(data)
    version = parsed.version
    notebook, problems = schema.read_notebook(schema.migrate(parsed.tables))
    whole = parsed.whole and not problems
    if version > schema.VERSION:
        problems.append(_("A later version wrote these notes: they can be read, not changed."))
    source, moved = notebook.source, False
    if article is not None:
        notebook = resolve(notebook, article)
        earlier = source is not None and source.sha256_text not in ("", article.sha256_text)
        moved = earlier and bool(notebook.in_order())
    return ParsedSidecar(notebook, (*parsed.problems, *problems), whole, version, moved)


def _parse_conflict(data: bytes, article: Article | None) -> ParsedSidecar | None:
    """Both sides of the conflicts left in `data`, merged; None if a side is damaged itself."""
    split = split_conflict(data.decode("utf-8-sig", "replace"))
    if split is None:
        return None
    ours, theirs = (_parse(side.encode(), article) for side in (split.ours, split.theirs))
    base = _parse(split.base.encode(), article) if split.base is not None else None
    if not (ours.whole and theirs.whole):
        return None
    ancestor = base.notebook if base is not None and base.whole else None
    message = _("There was a conflict left in the notes file; both sides are merged.")
    return ParsedSidecar(
        merge(ancestor, ours.notebook, theirs.notebook),
        tuple(dict.fromkeys((message, *ours.problems, *theirs.problems))),
        whole=True,
        version=max(ours.version, theirs.version),
        moved=ours.moved or theirs.moved,
    )


class ConflictSides(NamedTuple):
    """A text as each side has it; `base` is their common ancestor if the markers contain it."""

    ours: str
    theirs: str
    base: str | None


def split_conflict(text: str) -> ConflictSides | None:
    """The sides of a text with conflict markers; None without markers or in the wrong order.

    The markers are those of git (git-merge(1), "How conflicts are presented"): ours after a line
    of seven `<`, the ancestor after seven `|` if it is there, theirs after seven `=`, the end after
    seven `>`. Lines outside the markers belong to every side.
    """
    ours: list[str] = []
    theirs: list[str] = []
    base: list[str] = []
    sides = {"": (ours, theirs, base), "<": (ours,), "|": (base,), "=": (theirs,)}
    sides[">"] = sides[""]
    at, has_base = "", True
    for line in text.split("\n"):
        marker = _MARKER.fullmatch(line)
        if marker is not None and marker[1][0] in _NEXT_MARKERS[at]:
            has_base = has_base and (at, marker[1][0]) != ("<", "=")
            at = marker[1][0]
            continue
        for side in sides[at]:
            side.append(line)
    if at != ">":
        return None
    return ConflictSides("\n".join(ours), "\n".join(theirs), "\n".join(base) if has_base else None)
