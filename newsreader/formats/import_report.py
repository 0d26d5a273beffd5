"""The report on an import in words: what becomes of each entry, and of how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsreader.formats.belonging import Sorted
from newsreader.formats.importing import Outcome, Report
from newsreader.locale import _, ngettext

_MOST_TITLES = 5
"""Names of other titles that are shown."""

_ALWAYS = (Outcome.PLACED, Outcome.REVIEW, Outcome.PRESENT, Outcome.LOST)
"""The outcomes that are counted also when there are none."""

ADDED = (Outcome.PLACED, Outcome.REVIEW, Outcome.MERGED)
"""The outcomes that change the notebook."""

NOT_USED = (Outcome.LOST, Outcome.UNKNOWN)
"""The outcomes of entries that could not be used."""


def each_entry(report: Report) -> Iterator[tuple[Outcome, str, str]]:
    """The outcome of each entry, its words, and those of the entry; not those of other titles.

    Entries of one outcome are together, in the order of the file.
    """
    for outcome, label in _labels().items():
        if outcome is not Outcome.OTHER:
            for found, words in report.results:
                if found is outcome:
                    yield outcome, label, words


def numbers(report: Report) -> str:
    """The number of entries of each outcome; together all entries."""
    labels = _labels()
    counts = {outcome: report.count(outcome) for outcome in (*_ALWAYS, *labels)}
    return _listed_numbers({o: count for o, count in counts.items() if count or o in _ALWAYS})


def numbers_of(report: Report, outcomes: Iterable[Outcome]) -> str:
    """The number of entries of each of these outcomes; "" if there are none."""
    counts = {outcome: report.count(outcome) for outcome in outcomes}
    return _listed_numbers({outcome: count for outcome, count in counts.items() if count})


def assumed_words(chosen: Sorted) -> str:
    """A sentence on other titles that were taken for the article; "" if there are none."""
    if not chosen.assumed:
        return ""
    message = _("Taken for this article, as its words are in the text: {titles}.")
    return message.format(titles=_listed(chosen.assumed))


def left_out_words(chosen: Sorted, message: str) -> str:
    """`message` on the entries of other titles; "" if there are none.

    It has fields for `entries` and `titles`, with their numbers, and the `names` of the titles.
    """
    count = len(chosen.others)
    if not count:
        return ""
    entries = ngettext("{count} entry", "{count} entries", count).format(count=count)
    titles = ngettext("{count} other title", "{count} other titles", len(chosen.titles)).format(
        count=len(chosen.titles)
    )
    return message.format(entries=entries, titles=titles, names=_listed(chosen.titles))


def _labels() -> dict[Outcome, str]:
    return {
        Outcome.PLACED: _("placed"),
        Outcome.REVIEW: _("to be reviewed"),
        Outcome.MERGED: _("merged into notes that are there"),
        Outcome.PRESENT: _("there already"),
        Outcome.TRASH: _("in the trash"),
        Outcome.LEFT: _("names found by this program, left out"),
        Outcome.LOST: _("no place found"),
        Outcome.OTHER: _("of another title"),
        Outcome.UNKNOWN: _("not understood"),
    }


def _listed_numbers(counts: dict[Outcome, int]) -> str:
    said = _labels() | {Outcome.LOST: _("with no place")}
    return _(", ").join(f"{count} {said[outcome]}" for outcome, count in counts.items())


def _listed(titles: Iterable[str]) -> str:
    names = [title[:40] or "?" for title in titles]
    more = "…" if len(names) > _MOST_TITLES else ""
    return _(", ").join([*names[:_MOST_TITLES], *([more] if more else [])])
