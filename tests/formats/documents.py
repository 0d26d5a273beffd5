"""Articles, notebooks and documents for the tests of formats."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import strategies as st

from newsreader.article.article import Article, Paragraphs, Role
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.formats.document import Document, lines_of, without_controls
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Anchor, Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.text.span import Span

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=CHINA)

TEXT = """海东港一季度吞吐量创新高
本报记者 林知远 2026年4月12日

海东港集团12日公布，一季度货物吞吐量达1.2亿吨，同比增长8.6%。

一、外贸航线
集团董事长周明岚说：“外贸航线是最大的增量。”全年目标为5~10亿元，力争3~4个新航线。

二、绿色港口🚢
𠮷田物流与海东港签署协议，共建零碳码头。
"""
ROLES = (Role.TITLE, Role.METADATA, Role.BODY, Role.HEADING, Role.BODY, Role.HEADING, Role.BODY)


def article_of(text: str, roles: Sequence[Role] = (), title: str | None = None) -> Article:
    """An article with a paragraph for each line that is not blank."""
    rows: list[tuple[int, int, Role, int]] = []
    at = 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        if line.strip():
            role = roles[len(rows)] if len(rows) < len(roles) else Role.BODY
            end = start + len(line.strip())
            rows.append((start, end, role, 1 if role is Role.HEADING else 0))
        at += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article("harbour.txt", text, Paragraphs(rows), digest, digest, title=title)


def quiet(text: str) -> str:
    """`text` as formats for terminals have it: line feeds, and no control characters."""
    return without_controls("\n".join(lines_of(text)))


def highlight_of(text: str, words: str, number: int = 1, **fields: object) -> Highlight:
    """A highlight of the first `words` in `text`, created at MORNING."""
    start = text.index(words)
    highlight = Highlight(
        str(UUID(int=number)),
        Anchor.on(text, Span(start, start + len(words))),
        Colour.YELLOW,
        MORNING,
        MORNING,
    )
    return replace(highlight, **fields)  # type: ignore[arg-type]


def entity_of(text: str, name: str, kind: Kind) -> Entity:
    """An entity with every mention of `name`."""
    mentions = []
    at = text.find(name)
    while at >= 0:
        mentions.append(Span(at, at + len(name)))
        at = text.find(name, at + len(name))
    return Entity(f"{kind.value}-{name}", name, kind, tuple(mentions))


def document(**fields: object) -> Document:
    """The article above with four highlights, one of them an orphan, and two entities."""
    article = article_of(TEXT, ROLES, "海东港一季度吞吐量创新高")
    article = article._replace(author="林知远", published="2026年4月12日")
    highlights = [
        highlight_of(TEXT, "同比增长8.6%", 1, note="核对\n去年同期基数", tags=("数字", "待查")),
        highlight_of(TEXT, "“外贸航线是最大的增量。”", 2, colour=Colour.GREEN),
        highlight_of(TEXT, "𠮷田物流", 3, colour=Colour.RED, note="= 新公司？🚢", tags=("人 物",)),
        highlight_of(TEXT, "零碳", 4, state=HighlightState.ORPHAN, reason="words are gone"),
    ]
    whole = Document(
        article,
        Notebook(note="港口系列第三篇").with_highlights(highlights),
        (entity_of(TEXT, "周明岚", Kind.PER), entity_of(TEXT, "海东港", Kind.ORG)),
        meanings={Colour.YELLOW: "事实", Colour.GREEN: "观点"},
    )
    return replace(whole, **fields)  # type: ignore[arg-type]


HOSTILE = (
    "-->", "<!-- /newsreader -->", "%% /newsreader %%", "# /newsreader", "</script>", "<img src=x>",
    "&amp;", "**", "* ", "# ", "- ", "1. ", "> ", "```", "---", "===", "=1+1", "@SUM(A1)",
    "==========",
    "[[x]]", "![[x]]", "[a](b)", "$x$", "{{c1::x}}", "[sound:x]", "[latex]", "#+end_quote", ":END:",
    "\\", '"', "'", ";", "\t", "|", "~", "^id", "T1\tPER 0 1\tx", "shell:ls", "src_sh{ls}",
    "\x1b[2J", "\x07", "\x85", "\u2028", "\u202e", "\ufeff", "\ufdd0", "\U0001ffff", "\0",
)  # fmt: skip
_PIECES = st.one_of(
    st.sampled_from("甲乙丙丁，。“”《》…—𠮷🚢👩🏽\u200dab1 \n\n"),
    st.sampled_from(HOSTILE),
    st.characters(exclude_categories=["Cs"], exclude_characters="\r"),
)
words = st.lists(_PIECES, max_size=12).map("".join)
texts = st.lists(_PIECES, min_size=1, max_size=40).map("".join)
tags = st.lists(words.filter(lambda tag: bool(tag.strip())), max_size=3, unique=True).map(tuple)
plain_tags = st.lists(
    st.text("甲乙丙a1𠮷🚢-", min_size=1, max_size=4), max_size=3, unique=True
).map(tuple)
times = st.datetimes(
    datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.sampled_from([UTC, CHINA])
)  # fmt: skip
ids = st.one_of(st.uuids().map(str), words.filter(bool))


@st.composite
def highlights(
    draw: st.DrawFn, text: str, tag_lists: st.SearchStrategy[tuple[str, ...]]
) -> Highlight:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Highlight(
        draw(ids),
        Anchor.on(text, Span(start, end)),
        draw(st.sampled_from(Colour)),
        draw(times),
        draw(times),
        draw(tag_lists),
        draw(words),
        draw(
            st.sampled_from(
                [
                    HighlightState.PLACED,
                    HighlightState.PLACED,
                    HighlightState.REVIEW,
                    HighlightState.ORPHAN,
                ]
            )
        ),
    )


@st.composite
def documents(draw: st.DrawFn, tag_lists: st.SearchStrategy[tuple[str, ...]] = tags) -> Document:
    """Any document, with hostile text, notes, tags, ids and titles."""
    text = draw(texts)
    article = article_of(text, draw(st.lists(st.sampled_from(Role), max_size=6)))
    article = article._replace(title=draw(st.none() | words), author=draw(st.none() | words))
    marked = draw(st.lists(highlights(text, tag_lists), max_size=4))
    spans = [h.span for h in draw(st.lists(highlights(text, tag_lists), max_size=3))]
    mentions = tuple(Entity(f"e{n}", s.of(text), Kind.ORG, (s,)) for n, s in enumerate(spans))
    notebook = Notebook(note=draw(words)).with_highlights(marked)
    return Document(article, notebook, mentions, meanings={Colour.YELLOW: draw(words)})
