"""The lines of an HTML page, and the block elements that they are in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsreader.text.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCK, _LEAF, _SEPARATE, _WORDS, _ANCHOR, _TABLE_CELL, _BREAK, _SKIPPED = range(8)
"""The kinds of elements; the attributes of the first three are read."""

_TEXT_ELEMENTS = (
    "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "font",
    "img", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "strong", "sub", "sup",
    "tt", "u", "var", "wbr",
)  # fmt: skip
_UNREAD_ELEMENTS = (
    "applet", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "map", "math",
    "nav", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "video",
)  # fmt: skip
_KINDS: dict[object, int] = dict.fromkeys(_TEXT_ELEMENTS, _WORDS)
"""Elements that are not a block of lines (HTML Living Standard, 15.3); a table row is a line."""
_KINDS |= dict.fromkeys(("em", "i", "label", "small", "span", "time"), _SEPARATE)
_KINDS |= {"a": _ANCHOR, "td": _TABLE_CELL, "th": _TABLE_CELL, "br": _BREAK}
_KINDS |= dict.fromkeys(_UNREAD_ELEMENTS, _SKIPPED)
_KINDS |= dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "figcaption"), _LEAF)
"""Of these, only one with attributes of its own may be a place."""

_ASIDE = frozenset({"aside", "dialog", "footer", "menu"})
_OWN_PLACES = _ASIDE | {"article"}
_ARTICLE, _BESIDE = 1, 2
"""Hints in the attributes of an element: it is the article, or something beside it."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ASIDE_ROLES = frozenset({
    "alert", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation",
    "search", "tablist", "toolbar",
})  # fmt: skip
_ASIDE_NAMES = lazy_regex(
    r"comment(?!ary)|related|recommend|sidebar|side-bar|share(?!d)|social|footer|foot_|copyright|"
    r"crumb|navbar|nav-|_nav|menu|advert|banner|widget-area|popup|modal|login|subscribe(?!r)|"
    r"\bhot-|hotnews|\brank|disclaimer|reward|qrcode|toolbar|profile|"
    r"tuijian|xiangguan|pinglun|fenxiang",
    2,  # re.IGNORECASE
)
"""In a class or id: probably not the article, unless most of the prose of the page is there."""

_ARTICLE_NAMES = lazy_regex(
    r"(?:^|\s)(?:js_content|rich_media_content|artibody|trs_editor|caas-body|"
    r"(?:article|post|entry|news|detail|main|story)[-_]{0,2}"
    r"(?:body|content|text|txt|main|detail|article)|"
    r"content[-_]{0,2}(?:body|text|article))(?:\s|$)",
    2,  # re.IGNORECASE
)
_HIDDEN = lazy_regex(r"display\s*:\s*none", 2)  # re.IGNORECASE
_BLANKS = lazy_regex(r"[^\S\u3000]+")
_STOP = lazy_regex("[。！？；，：、!?;…」”]")

_CELL, _PART = "\x1f", "\x1e"
"""The places between the cells of a table row, and around an element in a line."""

_SHORTEST_PROSE = 18
_KEPT_HIDDEN = 300
"""Code points; hidden text of this length is read, because a script would have shown it."""


class Line(NamedTuple):
    """One line of the page: the text, the code points of it that are links, and where it is.

    `element` is the innermost block with attributes, or of a kind that is a place. `prose` is the
    number of code points outside links if the line is prose: long enough, with stops, and not
    mostly a link; else 0. `raw` has the marks between elements.
    """

    text: str
    linked: int
    tag: str
    place: Place
    prose: int
    raw: str
    element: _Element | None

    @property
    def spaced(self) -> str:
        """The text with a blank between elements, as they are apart in a byline."""
        return " ".join(self.raw.replace(_PART, " ").replace(_CELL, " ").split())


class Place:
    """A block element: its place in the tree, its range of lines, and the sums over them.

    `prose` is weighted by what the names of elements say; `length` and `linked` are code points.
    `is_aside` is about the element itself, `in_aside` about all that it is in, too.
    """

    __slots__ = (
        "children", "element", "end", "headed", "in_article", "in_aside", "is_article",
        "is_aside", "length", "linked", "parent", "prose", "prose_lines", "start", "tag",
    )  # fmt: skip

    def __init__(self, block: _Block, parent: Place | None) -> None:
        self.tag, self.element, self.start, hints = block
        self.parent = parent
        self.end = self.start
        self.is_article = self.tag == "article" or bool(hints & _ARTICLE)
        self.is_aside = self.tag in _ASIDE or bool(hints & _BESIDE)
        self.in_article: bool = bool(hints & _ARTICLE) or (parent is not None and parent.in_article)
        self.in_aside = self.headed = False
        self.children: list[Place] = []
        self.prose = self.prose_lines = self.length = self.linked = 0


class _Block(NamedTuple):
    """A block element that begins at line `start`, and what its attributes say of it."""

    tag: str
    element: _Element | None
    start: int
    hints: int


