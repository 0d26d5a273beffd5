"""The masthead: title and byline at the top of a page, and the buttons between them."""

from __future__ import annotations

from newsreader.article.article import Role
from newsreader.article.byline import PLACE_LABELS, Byline, is_person, read_byline
from newsreader.article.caption import is_caption
from newsreader.article.furniture import heads_links, is_counter
from newsreader.article.headings import numbering
from newsreader.article.phrase import ends_sentence
from newsreader.article.source_page import SourcePage
from newsreader.text.lazy_regex import lazy_regex

_DEPTH = 30
_UNKNOWN = 3
"""Unknown lines allowed between title and byline: a subtitle, an account, a place."""

_LONGEST_DATE = 20
_SHORTEST_TITLE = 6
_TITLE_ENDS = "-_|—–"
_LONGEST_TITLE = 70
_LONGEST_ACCOUNT = 14
_SITE = lazy_regex(
    r".{1,10}(?:网|频道|新闻|日报|晚报|时报|晨报|客户端|首页|社|在线|财经|要闻|正文)"
    r"|.{0,12}第 ?[A-Z]?\d{1,3} ?版.{0,10}"
)
_NOT_FIRST = '“「『"‘—…(（[['
_NOT_LAST = "，、：；,:;—"


class Masthead:
    """What was found above the article; `end` is the index of the first block after it."""

    def __init__(self) -> None:
        self.title: int | None = None
        self.end = 0
        self.bylines: list[tuple[int, Byline]] = []
        self.weak: list[tuple[int, Byline]] = []
        self.unknown: list[int] = []

    @property
    def certain(self) -> bool:
        """Whether there is a byline: then the text is a page and may have furniture."""
        return bool(self.bylines)

    def value(self, kind: str) -> str | None:
        """The first value of `kind` in the bylines, certain ones first."""
        believed = (*self.bylines, *self.weak) if self.certain else ()
        found = (byline.value(kind) for _index, byline in believed)
        return next((words for words in found if words), None)


def read_masthead(page: SourcePage) -> Masthead:
    """The masthead of `page`; sets roles that are certain."""
    head = Masthead()
    first = _first(page)
    if first is None:
        return head
    if could_be_title(page, first):
        head.title = first
    _scan(page, head, first if head.title is None else first + 1)
    if head.certain:
        _settle(page, head)
    else:
        head.end = 0
    return head


def confirm(page: SourcePage, head: Masthead) -> None:
    """Accept a bare date as the byline, because the text has been found to be a page.

    It is not accepted if others follow: then they belong to the article, a chronicle.
    """
    if not head.weak or head.bylines:
        return
    last = head.weak[-1][0]
    below = page.blocks[last + 1 :]
    if any(len(b.text) <= _LONGEST_DATE and read_byline(b.text).strength == 1 for b in below):
        return
    head.bylines, head.weak = head.weak, []
    head.end = last + 1
    _settle(page, head)


def could_be_title(page: SourcePage, index: int) -> bool:
    words = page.words[index]
    return (
        len(words) <= _LONGEST_TITLE
        and words[-1] not in _NOT_LAST
        and not words.endswith(("。", ".”"))
        and "。" not in words
        and read_byline(page.blocks[index].text).strength == 0
    )


def is_bare_title(page: SourcePage, index: int) -> bool:
    """Whether the first line of a text without a byline is its title: short, not a sentence."""
    words = page.words[index]
    if len(words) > 40 or ends_sentence(words) or words[0] in _NOT_FIRST or numbering(words):
        return False
    below = range(index + 1, min(len(page), index + 8))
    return any(page.prose[i] and len(page.words[i]) > 1.5 * len(words) for i in below)


