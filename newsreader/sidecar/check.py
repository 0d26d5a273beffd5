"""Check a sidecar for damage and moved highlights, and write a repaired copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from newsreader.anchoring.sketch import with_sketch
from newsreader.article.article import Article
from newsreader.errors import SidecarError
from newsreader.files import atomic
from newsreader.locale import _, reason_of
from newsreader.notebook.highlight import Anchor, HighlightState
from newsreader.notebook.note_links import LinkTargets, broken_links, has_links
from newsreader.notebook.notebook import Notebook, Source
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.parser import ParsedSidecar, parse_sidecar
from newsreader.sidecar.paths import conflict_copies, unknown_copies


class FindingKind(StrEnum):
    """The kinds of finding."""

    DAMAGED = "damaged"
    NEWER = "newer"
    MOVED = "moved"
    REVIEW = "review"
    ORPHAN = "orphan"
    CONFLICT = "conflict"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem as a sentence; `highlight` is an id or empty."""

    kind: FindingKind
    sentence: str
    highlight: str = ""


def check(
    path: Path,
    article: Article | None = None,
    links: Callable[[Notebook], LinkTargets] | None = None,
) -> list[Finding]:
    """The problems of the sidecar at `path`, and of its highlights if `article` is not None.

    `links` returns what its notes may link to; without it links are not checked. Writes nothing.
    Raises SidecarError if there is no file or it cannot be opened.
    """
    read = _read(path, None)
    findings = [_damage(read, sentence) for sentence in read.problems]
    for copy in conflict_copies(path):
        message = _(
            "There is a second copy of the notes, {file}; opening the article merges it in."
        )
        findings.append(Finding(FindingKind.CONFLICT, message.format(file=copy.name)))
    for copy in unknown_copies(path):
        message = _(
            "{file} looks like a copy of the notes, and is not merged in; "
            "import it, or move it elsewhere."
        )
        findings.append(Finding(FindingKind.CONFLICT, message.format(file=copy.name)))
    if article is not None:
        findings += _anchors(read.notebook, _read(path, article).notebook)
    if links is not None and has_links(read.notebook):
        findings += _links(read.notebook, links(read.notebook))
    return findings


def _links(notebook: Notebook, targets: LinkTargets) -> list[Finding]:
    """A finding for each link in a note that leads to nothing, or to several things."""
    noted = (("", notebook.note), *((h.id, h.note) for h in notebook.in_order()))
    message = _("The link [[{link}]] leads nowhere: {why}")
    return [
        Finding(FindingKind.LINK, message.format(link=link.target, why=why), id_)
        for id_, note in noted
        for link, why in broken_links([note], targets)
    ]


def _damage(read: ParsedSidecar, sentence: str) -> Finding:
    newer = read.is_newer and read.whole
    return Finding(FindingKind.NEWER if newer else FindingKind.DAMAGED, sentence)


def _anchors(written: Notebook, found: Notebook) -> list[Finding]:
    """A finding for each highlight that is not where the file says, in text order."""
    findings = []
    for highlight in found.in_order():
        quote = highlight.quote[:24]
        if highlight.state is HighlightState.ORPHAN:
            message = _("“{quote}” is not found in the article: {reason}")
            kind = FindingKind.ORPHAN
        elif highlight.state is HighlightState.REVIEW:
            message = _("“{quote}” is found with doubt: {reason}")
            kind = FindingKind.REVIEW
        elif _has_moved(written.highlights[highlight.id].anchor, highlight.anchor):
            message = _("“{quote}” is in another place now, and was found there.")
            kind = FindingKind.MOVED
        else:
            continue
        sentence = message.format(quote=quote, reason=highlight.reason)
        findings.append(Finding(kind, sentence, highlight.id))
    return findings


def _has_moved(written: Anchor, found: Anchor) -> bool:
    """Whether the words are elsewhere than the file says.

    Context that a highlight written by hand lacks, or a place at 0 without any, says nothing.
    """
    if not written.start and not written.prefix and not written.suffix:
        return written.quote != found.quote
    return (written.span, written.quote) != (found.span, found.quote)


def repair(path: Path, article: Article | None = None) -> Path:
    """Write what can be read of the sidecar at `path` to a new file beside it; returns its path.

    The old file is not changed. Raises SidecarError.
    """
    read = _read(path, article)
    notebook = read.notebook
    if article is not None:
        notebook = with_sketch(notebook, article)
    if notebook.source is None:
        name = path.name.removesuffix(".toml").removesuffix(".notes")
        notebook = replace(notebook, source=Source(file=name, sha256_text=""))
    new = _free(path)
    try:
        atomic.replace(new, Composer().compose(notebook), like=path)
    except OSError as error:
        message = _("The repaired notes cannot be written: {why} ({file}).")
        raise SidecarError(message.format(why=reason_of(error), file=new)) from error
    return new


def _free(path: Path) -> Path:
    """A path beside `path` that does not exist yet."""
    stem = path.name.removesuffix(".toml")
    number = 1
    while True:
        count = f"-{number}" if number > 1 else ""
        new = path.with_name(f"{stem}.repaired{count}.toml")
        if not new.exists():
            return new
        number += 1


def _read(path: Path, article: Article | None) -> ParsedSidecar:
    try:
        data = atomic.recover(path)
    except OSError as error:
        message = _("The notes file {file} cannot be read: {why}.")
        raise SidecarError(message.format(file=path, why=reason_of(error))) from error
    if data is None:
        raise SidecarError(_("There is no notes file {file}.").format(file=path))
    return parse_sidecar(data, article)
