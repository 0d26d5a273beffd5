"""Carry: `carry`, the notes on one version of an article taken over to another."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from newsreader.anchoring.carry import Carried
from newsreader.anchoring.carry import carry as carry_over
from newsreader.commands.output import complain, say, write_objects
from newsreader.commands.sources import open_source
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.merge import merge


def carry(arguments: Namespace) -> int:
    """Find the notes on OLD again in NEW and keep them there; 1 when some have no place."""
    old = open_source(Path(arguments.old), arguments.encoding)
    new = open_source(Path(arguments.new), arguments.encoding)
    sidecar = new.sidecar
    loaded = sidecar.load(new.article)
    for problem in loaded.problems:
        complain(f"{new.name}: {problem}")
    carried = carry_over(old.article, old.notebook(), new.article)
    if not arguments.dry_run:
        sidecar.save(loaded.changed(merge(None, loaded.notebook, carried.notebook)))
    if arguments.json:
        write_objects([_object(carried)], lines=False)
    else:
        _print(carried)
    return int(bool(carried.orphans))


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


def _object(carried: Carried) -> dict[str, object]:
    return {
        "placed": [_entry(highlight) for highlight in carried.placed],
        "review": [_entry(highlight) for highlight in carried.review],
        "orphans": [_entry(highlight) for highlight in carried.orphans],
    }


def _entry(highlight: Highlight) -> dict[str, object]:
    anchor = highlight.anchor
    return {
        "id": highlight.id,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
        "reason": highlight.reason,
    }
