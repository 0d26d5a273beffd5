"""The prompt bar calls back once, gives the focus back, and completes tags."""

from __future__ import annotations

from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Button

from newsreader.text.sanitize import clean_line
from newsreader.tui.widgets.completion import TagCompletion
from newsreader.tui.widgets.prompt_bar import CleanInput, PromptBar
from tests.tui.reading_pilot import open_reader
from tests.tui.waiting import until


class PromptApp(App[None]):
    """A button and the bar below it; what is called back is recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield Button("button")
        yield PromptBar()

    def on_mount(self) -> None:
        self.query_one(PromptBar).display = False

    def ask(self, title: str, value: str = "") -> None:
        self.query_one(PromptBar).prompt(
            title,
            value,
            on_submit=lambda words: self.calls.append((f"{title} submit", words)),
            on_cancel=lambda: self.calls.append((f"{title} cancel", "")),
            on_change=lambda words: self.calls.append((f"{title} change", words)),
        )


async def test_a_submitted_value_is_passed_on_and_the_focus_goes_back() -> None:
    async with PromptApp().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, PromptApp)
        app.query_one(Button).focus()
        await pilot.pause()
        app.ask("a", "x")
        await pilot.press("end", "y", "enter")
        await pilot.pause()
        assert app.calls == [("a change", "xy"), ("a submit", "xy")]
        assert app.query_one(Button).has_focus
        assert not app.query_one(PromptBar).display


async def test_escape_cancels_once() -> None:
    async with PromptApp().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, PromptApp)
        app.ask("a")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.calls == [("a cancel", "")]


async def test_a_prompt_over_another_cancels_that_one() -> None:
    async with PromptApp().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, PromptApp)
        app.query_one(Button).focus()
        await pilot.pause()
        app.ask("a")
        await pilot.pause()
        app.ask("b", "value")
        await pilot.press("enter")
        await pilot.pause()
        assert app.calls == [("a cancel", ""), ("b submit", "value")]
        assert app.query_one(Button).has_focus


async def test_completion_offers_the_tags_that_begin_so() -> None:
    known = TagCompletion(["人事", "产业", "人物", "AI"])
    assert known.candidates("") == ["人事", "产业", "人物", "AI"]
    assert known.candidates("人") == ["人事", "人物"]
    assert known.candidates("人事 人") == ["人物"]
    assert known.candidates("人事，#人") == ["人物"]
    assert await known.get_suggestion("人事 #a") == "人事 #AI"
    assert await known.get_suggestion("人事 ") is None
    assert await known.get_suggestion("没有") is None


async def test_a_hostile_tag_is_offered_without_what_a_terminal_obeys() -> None:
    known = TagCompletion(["并\x1b]52;c;QUJD\x07购", "并\u202e表\n"])
    offered = [*known.candidates("并"), await known.get_suggestion("人事 并") or ""]
    assert len(offered) == 3
    assert all(clean_line(tag) == tag for tag in offered)
    assert not any(character in tag for tag in offered for character in "\x1b\x07\u202e\n")


async def test_a_hostile_tag_is_painted_without_what_a_terminal_obeys() -> None:
    async with PromptApp().run_test() as pilot:
        bar = pilot.app.query_one(PromptBar)
        bar.prompt("", completion=TagCompletion(["并\x1b]52;c;QUJD\x07购"]))
        bar.query_one(CleanInput).insert_text_at_cursor("并")
        await pilot.pause()
        await pilot.pause()
        painted = bar.query_one(CleanInput).render_line(0).text
        assert "52;c;" in painted
        assert clean_line(painted) == painted


async def test_earlier_searches_come_back_also_after_a_restart(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        for words in ("陆知行", "澜川集团", "陆知行"):
            await reader.press("/")
            await reader.write(words)
            await reader.press("enter")
        await until(lambda: len(reader.screen.session.state.searches("article")) == 2)
    async with open_reader(tmp_path) as reader:
        await reader.press("/")
        field = reader.screen.bar.query_one(CleanInput)
        await reader.write("临")
        await reader.press("up")
        assert field.value == "陆知行"
        assert len(reader.screen.hits) == 2
        await reader.press("up", "up", "up")
        assert field.value == "澜川集团"
        await reader.press("down", "down", "down")
        assert field.value == "临"
        await reader.press("up", "enter")
        assert reader.at.startswith("陆知行")


async def test_other_prompts_have_no_history(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press(":")
        await reader.write("50")
        await reader.press("up", "down")
        assert reader.screen.bar.query_one(CleanInput).value == "50"
