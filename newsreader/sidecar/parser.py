"""Reading: the bytes of a sidecar as a notebook in the text that there is now."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.anchoring.resolve import resolve
from newsreader.article.article import Article
from newsreader.locale import _
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar import salvage, schema
from newsreader.sidecar.conflict_markers import versions


@dataclass(frozen=True, slots=True)
class ParsedSidecar:
    """What a file says, and whether that is all of it. `problems` are sentences for the reader.

    `moved`: there are highlights, and they were on another text than the article has now.
    """

    notebook: Notebook
    problems: tuple[str, ...]
    whole: bool
    version: int
    moved: bool = False

    @property
    def newer(self) -> bool:
        """Whether a later version of the program wrote it."""
        return self.version > schema.VERSION


def parse_sidecar(data: bytes, article: Article | None) -> ParsedSidecar:
    """The notebook in `data`, in the text of `article` if there is one. Never fails."""
    found = _understand(data, article)
    if not found.whole and b"\n=======" in data:
        return _joined(data, article) or found
    return found


def _joined(data: bytes, article: Article | None) -> ParsedSidecar | None:
    """Both sides of a conflict that was left in `data`, together; None where one is damaged too."""
    left = versions(data.decode("utf-8-sig", "replace"))
    if left is None:
        return None
    ours, theirs = (_understand(side.encode(), article) for side in (left.ours, left.theirs))
    base = _understand(left.base.encode(), article) if left.base is not None else None
    if not (ours.whole and theirs.whole):
        return None
    known = base.notebook if base is not None and base.whole else None
    told = _("There was a conflict left in the notes file; both sides are merged.")
    return ParsedSidecar(
        merge(known, ours.notebook, theirs.notebook),
        tuple(dict.fromkeys((told, *ours.problems, *theirs.problems))),
        whole=True,
        version=max(ours.version, theirs.version),
        moved=ours.moved or theirs.moved,
    )


def _understand(data: bytes, article: Article | None) -> ParsedSidecar:
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
