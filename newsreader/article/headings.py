"""Headings and their depth, and the title of a text that is no page: a novel, a speech, verse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsreader.article.article import Role
from newsreader.article.blocks import Block
from newsreader.article.line_text import ends_sentence, han, is_prose, plain
from newsreader.text.lazy_regex import lazy_regex

_NUMERAL = "[一二三四五六七八九十百千零〇两\\d]{1,6}"
_NUMBERED = lazy_regex(
    rf"(?P<chapter>第 ?{_NUMERAL} ?[章编卷部回幕集篇]分?(?![^,，。 ]*[,，。])"
    r"|(?:Chapter|CHAPTER|Part|PART) ?\d+)"
    rf"|(?P<section>第 ?{_NUMERAL} ?节)"
    r"|(?P<han>[一二三四五六七八九十]{1,3} ?[、.．,])"
    r"|(?P<label>【[^】]{1,20}】.)"
    r"|(?P<work>《[^》]{1,30}》$)"
    r"|(?P<bare>(?:[一二三四五六七八九十]{1,2}|[IVX]{1,4}|PART ?\d|Part ?\d)$)"
)
_SHORT_NUMBER = lazy_regex(
    r"(?P<bracketed>[(（][一二三四五六七八九十]{1,3}[)）])"
    r"|(?P<arabic>\d{1,2} ?[、.．](?!\d))"
    r"|(?P<small>[(（]\d{1,2}[)）]|\d{1,2}[)）])"
    r"|(?P<bare>(?:0?\d|[1-9]\d)$)"
)
"""What begins with a figure or a bracket. The others take three milliseconds to compile."""

_NUMBER_STARTS = tuple("第一二三四五六七八九十CP【《IVX")
_RANKS = {
    "chapter": 1,
    "section": 2,
    "bare": 3,
    "": 3,
    "han": 3,
    "work": 3,
    "label": 4,
    "bracketed": 4,
    "arabic": 5,
    "small": 6,
}
_COMPARED = 300
"""Code points; a longer block is not compared with words."""

_LONGEST_TITLE = 40
_NO_TITLE_STARTS = '“「『"‘—…(（[['
_NO_TITLE_ENDS = "，、：；,:;—。"
_BELOW = 8
"""Blocks among which the prose below a title is."""

_CODE = lazy_regex(r"[{}<>;_=`$]|\w\(|://|@")
_NO_WORDS = lazy_regex(r"[\d年月日时分秒/.:\-  ()（）第版号]+")
_QUOTES = "“「『"
_QUOTED = lazy_regex(rf"[{_QUOTES}][^”」』]*(?:[”」』]?$|[”」』].{{12,}})")
"""A quotation, not a quoted word at the start of a heading."""

_NOT_FIRST = "\"'‘—-–…,，.。、)）>&%"
_FACTS = (
    *(
        "时间",
        "地点",
        "地址",
        "人物",
        "电话",
        "邮箱",
        "邮编",
        "传真",
        "网址",
        "联系",
        "参会",
        "参加",
    ),
    *("出席", "主持", "记者", "问", "答", "来源", "作者", "编辑", "摄影", "备注", "注", "Q", "A"),
)
_FACT = lazy_regex(r"[^:：]{1,8}[:：]")
_NOT_LAST = "，、：；,:;—-…（(“"
_FIRST = frozenset("第(（0123456789一二三四五六七八九十百Cc")
_ROW = 3
"""Headings without a number that may follow each other: part, section, question."""

_LONGEST = 50
_LONGEST_PLAIN = 40


class PlainText(NamedTuple):
    """The blocks of a text: the plain words of each, whether it is prose, and its role if known."""

    words: Sequence[str]
    prose: Sequence[bool]
    roles: list[Role | None]


def numbering(text: str) -> str:
    """The kind of number that `text` begins with: "chapter", "han", "arabic" ..., or ""."""
    if text.startswith(_NUMBER_STARTS):
        found = _NUMBERED.match(text)
    elif text.startswith(("(", "（")) or text[:1].isdecimal():
        found = _SHORT_NUMBER.match(text)
    else:
        return ""
    return (found.lastgroup or "") if found else ""


def rank(text: str) -> int:
    """The rank of a heading by its number; smaller is higher."""
    return _RANKS[numbering(text)]


def could_head(text: str) -> bool:
    """Whether `text` has the form of a heading: short, words, not a sentence."""
    if len(text) > _LONGEST or text[0] in _NOT_FIRST or text[-1] in _NOT_LAST:
        return False
    number = numbering(text)
    if number == "bare":
        return True
    if text.endswith(("。", "！”", "。”", "？”")) or "。" in text[:-1] or _CODE.search(text):
        return False
    if number in ("chapter", "section"):
        return True
    if _NO_WORDS.fullmatch(text) or (text[0] in _QUOTES and _QUOTED.match(text)):
        return False
    if text.startswith(_FACTS) and _FACT.match(text):
        return False
    count = han(text)
    if count < 2 or count * 3 < len(text.replace(" ", "")):
        return False
    return bool(number) or len(text) <= _LONGEST_PLAIN or text[0] == "【"


def find_headings(page: PlainText, start: int) -> list[int]:
    """The indexes of headings among the blocks from `start` on.

    A heading precedes running text or another heading. Where many lines are short, as in verse,
    lists and chats, a heading needs a number.
    """
    size = len(page.words)
    body = [i for i in range(start, size) if page.roles[i] in (None, Role.BODY, Role.HEADING)]
    first = next((i for i in body if page.prose[i]), size)
    candidates = [
        i for i in body if _is_candidate(page, i) and (i > first or numbering(page.words[i]))
    ]
    crowded = _is_crowded(page, body)
    candidate_set = set(candidates)
    found: list[int] = []
    longest = _longest_plain(page, body)
    for position in range(len(body) - 1, -1, -1):
        index = body[position]
        if index not in candidate_set:
            continue
        below = body[position + 1] if position + 1 < len(body) else None
        above = body[position - 1] if position else None
        number = numbering(page.words[index])
        under_number = above is not None and numbering(page.words[above]) == "bare"
        if not number and (len(page.words[index]) > longest or (crowded and not under_number)):
            continue
        if _can_follow(page, index, below, above, found):
            found.append(index)
    return sorted(_without_lists(page, found))


def numbered_headings(blocks: Sequence[Block], span: range) -> list[int]:
    """Headings in the middle of a long text: chapters, and short numbered lines before prose."""
    found = []
    for index in span:
        block = blocks[index]
        if block.role is Role.HEADING:
            found.append(index)
        elif len(block.text) <= _LONGEST and block.role is None and block.text[0] in _FIRST:
            number = numbering(block.text)
            alone = number in ("chapter", "section")
            leads = number not in ("", "bare") and is_prose(blocks[index + 1].text)
            if (alone or leads) and could_head(block.text):
                found.append(index)
    return found


def _is_candidate(page: PlainText, index: int) -> bool:
    words = page.words[index]
    if page.roles[index] is not None or not words or not could_head(words):
        return False
    if page.prose[index] and words[0] != "【":
        return False
    return not ends_sentence(words)


def _can_follow(
    page: PlainText, index: int, below: int | None, above: int | None, found: list[int]
) -> bool:
    """Whether the block at `below` can follow a heading at `index`."""
    if below is None:
        return False
    number = numbering(page.words[index])
    if not number and above is not None and page.words[above].endswith((":", "：", ",", "、")):
        return False
    if found and found[-1] == below:
        return True
    words = page.words[below]
    if page.roles[below] is Role.HEADING or number in ("chapter", "section"):
        return True
    if number == "work":
        return words.startswith("—") or ends_sentence(words)
    leads_in = len(words) >= 8 and (words.endswith((":", "：")) or ends_sentence(words))
    return page.prose[below] or (leads_in and len(words) > len(page.words[index]))


def _without_lists(page: PlainText, found: list[int]) -> Iterator[int]:
    """The headings without rows of adjacent ones, which are items of a list."""
    members = set(found)
    for index in found:
        number = numbering(page.words[index])
        run, at = 0, index
        while at in members and numbering(page.words[at]) == number:
            run, at = run + 1, at + 1
        at = index - 1
        while at in members and numbering(page.words[at]) == number:
            run, at = run + 1, at - 1
        if run <= (_ROW if not number else 1) or number in ("chapter", "section"):
            yield index


def _is_crowded(page: PlainText, body: Sequence[int]) -> bool:
    """Whether so many short lines follow each other that they are not headings."""
    pairs = sum(not page.prose[one] and not page.prose[other] for one, other in pairwise(body))
    return pairs > 3 and pairs > 0.3 * len(body)


def _longest_plain(page: PlainText, body: Sequence[int]) -> int:
    """The longest heading without a number: shorter if paragraphs do not end in stops either."""
    long = [page.words[i] for i in body if len(page.words[i]) >= 50]
    unstopped = sum(not ends_sentence(words) for words in long)
    return 20 if 2 * unstopped > len(long) else _LONGEST_PLAIN


def levels(ranks: Sequence[int]) -> list[int]:
    """`ranks` as depths from 1, without unused ranks."""
    used = sorted(set(ranks))
    return [used.index(one) + 1 for one in ranks]


def read_plain_text(blocks: Sequence[Block]) -> list[Role]:
    """The roles of `blocks`: a title if the first is one, headings and body."""
    words = [plain(b.text) if len(b.text) <= _COMPARED else b.text for b in blocks]
    prose = [b.role is None and is_prose(w) for b, w in zip(blocks, words, strict=True)]
    text = PlainText(words, prose, [block.role for block in blocks])
    start = 0
    if _has_title(text):
        text.roles[0], start = Role.TITLE, 1
    for index in find_headings(text, start):
        text.roles[index] = Role.HEADING
    return [role or Role.BODY for role in text.roles]


def _has_title(text: PlainText) -> bool:
    """Whether the first block is a title: short, not a sentence, above longer prose."""
    words = text.words[0] if text.words else ""
    if not words or text.roles[0] is not None or len(words) > _LONGEST_TITLE:
        return False
    if (
        ends_sentence(words)
        or "。" in words
        or words[0] in _NO_TITLE_STARTS
        or words[-1] in _NO_TITLE_ENDS
    ):
        return False
    if numbering(words):
        return False
    below = range(1, min(len(text.words), _BELOW))
    return any(text.prose[i] and len(text.words[i]) > 1.5 * len(words) for i in below)
