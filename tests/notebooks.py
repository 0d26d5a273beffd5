"""Articles, highlights and notebooks for tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import strategies as st

from newsreader.article.article import Article, Paragraphs
from newsreader.article.loader import open_article
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Anchor, Highlight, HighlightState
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.notebook.snapshot import Snapshot
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar
from newsreader.text.span import Span

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=CHINA)

TEXT = (
    "海东港一季度吞吐量创新高\n\n"
    "海东港集团12日公布，一季度货物吞吐量达1.2亿吨，同比增长8.6%。集装箱业务增长最快。\n\n"
    "集团董事长周明岚说：“外贸航线是最大的增量。”她表示，全年将新开三到四条航线。\n\n"
    "分析人士认为，港口的增长与当地汽车出口有关。去年，当地汽车出口首次超过百万辆。\n\n"
    "受访企业担心运价。一家货代公司的负责人说，运价比年初高出两成，小客户已经难以承受。\n"
)


def article(text: str = TEXT, name: str = "article.txt") -> Article:
    """An article with this text; the rest of it does not matter."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(name, text, Paragraphs([]), digest, digest)


def later(minutes: int) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def mark(words: str, id_: str = "", text: str = TEXT, note: str = "") -> Highlight:
    """A highlight on the first `words` of `text`; its id is the words, unless given."""
    start = text.index(words)
    new = Highlight.new(text, Span(start, start + len(words)), Colour.YELLOW, MORNING)
    return replace(new, id=id_ or words, note=note)


def notebook(*words: str, text: str = TEXT) -> Notebook:
    """A notebook with a highlight on each of `words`."""
    return Notebook().with_highlights(mark(each, text=text) for each in words)


def highlight_file(path: Path, words: str, note: str = "", tags: tuple[str, ...] = ()) -> None:
    """Highlight `words` in the article at `path`, and save it; the data are beside its folder."""
    opened = open_article(path)
    sidecar = Sidecar(path, path.parent.parent / "data")
    loaded = sidecar.load(opened)
    start = opened.text.index(words)
    made = Highlight.new(opened.text, Span(start, start + len(words)), Colour.GREEN, MORNING)
    made = made.changed(MORNING, note=note, tags=tags)
    sidecar.save(loaded.changed(loaded.notebook.with_highlights([made])))


class OpenSidecar:
    """A sidecar with the snapshot of one writer, who thinks in notebooks.

    A notebook that is saved or refreshed is taken for one made from the last answer.
    """

    def __init__(self, sidecar: Sidecar) -> None:
        self.sidecar = sidecar
        self.snapshot: Snapshot | None = None

    @property
    def path(self) -> Path | None:
        return self.sidecar.path

    @property
    def read_only(self) -> bool:
        return self.sidecar.read_only

    def load(self, new: Article) -> Loaded:
        loaded = self.sidecar.load(new)
        self.snapshot = loaded.changed(loaded.notebook)
        return loaded

    def save(self, value: Notebook) -> Notebook:
        loaded = self.sidecar.save(self.changed_to(value))
        self.snapshot = loaded.changed(loaded.notebook)
        return loaded.notebook

    def refresh(self, value: Notebook) -> Loaded:
        snapshot = self.changed_to(value)
        loaded = self.sidecar.refresh(snapshot.article)
        self.snapshot = loaded.merged_into(snapshot)
        return loaded._replace(notebook=self.snapshot.notebook)

    def changed(self) -> bool:
        return self.sidecar.changed()

    def changed_to(self, value: Notebook) -> Snapshot:
        assert self.snapshot is not None
        return replace(self.snapshot, notebook=value)


def sidecar(folder: Path) -> OpenSidecar:
    """The sidecar of article.txt in `folder`, at a fixed time."""
    return OpenSidecar(Sidecar(folder / "article.txt", folder / "data", now=lambda: MORNING))


def saved(folder: Path, *words: str) -> Path:
    """A sidecar on disk with a highlight on each of `words`; its path."""
    beside = sidecar(folder)
    empty = beside.load(article()).notebook
    beside.save(empty.with_highlights(mark(each) for each in words))
    return folder / "article.txt.notes.toml"


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_TIMES = st.datetimes(
    min_value=datetime(2001, 1, 1),
    max_value=datetime(2090, 1, 1),
    timezones=st.sampled_from([UTC, CHINA]),
).map(lambda moment: moment.replace(microsecond=0))
_VALUES = st.recursive(
    st.booleans() | st.integers(-(2**60), 2**60) | _TEXTS | st.floats(allow_nan=False) | _TIMES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_TEXTS.filter(bool), inner, max_size=3)
    ),
    max_leaves=6,
)
unknown_keys = st.dictionaries(_TEXTS.map(lambda name: f"x-{name}"), _VALUES, max_size=3)

anchors = st.builds(
    lambda start, quote, prefix, suffix: Anchor(start, start + len(quote), quote, prefix, suffix),
    st.integers(0, 10**6),
    _TEXTS.filter(bool),
    _TEXTS,
    _TEXTS,
)
highlights = st.builds(
    Highlight,
    id=st.uuids().map(str),
    anchor=anchors,
    colour=st.sampled_from(Colour),
    created=_TIMES,
    modified=_TIMES,
    tags=st.lists(_TEXTS, max_size=3, unique=True).map(tuple),
    note=_TEXTS,
    state=st.sampled_from(HighlightState),
    reason=_TEXTS,
    extra=unknown_keys,
    was=st.none() | anchors,
    speaker=_TEXTS,
)
bookmarks = st.builds(
    Bookmark, st.sampled_from("abcxyz"), st.integers(0, 10**6), _TEXTS, unknown_keys, _TEXTS
)
notebooks = st.builds(
    Notebook,
    highlights=st.lists(highlights, max_size=4).map(lambda made: {h.id: h for h in made}),
    bookmarks=st.lists(bookmarks, max_size=3).map(lambda made: {b.letter: b for b in made}),
    note=_TEXTS,
    extra=unknown_keys,
    entities=st.lists(unknown_keys.filter(bool), max_size=2).map(tuple),
)
