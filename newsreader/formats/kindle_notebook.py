"""Kindle: the notebook that newer devices and the apps export as an HTML page."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from newsreader.errors import FormatError
from newsreader.formats.clippings import Clip, joined
from newsreader.formats.html_words import closed_tags
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_colour,
    without_surrogates,
)
from newsreader.formats.kindle_words import EntryKind, Place, kind_of, place_of
from newsreader.locale import _

_PARTS = ("bookTitle", "authors", "noteHeading", "noteText")


class KindleNotebook:
    """An importer only. The page has no times."""

    name = "kindle-notebook"

    @property
    def label(self) -> str:
        return _("Kindle notebook page")

    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights with their notes. Raises FormatError for other files."""
        page = _Page()
        page.feed(closed_tags(without_surrogates(text)))
        page.close()
        page.finish()
        if "noteHeading" not in page.seen and "bookTitle" not in page.seen:
            raise FormatError(_("This is not a notebook page of a Kindle."))
        title = " ".join(page.title.split())
        author = " ".join(page.author.split())
        clips = [
            replace(clip, entry=replace(clip.entry, title=title, author=author))
            for clip in page.clips
        ]
        return joined(clips)


class _Page(HTMLParser):
    """Collects the texts of the elements with the classes of a notebook."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: set[str] = set()
        self.title = self.author = ""
        self.clips: list[Clip] = []
        self._part = ""
        self._texts: list[str] = []
        self._heading = ""
        self._colour = ""
        self._last = Place()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name in (dict(attrs).get("class") or "").split():
            if name in _PARTS:
                self.finish()
                self._part = name
                self.seen.add(name)
            elif name.startswith("highlight_"):
                self._colour = name.removeprefix("highlight_")
            elif tag in ("div", "h1", "h2", "h3"):
                self.finish()
        if tag == "br":
            self._texts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._part:
            self._texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("div", "h1", "h2", "h3"):
            self.finish()

    def finish(self) -> None:
        """End the present part."""
        text = "\n".join(" ".join(line.split()) for line in "".join(self._texts).split("\n"))
        part, self._part, self._texts = self._part, "", []
        if part == "bookTitle":
            self.title = text
        elif part == "authors":
            self.author = text
        elif part == "noteHeading":
            self._heading = text
        elif part == "noteText" and text.strip():
            self._add(text.strip())

    def _add(self, text: str) -> None:
        kind, place = kind_of(self._heading.split(" - ")[0]), place_of(self._heading)
        is_note = kind is EntryKind.NOTE
        if is_note and self.clips and not self._last.holds(place):
            place = self._last  # a note follows its highlight, whose first place only is known
        elif not is_note:
            self._last = place
        colour = as_colour(self._colour) if not is_note else None
        position = f"{place.unit} {place.start}" if place.unit else ""
        if kind is not EntryKind.BOOKMARK:
            entry = ImportedHighlight(quote=text, colour=colour, position=position)
            self.clips.append(Clip(entry, is_note, place))
        self._colour = ""
