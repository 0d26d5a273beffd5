"""Where names may be missing, the screens say whether more will come or what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.analysis.protocol import Failed, Progress
from newsreader.tui.dialogs.concordance_dialog import ConcordanceList
from newsreader.tui.dialogs.quotation_dialog import QuotationList
from newsreader.tui.dialogs.words_dialog import WordTable
from newsreader.tui.library.report import ReportList
from newsreader.tui.screens.report import ReportScreen
from newsreader.tui.widgets.item_list import ItemList
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import FixedService
from tests.tui.library_pilot import Shelf, shelf_on
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import soon, until

ADVICE = "names missing; restart newsreader"
MESSAGE = "Not all names could be found; restart newsreader."
COMING = "names are still being found"
REASON = "The helper process has ended."


def fail_after(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Let the helper process read `count` articles."""
    request, asked = FixedService.request, list[str]()

    def limited(service: FixedService, sha256_text: str, *about: object) -> None:
        asked.append(sha256_text)
        if len(asked) > count:
            service._listener(Failed(REASON))
        else:
            request(service, sha256_text, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(FixedService, "request", limited)


def stop_half_way(reader: ReadingPilot) -> None:
    """Let the article be read to its half, as far as the session knows."""
    reader.screen.session.analysis.progress = 0.5


def fail(reader: ReadingPilot) -> None:
    stop_half_way(reader)
    reader.screen.session.take(Failed(REASON))


async def heading_says(reader: ReadingPilot | Shelf, kind: type[ItemList], words: str) -> bool:
    """Whether the heading of the list of this `kind` that opens ends with `words`, soon."""
    app = reader.app
    return await soon(
        lambda: any(found.heading().endswith(words) for found in app.screen.query(kind))
    )


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("entity.concordance", ConcordanceList),
        ("article.quotations", QuotationList),
        ("lookup.words", WordTable),
    ],
)
async def test_the_lists_of_an_article_say_what_to_do_when_the_helper_failed(
    tmp_path: Path, action: str, kind: type[ItemList]
) -> None:
    for make, words in ((stop_half_way, COMING), (fail, ADVICE)):
        async with open_reader(tmp_path) as reader:
            pane = reader.screen.pane
            pane.move(pane.caret.dropped(pane.article.text.index("陆知行")))
            make(reader)
            reader.screen.do(action)
            assert await heading_says(reader, kind, words)


async def test_a_text_that_was_read_has_all_its_names_only_when_they_are_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The helper process says that it has read everything, and ends before it says the names."""

    def request(service: FixedService, sha256_text: str, text: str, *_spans: object) -> None:
        service._listener(Progress(sha256_text, len(text), len(text)))
        service._listener(Failed(REASON))

    async with shelf_on(tmp_path) as shelf:
        await until(lambda: not shelf.screen._names.is_reading)
        monkeypatch.setattr(FixedService, "request", request)
        await shelf.read()
        await until(lambda: shelf.reading.session.failure)
        shelf.reading.do("article.quotations")
        assert await heading_says(shelf, QuotationList, ADVICE)


async def test_a_list_that_is_open_when_the_helper_fails_says_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        pane = reader.screen.pane
        pane.move(pane.caret.dropped(pane.article.text.index("陆知行")))
        stop_half_way(reader)
        reader.screen.do("entity.concordance")
        assert await heading_says(reader, ConcordanceList, COMING)
        fail(reader)
        found = reader.app.screen.query_one(ConcordanceList)
        assert await soon(lambda: found.heading().endswith(ADVICE))
        reader.screen.session.analysis.progress = 1
        assert await soon(lambda: found.heading().endswith("by paragraph"))


@pytest.mark.parametrize(
    ("make", "words"),
    [(stop_half_way, "Names are still being found."), (fail, "restart newsreader.")],
    ids=["reading", "failed"],
)
async def test_exported_terms_say_what_to_do_when_the_helper_failed(
    tmp_path: Path, make: Callable[[ReadingPilot], None], words: str
) -> None:
    async with open_reader(tmp_path, followed=True) as reader:
        make(reader)
        reader.screen.do("lookup.terms")
        await until(lambda: reader.screen.bar.display)
        await reader.press("enter")
        line = reader.screen.query_one(StatusLine)
        assert await soon(lambda: line.notice.words.endswith(words)), line.notice.words


async def test_the_names_of_the_library_say_what_to_do_when_the_helper_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_after(monkeypatch, 1)
    async with shelf_on(tmp_path, size=(80, 24)) as shelf:
        assert await soon(lambda: shelf.message == f"Entities are not available: {REASON}")
        await shelf.press("e")
        assert await soon(lambda: f"2 · {ADVICE}" in shelf.rows()), shelf.rows()
        await shelf.press("enter")
        await until(lambda: isinstance(shelf.app.screen, ReportScreen))
        assert await soon(lambda: f"2026-03-18 · {ADVICE}" in title(shelf)), title(shelf)
        await shelf.press("i")
        assert await soon(lambda: f"2 articles · {ADVICE}" in title(shelf)), title(shelf)
        await shelf.press("escape", "escape", "escape", "Q")
        assert await heading_says(shelf, QuotationList, ADVICE)


def title(shelf: Shelf) -> str:
    """What is above the rows of the report."""
    found = list[ReportList](shelf.app.screen.query(ReportList))
    return found[0].title if found else ""


async def test_without_any_name_the_library_says_what_to_do_when_the_helper_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_after(monkeypatch, 0)
    async with shelf_on(tmp_path) as shelf:
        await until(lambda: shelf.screen.library.failure)
        await shelf.press("Q")
        assert shelf.message.startswith(MESSAGE)
        await shelf.press("e")
        assert await soon(lambda: MESSAGE in shelf.rows()), shelf.rows()
