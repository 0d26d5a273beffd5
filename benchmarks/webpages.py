"""How well the article on a saved page is found, by this program and by other extractors.

    python benchmarks/webpages.py [FILE…]
    python benchmarks/webpages.py --pages FOLDER --gold GOLD.jsonl

The first puts each FILE (the sample articles) on pages as news sites make them, with menus, lists
of links, comments and a footer around it, and asks each installed extractor for the article again.
Printed: the share of the article's characters that is kept, the share of what came that is the
article's, and milliseconds a page. The second scores title, day, author, source and body (F1 of
4-grams) on saved pages: FOLDER has ID.html for lines of GOLD with that "id".
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import LCSseq

from newsreader.article.article import Role
from newsreader.article.loader import open_article, read_article
from newsreader.article.webpage import extract

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


class Extracted(NamedTuple):
    """What an extractor found on a page."""

    body: list[str]
    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None


def extractors() -> dict[str, Callable[[bytes], Extracted]]:
    """This program, and those of the others that are installed."""
    others = {
        "trafilatura": ("trafilatura", _trafilatura),
        "readability-lxml": ("readability", _readability),
        "newspaper4k": ("newspaper", _newspaper),
    }
    installed = {name for name, (module, _) in others.items() if importlib.util.find_spec(module)}
    found: dict[str, Callable[[bytes], Extracted]] = {"newsreader": _newsreader}
    return found | {name: others[name][1] for name in sorted(installed)}


def _newsreader(page: bytes) -> Extracted:
    article = read_article(extract(page, "page.html").encode("utf-8", "replace"), "page.html.txt")
    lines = [
        paragraph.span.of(article.text)
        for paragraph in article.paragraphs
        if paragraph.role in (Role.BODY, Role.HEADING)
    ]
    return Extracted(lines, article.title, article.author, article.source, article.published)


def _trafilatura(page: bytes) -> Extracted:
    import trafilatura  # noqa: PLC0415

    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    if found is None:
        return Extracted([])
    return Extracted(
        (found.text or "").split("\n"), found.title, found.author, found.sitename, found.date
    )


def _readability(page: bytes) -> Extracted:
    import lxml.html  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415

    document = Document(page.decode("utf-8", "replace"))
    text = lxml.html.fromstring(document.summary()).text_content()
    return Extracted(text.split("\n"), document.short_title())


def _newspaper(page: bytes) -> Extracted:
    import newspaper  # noqa: PLC0415

    article = newspaper.Article("https://example.com/", language="zh")
    article.download(input_html=page.decode("utf-8", "replace"))
    article.parse()
    return Extracted(
        article.text.split("\n"),
        article.title,
        "，".join(article.authors),
        article.meta_site_name,
        str(article.publish_date or ""),
    )


def score(folder: Path, gold: Path) -> None:
    """Print a row of percentages for each extractor."""
    wanted = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line]
    pages = [(item, folder / f"{item['id']}.html") for item in wanted]
    for name, extract_from in extractors().items():
        marks: dict[str, list[float]] = {}
        for item, path in pages:
            if path.exists():
                for key, mark in _marks(item, extract_from(path.read_bytes())):
                    marks.setdefault(key, []).append(mark)
        columns = (f"{key} {sum(m) / len(m):.0%} of {len(m)}" for key, m in sorted(marks.items()))
        print(f"{name:18}" + "   ".join(columns))


def _marks(wanted: dict[str, Any], found: Extracted) -> Iterator[tuple[str, float]]:
    skipped = wanted["skip"]
    if "body" not in skipped:
        aside = (*wanted["captions"], *wanted["meta_lines"], *wanted["ignore"], *wanted["headings"])
        ignored = {_plain(line) for line in (*aside, wanted["title"])}
        one = _grams(wanted["body"])
        other = _grams([line for line in found.body if _plain(line) not in ignored])
        yield "body", 2 * (one & other).total() / max(1, one.total() + other.total())
    if wanted["title"]:
        yield "title", _plain(wanted["title"]) == _plain(found.title)
    if "published" not in skipped and wanted["published"]:
        yield "day", _day(wanted["published"]) == _day(found.published)
    for field in ("author", "source"):
        right, said = _plain(wanted[field]), _plain(getattr(found, field))
        if field not in skipped and right:
            yield field, bool(said) and (right in said or (len(said) > 1 and said in right))
        elif field not in skipped:
            yield f"invented {field}", bool(said)


def _plain(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def _day(text: str | None) -> tuple[int, ...] | None:
    found = re.search(r"((?:19|20)\d\d)\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})", text or "")
    return tuple(map(int, found.groups())) if found else None


def _grams(lines: Iterable[str]) -> Counter[str]:
    text = "".join(map(_plain, lines))
    return Counter(text[at : at + 4] for at in range(len(text) - 3))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--gold", type=Path)
    arguments = parser.parse_args()
    if arguments.pages and arguments.gold:
        score(arguments.pages, arguments.gold)
    else:
        samples = Path(__file__).parent.parent / "sample_articles"
        made_pages(arguments.files or sorted(samples.glob("*.txt")))


def made_pages(files: list[Path]) -> None:
    """Print how much of each article comes back from the pages that are made of it."""
    for name, extract_from in extractors().items():
        for frame in _FRAMES:
            kept = came = same = 0
            spent = 0.0
            for path in files:
                article = open_article(path)
                roles = (Role.BODY, Role.HEADING)
                said = [p.span.of(article.text) for p in article.paragraphs if p.role in roles]
                made = page(frame, article.title or "无题", article.author or "", said)
                start = time.perf_counter()
                text = "".join("".join(extract_from(made.encode()).body).split())
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