def _first(page: SourcePage) -> int | None:
    """The first block that is not a breadcrumb, a button or the name of the website."""
    top = [i for i in range(min(len(page), 12)) if page.roles[i] in (None, Role.TITLE)]
    first = next((i for i in top if not _is_above(page, i)), None)
    if first is None or first + 1 >= len(page) or page.roles[first] is not None:
        return first
    below = page.words[first + 1]
    if page.prose[first + 1] or len(below) < _SHORTEST_TITLE:
        return first
    suffix = page.words[first].removeprefix(below).strip()
    if suffix != page.words[first] and suffix[:1] in _TITLE_ENDS and suffix:
        return first + 1  # the title of the window, which ends with the name of the website
    if len(below) >= 10 and _SITE.fullmatch(page.words[first]):
        near = range(first + 2, min(len(page), first + 5))
        if any(read_byline(page.blocks[i].text).strength == 2 for i in near):
            return first + 1
    return first


def _is_above(page: SourcePage, index: int) -> bool:
    """Whether a block is a button, or the current date that some websites show at the top."""
    if page.is_furniture(index, buttons=True):
        return True
    if index + 1 >= len(page) or read_byline(page.blocks[index].text).strength != 1:
        return False
    below = range(index + 2, min(len(page), index + 5))
    dated = any(read_byline(page.blocks[i].text).strength == 2 for i in below)
    return dated and could_be_title(page, index + 1)


def _scan(page: SourcePage, head: Masthead, start: int) -> None:
    """Find the bylines, and the first block of the article."""
    links = False
    for index in range(start, min(len(page), start + _DEPTH)):
        byline = read_byline(page.blocks[index].text)
        if page.roles[index] is not None or _is_of_event(page, head, index, byline):
            break
        if byline.strength == 2:
            head.bylines.append((index, byline))
        elif byline.strength == 1:
            head.weak.append((index, byline))
        elif page.is_furniture(index, buttons=True) or is_counter(page.words[index]):
            links = heads_links(page.words[index])
        elif not (links and not page.prose[index]) and not _belongs(page, head, index):
            break
        head.end = index + 1


def _belongs(page: SourcePage, head: Masthead, index: int) -> bool:
    """Whether a block is the title again, a caption, or one of few lines above the byline."""
    words = page.words[index]
    if page.prose[index]:
        return False
    if is_caption(words) or (head.title is not None and words == page.words[head.title]):
        return True
    if head.certain or len(head.unknown) == _UNKNOWN or words.endswith(":"):
        return False
    head.unknown.append(index)
    return True


def _is_of_event(page: SourcePage, head: Masthead, index: int, byline: Byline) -> bool:
    """Whether a date is that of an event, with its place beside it, or of a letter or diary."""
    if head.title is None and len(byline.fields) == 1:
        return True
    around = range(max(0, index - 2), min(len(page), index + 3))
    return byline.strength > 0 and any(page.words[i].startswith(PLACE_LABELS) for i in around)


def _settle(page: SourcePage, head: Masthead) -> None:
    """Set the roles in a masthead with a byline."""
    first = head.title if head.title is not None else head.bylines[0][0]
    for index in range(first):
        page.roles[index] = Role.FURNITURE
    bylines = {index for index, _byline in (*head.bylines, *head.weak)}
    last = max(bylines)
    title = page.words[head.title] if head.title is not None else None
    for index in range(first, head.end):
        words = page.words[index]
        if index == head.title or words == title or (index in head.unknown and index < last):
            page.roles[index] = Role.TITLE
        elif index in bylines:
            page.roles[index] = Role.METADATA
        elif is_caption(words):
            page.roles[index] = Role.CAPTION
        elif index not in head.unknown:
            page.roles[index] = Role.FURNITURE


def account(page: SourcePage, head: Masthead) -> int | None:
    """The index of the line above the first byline with a person or account, or None."""
    index, byline = head.bylines[0]
    above = [i for i in head.unknown if i < index]
    person = next((i for i in above if is_person(page.words[i])), None)
    if person is not None:
        return person
    if byline.value("author") or byline.value("source") or above != [index - 1]:
        return None
    words = page.words[index - 1]
    return index - 1 if len(words) <= _LONGEST_ACCOUNT and not ends_sentence(words) else None
