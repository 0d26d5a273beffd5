"""Compare extractors for saved pages: how much of the article they find, and how much else.

    python benchmarks/webpages.py [FILE…]

Puts each FILE (the sample articles) on pages like those of news sites, with menus, lists of links,
comments and a footer, and runs each installed extractor on them. Prints recall and precision of the
characters of the article, and milliseconds a page.
"""

from __future__ import annotations

import html
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz.distance import LCSseq

from newsreader.article.article import Role
from newsreader.article.loader import open_article

_LINKS = [
    "首页",
    "财经",
    "国际",
    "体育",
    "北方多地迎来降温天气",
    "专家解读最新消费数据",
    "本周影讯",
]
_FRAMES = {
    "div": "<div class='main'><h1>{title}</h1><div class='info'>{by}</div>{text}</div>",
    "article": "<article><header><h1>{title}</h1><p>{by}</p></header>{text}</article>",
    "breaks": "<td><b>{title}</b><br>{by}<br><br>{lines}</td>",
    "spans": "<section id='content'><h2>{title}</h2><span>{by}</span>{spans}</section>",
}


def page(frame: str, title: str, byline: str, paragraphs: list[str]) -> str:
    """A page with the article in one of the frames."""
    said = [html.escape(paragraph) for paragraph in paragraphs]
    menu = "".join(f"<li><a href='#'>{name}</a></li>" for name in _LINKS)
    body = _FRAMES[frame].format(
        title=html.escape(title),
        by=html.escape(byline),
        text="".join(f"<p>{line}</p>" for line in said),
        lines="<br><br>".join(f"　　{line}" for line in said),
        spans="".join(f"<div><span style='font-size:16px'>{line}</span></div>" for line in said),
    )
    if frame == "breaks":
        body = f"<table><tr>{body}</tr></table>"
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{html.escape(title)}_新闻网"
        f"</title><script>var a='广告';</script></head><body><ul class='nav'>{menu}</ul>{body}"
        f"<div class='related'><h3>相关阅读</h3><ul>{menu * 2}</ul></div>"
        "<div class='comments'><p>网友：写得真好，支持一下！</p><p>网友：沙发</p></div>"
        "<footer>版权所有 违者必究 京ICP备00000000号</footer></body></html>"
    )


def extractors() -> dict[str, Callable[[str], str]]:
    """The extractors that are installed."""
    found: dict[str, Callable[[str], str]] = {}
    try:
        import trafilatura  # noqa: PLC0415
    except ImportError:
        pass
    else:
        found["trafilatura"] = lambda page: trafilatura.extract(page, include_comments=False) or ""
    try:
        import lxml.html  # noqa: PLC0415
        from readability import Document  # noqa: PLC0415
    except ImportError:
        pass
    else:
        found["readability-lxml"] = lambda page: lxml.html.fromstring(
            Document(page).summary()
        ).text_content()
    return found


def main() -> None:
    """Measure and print."""
    samples = Path(__file__).parent.parent / "sample_articles"
    files = [Path(name) for name in sys.argv[1:]] or sorted(samples.glob("*.txt"))
    for name, extract in extractors().items():
        for frame in _FRAMES:
            kept = came = same = 0
            spent = 0.0
            for path in files:
                article = open_article(path)
                roles = (Role.BODY, Role.HEADING)
                said = [p.span.of(article.text) for p in article.paragraphs if p.role in roles]
                made = page(frame, article.title or "无题", article.author or "", said)
                start = time.perf_counter()
                text = "".join(extract(made).split())
                spent += time.perf_counter() - start
                wanted = "".join("".join(said).split())
                common = LCSseq.similarity(wanted, text)
                kept, came, same = kept + len(wanted), came + len(text), same + common
            print(
                f"{name:18}{frame:10} kept {same / kept:6.1%}  pure {same / max(1, came):6.1%}"
                f"  {1000 * spent / len(files):6.1f} ms"
            )


if __name__ == "__main__":
    main()
