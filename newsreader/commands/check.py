"""Check: `check`, whether each notebook can be read in full and each anchor holds."""

from __future__ import annotations

from argparse import Namespace

from newsreader.commands.output import say
from newsreader.commands.sources import Opened, Sources
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight, State


def check(arguments: Namespace) -> int:
    """Print what is wrong with each notebook; 1 when anything is."""
    sources = Sources(arguments.files, arguments.encoding, noted=True)
    wrong = 0
    for opened in sources:
        findings = _findings(opened)
        wrong += len(findings)
        for finding in findings:
            say(f"{opened.name}: {finding}")
        if not findings:
            say(f"{opened.name}: " + _("in order"))
    return int(bool(wrong or sources.failed))


def _findings(opened: Opened) -> list[str]:
    loaded = opened.sidecar.load(opened.article)
    doubtful = [_sentence(h) for h in loaded.notebook.in_order() if h.state is not State.PLACED]
    return [*loaded.problems, *doubtful]


def _sentence(highlight: Highlight) -> str:
    quote = " ".join(highlight.quote.split())
    short = quote if len(quote) <= 30 else quote[:29] + "…"
    sentence = (
        _("orphan: “{quote}” {reason}")
        if highlight.state is State.ORPHAN
        else _("to be reviewed: “{quote}” {reason}")
    )
    return sentence.format(quote=short, reason=highlight.reason).rstrip()
