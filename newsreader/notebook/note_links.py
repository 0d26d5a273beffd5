"""What the [[links]] in a note link to: a highlight, a name, or an article of the folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import LinkError
from newsreader.locale import _
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.text.fold import caseless
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.wiki_links import WikiLink, wiki_links

_NOT_COMPARED = lazy_regex(r'[\[\]#^|\\/:*?"<>\s]+')
"""What the name of a file in Obsidian lacks, whose links have such names for titles."""

_STEPS = lazy_regex(r"^(?:\.{1,2}/)+")
"""The beginning of a path that is relative to the folder of the note."""

_MOST_NAMED = 3


class LinkedArticle(NamedTuple):
    """An article that a note may link to, by its title or the name of its file."""

    path: Path
    title: str


class LinkedArticles:
    """Articles to link to, found by a name in a time that does not grow with their number."""

    def __init__(self, articles: Iterable[LinkedArticle] = ()) -> None:
        self._articles = tuple(articles)

    def __iter__(self) -> Iterator[LinkedArticle]:
        return iter(self._articles)

    @cached_property
    def _by_file(self) -> dict[str, list[LinkedArticle]]:
        """The articles by the folded name of their file, with and without its suffix."""
        found: dict[str, list[LinkedArticle]] = {}
        for article in self._articles:
            for name in dict.fromkeys((article.path.name, article.path.stem)):
                found.setdefault(caseless(name), []).append(article)
        return found

    @cached_property
    def _by_title(self) -> dict[str, list[LinkedArticle]]:
        found: dict[str, list[LinkedArticle]] = {}
        for article in self._articles:
            found.setdefault(_key(article.title), []).append(article)
        return found

    def with_file(self, name: str) -> list[LinkedArticle]:
        """The articles whose file has this name, or whose path ends so; a suffix may be missing.

        Dots that lead to another folder (`./`, `../`) are not compared.
        """
        wanted = _STEPS.sub("", caseless(name)).strip("/")
        found = self._by_file.get(wanted.rpartition("/")[2], [])
        if "/" not in wanted:
            return found
        return [each for each in found if _ends_with(each.path, wanted)]

    def with_title(self, title: str) -> list[LinkedArticle]:
        """The articles with this title; marks that a file name lacks are not compared."""
        return self._by_title.get(key, []) if (key := _key(title)) else []


class HighlightTarget(NamedTuple):
    """A highlight of the article that has the note."""

    id: str


class NameTarget(NamedTuple):
    """A name in the article, in its usual form."""

    name: str


class ArticleTarget(NamedTuple):
    """Another article; `highlight` is "" or the beginning of the id of a highlight there."""

    article: LinkedArticle
    highlight: str = ""


Target = HighlightTarget | NameTarget | ArticleTarget


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """Everything that the notes on one article can link to.

    `names` are all forms of each name, with the usual one. `text` is that of the article: what is
    written there is a name too, though nobody has found it. `own` is the path of the article.
    """

    notebook: Notebook
    names: Mapping[str, str] = field(default_factory=dict)
    articles: LinkedArticles = field(default_factory=LinkedArticles)
    text: str = ""
    own: Path | None = None

    def find(self, link: WikiLink) -> Target:
        """What `link` links to: an article comes before a name. Raises LinkError."""
        if not link.page:
            return HighlightTarget(self._highlight(link.highlight))
        if found := self._article(link.page):
            if self.own is not None and found.path == self.own and link.highlight:
                return HighlightTarget(self._highlight(link.highlight))
            return ArticleTarget(found, link.highlight)
        if link.highlight:
            raise LinkError(_("There is no article “{name}”.").format(name=link.page))
        if name := self.names.get(link.page):
            return NameTarget(name)
        if link.page in self.text:
            return NameTarget(link.page)
        message = _("There is no article “{name}”, and no such name in this article.")
        raise LinkError(message.format(name=link.page))

    def _highlight(self, beginning: str) -> str:
        """The id of the only highlight whose id begins so."""
        known = self.notebook.highlights.values()
        found = [h.id for h in known if beginning and h.id.casefold().startswith(beginning)]
        kept = [i for i in found if self.notebook.highlights[i].state is not HighlightState.DELETED]
        if not found:
            message = _("No highlight of this article has an id that begins with “{id}”.")
        elif not kept:
            message = _("The highlight “{id}” is in the trash.")
        elif len(kept) > 1:
            message = _("Several highlights have an id that begins with “{id}”; write more of it.")
        else:
            return kept[0]
        raise LinkError(message.format(id=beginning))

    def _article(self, name: str) -> LinkedArticle | None:
        """The article with this file name, or else with this title. Raises LinkError for two."""
        for found in (self.articles.with_file(name), self.articles.with_title(name)):
            if len(found) > 1:
                message = _("“{name}” may be {files}; write the name of the file.")
                raise LinkError(message.format(name=name, files=_listed(found)))
            if found:
                return found[0]
        return None


@dataclass(frozen=True, slots=True)
class LinkedFrom:
    """Finds the notes that link to `article`, or else to a name with these `names`.

    `name` is what the reader calls it. `articles` are all that a link may lead to: they come before
    names.
    """

    name: str
    articles: LinkedArticles
    article: Path | None = None
    names: frozenset[str] = frozenset()

    def holds(self, note: str) -> bool:
        """Whether a link in `note` leads there; one that may lead to several articles does."""
        return any(self._leads(link.page) for link in wiki_links(note) if link.page)

    def _leads(self, page: str) -> bool:
        found = self.articles.with_file(page) or self.articles.with_title(page)
        if self.article is None:
            return not found and page in self.names
        return any(each.path == self.article for each in found)


def has_links(notebook: Notebook) -> bool:
    """Whether any note has a link."""
    return any("[[" in note for note in notes_of(notebook))


def notes_of(notebook: Notebook) -> Iterable[str]:
    """The note on the article, and those on the highlights that are not deleted."""
    kept = (h for h in notebook.highlights.values() if h.state is not HighlightState.DELETED)
    return (notebook.note, *(highlight.note for highlight in kept))


def linked_highlights(notebook: Notebook) -> frozenset[str]:
    """The ids of the highlights that notes on the same article link to."""
    links = (link for note in notes_of(notebook) for link in wiki_links(note))
    beginnings = {link.highlight for link in links if link.highlight}
    if not beginnings:
        return frozenset()
    ids = notebook.highlights
    return frozenset(i for i in ids if any(map(i.casefold().startswith, beginnings)))


def broken_links(notes: Iterable[str], targets: LinkTargets) -> list[tuple[WikiLink, str]]:
    """The links in `notes` that link to nothing, or to several things, each with a sentence."""
    found = []
    for note in notes:
        for link in wiki_links(note):
            try:
                targets.find(link)
            except LinkError as error:
                found.append((link, str(error)))
    return found


def names_of(entities: Iterable[tuple[str, Collection[str]]]) -> dict[str, str]:
    """The usual name by each form of a name, from (name, other forms); usual names come first."""
    pairs = list(entities)
    forms = {other: name for name, others in reversed(pairs) for other in others}
    return forms | {name: name for name, _others in pairs}


def _ends_with(path: Path, wanted: str) -> bool:
    """Whether the folded `wanted` is the end of the path, with or without the suffix."""
    ends = (path.as_posix(), path.with_suffix("").as_posix())
    return any(caseless(end).endswith(f"/{wanted}") for end in ends)


def _key(title: str) -> str:
    """What is compared of a title."""
    return _NOT_COMPARED.sub("", caseless(title)).strip(".")


def _listed(articles: Sequence[LinkedArticle]) -> str:
    names = [article.path.name for article in articles]
    if len(set(names)) < len(names):
        names = [f"{article.path.parent.name}/{article.path.name}" for article in articles]
    more = _(" …") if len(names) > _MOST_NAMED else ""
    return _(", ").join(names[:_MOST_NAMED]) + more