class LineReader:
    """Walks over a parsed page, which may be nested very deep, without recursion.

    A page may have hundreds of thousands of blocks without prose. A block becomes a place only if
    its names say something, or if there is prose in it, or any line of an article.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._place = Place(_Block("", None, 0, 0), None)
        self.places = [self._place]
        self._open: list[_Block] = []
        self._tag = ""
        self._words: list[str] = []
        self._linked = 0
        self._links = 0
        self._shown_hidden: _Element | None = None

    def read(self, root: _Element) -> None:
        """Collect the lines and places of a page."""
        from lxml.etree import iterwalk  # noqa: PLC0415 (only for pages)

        walk = iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walk:
            kind = _KINDS.get(element.tag, _BLOCK)
            if event == "end":
                if skipped is element:
                    skipped = None
                elif kind is not _WORDS:
                    self._end(element, kind)
                text = element.tail
            else:
                attributes = element.items() if kind <= _SEPARATE else None
                if kind is _SKIPPED or (attributes and self._is_hidden(element, attributes)):
                    skipped = element
                    walk.skip_subtree()
                    continue
                if kind is not _WORDS:
                    self._start(element, kind, attributes)
                text = element.text
            if text:
                self._add(text)
        self._break()

    def _is_hidden(self, element: _Element, attributes: list[tuple[str, str]]) -> bool:
        """Whether an element is hidden, and is no text that a script would have shown."""
        for name, words in attributes:
            if name == "hidden" or (name == "style" and _HIDDEN.search(words)):
                break
        else:
            return False
        if self._shown_hidden is not None:
            return False
        length = 0
        for piece in element.itertext():
            length += len(piece) if _STOP.search(piece) else 0
            if length > _KEPT_HIDDEN:
                self._shown_hidden = element
                return False
        return True

    def _start(
        self, element: _Element, kind: int, attributes: list[tuple[str, str]] | None
    ) -> None:
        if kind <= _LEAF:
            if self._words:
                self._break()
            self._tag = tag = element.tag
            if attributes or kind is _BLOCK:
                hints = _hints(tag, attributes) if attributes else 0
                self._open.append(_Block(tag, element, len(self.lines), hints))
                if hints or tag in _OWN_PLACES:
                    self._make_places()
        elif kind is not _BREAK:
            self._links += kind is _ANCHOR
            self._words.append(_CELL if kind is _TABLE_CELL else _PART)
        elif self._tag in _HEADINGS:
            self._words.append(" ")
        else:
            self._break()

    def _make_places(self) -> None:
        """Make the open blocks places, of which each is in the one before."""
        for block in self._open:
            place = Place(block, self._place)
            self.places.append(place)
            self._place.children.append(place)
            self._place = place
        self._open.clear()

    def _end(self, element: _Element, kind: int) -> None:
        if kind <= _LEAF:
            if self._words:
                self._break()
            if self._open:
                if self._open[-1].element is element:
                    self._open.pop()
            elif self._place.element is element:
                self._place.end = len(self.lines)
                self._place = self._place.parent or self._place
            self._tag = self._open[-1].tag if self._open else self._place.tag
        elif kind is _ANCHOR or kind is _SEPARATE:
            self._links -= kind is _ANCHOR
            self._words.append(_PART)
        if element is self._shown_hidden:
            self._shown_hidden = None

    def _add(self, text: str) -> None:
        if self._tag != "pre":
            self._words.append(text)
            if self._links:
                self._linked += len(text)
            return
        first, *others = text.split("\n")
        self._words.append(first)
        for line in others:
            self._break()
            self._words.append(line)

    def _break(self) -> None:
        """End the line, if there is anything in it."""
        if not self._words:
            return
        text = "".join(self._words) if len(self._words) > 1 else self._words[0]
        linked, self._linked = self._linked, 0
        self._words.clear()
        if _CELL in text:
            cells = (" ".join(cell.split()) for cell in text.split(_CELL))
            text = "\u3000".join(cell for cell in cells if cell)
        raw = text
        if _PART in text:
            text = text.replace(_PART, "")
        text = text.strip()
        if "  " in text or not text.isprintable():
            text = _BLANKS.sub(" ", text)
        if not text:
            return
        linked = linked and min(linked, len(text))
        prose = _prose(text, linked) if len(text) >= _SHORTEST_PROSE else 0
        element = self._open[-1].element if self._open else self._place.element
        if self._open and (prose or self._place.in_article):
            self._make_places()
        self.lines.append(Line(text, linked, self._tag, self._place, prose, raw, element))


def _hints(tag: str, attributes: list[tuple[str, str]]) -> int:
    """The hints in the role, class and id of an element."""
    hints, names = 0, []
    for name, words in attributes:
        if name in ("class", "id"):
            names.append(words[:200])
        elif name == "role" and words in _ASIDE_ROLES:
            hints |= _BESIDE
        elif name == "itemprop" and words == "articleBody":
            hints |= _ARTICLE
    return hints | _hints_of_names(" ".join(names)) if names and tag != "body" else hints


@lru_cache(2048)
def _hints_of_names(names: str) -> int:
    """The hints in the classes and the id of an element."""
    if _ARTICLE_NAMES.search(names):
        return _ARTICLE
    return _BESIDE if _ASIDE_NAMES.search(names) else 0


def _prose(text: str, linked: int) -> int:
    length = len(text)
    return length - linked if 2 * linked <= length and _STOP.search(text) else 0
