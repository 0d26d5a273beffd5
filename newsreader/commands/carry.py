"""The command `carry`: transfer the notes on one version of an article to another."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from newsreader.commands.output import complain, say, write_objects
from newsreader.commands.sources import open_source
from newsreader.library.carry import ArticleVersion, Carried
from newsreader.library.carry import carry as carry_notes
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight


def carry(arguments: Namespace) -> int:
    """Carry the notes on OLD to NEW and print the result; 1 when a highlight is an orphan."""
    old, new = (_version(Path(name), arguments.encoding) for name in (arguments.old, arguments.new))
    carried = carry_notes(old, new, dry_run=arguments.dry_run, report=complain)
    if arguments.json:
        write_objects([_to_object(carried)], lines=False)
    else:
        _print(carried)
    return int(bool(carried.orphans))


def _version(path: Path, encoding: str | None) -> ArticleVersion:
    opened = open_source(path, encoding)
    return ArticleVersion(opened.name, opened.article, opened.sidecar)


def _print(carried: Carried) -> None:
    outcomes: tuple[tuple[str, Sequence[Highlight]], ...] = (
        (_("placed"), carried.placed),
        (_("to be reviewed"), carried.review),
        (_("orphan"), carried.orphans),
    )
    for label, highlights in outcomes:
        for highlight in highlights:
            quote = " ".join(highlight.quote.split())
            say(_("{outcome}: {quote}").format(outcome=label, quote=quote))
    say(
        _("{placed} placed, {review} to be reviewed, {orphans} orphans").format(
            placed=len(carried.placed), review=len(carried.review), orphans=len(carried.orphans)
        )
    )


def _to_object(carried: Carried) -> dict[str, object]:
    return {
        "placed": [_to_entry(highlight) for highlight in carried.placed],
        "review": [_to_entry(highlight) for highlight in carried.review],
        "orphans": [_to_entry(highlight) for highlight in carried.orphans],
    }


def _to_entry(highlight: Highlight) -> dict[str, object]:
    anchor = highlight.anchor
    return {
        "id": highlight.id,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
        "reason": highlight.reason,
    }
