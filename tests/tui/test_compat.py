"""Textual still has the private names and the habits that `newsreader.tui.compat` relies on.

A test that fails here names what changed in Textual and the function of compat to repair.
"""

from __future__ import annotations

import asyncio
import inspect
import io
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
import textual
from rich.console import Console
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.command import CommandList, CommandPalette, Hit, Hits, Provider
from textual.document import _wrapped_document
from textual.document._document import Document
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit

from newsreader.tui import compat
from newsreader.tui.startup.driver import ReaderDriver
from newsreader.tui.startup.first_screen import ENTER_ALTERNATE_SCREEN
from newsreader.tui.widgets.scrollbar_renderer import ScrollbarRenderer


def changed(what: str, function: str) -> str:
    return f"Textual {textual.__version__} changed: {what}. Repair compat.{function}."


def parameters(function: object) -> list[str]:
    assert callable(function)
    return list(inspect.signature(function).parameters)


def source(function: object) -> str:
    assert callable(function)
    return dedent(inspect.getsource(function))


def test_the_parser_turns_what_a_terminal_sends_into_keys() -> None:
    message = changed("XTermParser(debug) with feed(text) and tick()", "terminal_parser")
    try:
        parser = compat.terminal_parser()
        messages = [*parser.feed("j\x1b[6~"), *parser.tick()]
    except (ImportError, AttributeError, TypeError) as error:
        pytest.fail(f"{message} ({error})")
    assert [m.key for m in messages if isinstance(m, Key)] == ["j", "pagedown"], message


def test_the_parser_says_when_the_rest_of_a_sequence_may_come() -> None:
    message = changed("Parser._timeout_time, read by tick()", "awaits_more")
    parser = compat.terminal_parser()
    assert not compat.awaits_more(parser), message
    for text, waits in (("j", False), ("\x1b", True), ("[6~", False)):
        list(parser.feed(text))
        assert compat.awaits_more(parser) is waits, message
    assert "_timeout_time" in source(type(parser).tick), message
    list(parser.feed("\x1b"))
    ended = [each.key for each in compat.end_sequence(parser) if isinstance(each, Key)]
    assert ended == ["escape"], changed("Parser.tick()", "end_sequence")


def test_f3_with_shift_is_a_key_and_not_the_place_of_the_cursor() -> None:
    parser = compat.terminal_parser()
    messages = [compat.key_meant(each) for each in parser.feed("\x1b[1;2Rj\x1b[12;40R")]
    keys = [each.key for each in messages if isinstance(each, Key)]
    assert keys == ["shift+f3", "j"], changed("what F3 with shift is parsed as", "key_meant")


def test_the_driver_enters_the_alternate_screen_in_one_write() -> None:
    message = changed("the write that enters the alternate screen", "enters_alternate_screen")
    assert compat.enters_alternate_screen(ENTER_ALTERNATE_SCREEN), message
    assert r'self.write("\x1b[?1049h")' in source(LinuxDriver.start_application_mode), message


def test_a_frame_is_written_between_two_sequences() -> None:
    message = changed("the writes around a frame", "begins_frame, ends_frame")
    assert compat.begins_frame("\x1b[?2026h"), message
    assert compat.ends_frame("\x1b[?2026l"), message
    display = source(App._display)
    assert display.index("self._begin_update()") < display.index("self._end_update()"), message
    assert "self._driver.write(SYNC_START)" in source(App._begin_update), message
    assert "self._driver.write(SYNC_END)" in source(App._end_update), message


@pytest.fixture
async def driver(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LinuxDriver]:
    with Path(os.devnull).open() as keyboard:
        monkeypatch.setattr("sys.__stdin__", keyboard)
        yield LinuxDriver(App(), size=(80, 24))


async def test_the_driver_keeps_its_file_its_modes_and_its_stop_signal(driver: LinuxDriver) -> None:
    assert hasattr(driver, "_file"), changed("LinuxDriver._file", "set_output")
    file = io.StringIO()
    compat.set_output(driver, file)
    start = source(LinuxDriver.start_application_mode)
    assert "WriterThread(self._file)" in start, changed("the use of _file", "set_output")
    message = changed("LinuxDriver.attrs_before", "restore_at_exit")
    assert hasattr(driver, "attrs_before"), message
    assert "termios.TCSANOW, self.attrs_before" in source(LinuxDriver.stop_application_mode), (
        message
    )
    message = changed("LinuxDriver.exit_event", "input_is_stopped")
    assert hasattr(driver, "exit_event"), message
    assert not compat.input_is_stopped(driver), message
    driver.exit_event.set()
    assert compat.input_is_stopped(driver), message


async def test_the_driver_says_whether_it_is_suspended(driver: LinuxDriver) -> None:
    message = changed("Driver._auto_restart, _must_signal_resume", "may_resume, is_suspended")
    assert compat.may_resume(driver), message
    with driver.no_automatic_restart():
        assert not compat.may_resume(driver), message
    assert not compat.is_suspended(driver), message
    compat.announce_resume(driver)
    assert compat.is_suspended(driver), message
    assert "self._must_signal_resume = True" in source(LinuxDriver._sigtstp_application), message
    assert "SignalResume" in source(LinuxDriver.start_application_mode), message


def test_the_driver_calls_the_methods_that_ours_replaces() -> None:
    function = "terminal_parser (the functions of the driver), and startup/driver.py"
    for name in ("write", "start_application_mode", "disable_input", "run_input_thread"):
        message = changed(f"LinuxDriver.{name}", function)
        assert parameters(getattr(LinuxDriver, name)) == parameters(getattr(ReaderDriver, name)), (
            message
        )
    message = changed("how the input thread is started or joined", function)
    assert "target=self._run_input_thread" in source(LinuxDriver.start_application_mode), message
    assert "self.run_input_thread()" in source(LinuxDriver._run_input_thread), message
    message = changed("how the input ends", "end_input")
    disable = source(LinuxDriver.disable_input)
    for step in ("self._disable_mouse_support()", "exit_event.set()", "_key_thread.join()"):
        assert step in disable, message
    assert "self._writer_thread is not None" in source(LinuxDriver.write), message
    assert parameters(LinuxDriver.process_message) == ["self", "message"], message


def test_a_character_has_the_name_of_its_key() -> None:
    message = changed("_character_to_key(character)", "textual_key")
    try:
        names = [compat.textual_key(character) for character in "a?、"]
    except (ImportError, TypeError) as error:
        pytest.fail(f"{message} ({error})")
    assert names == ["a", "question_mark", "ideographic_comma"], message


async def test_the_app_has_its_driver_and_its_clipboard() -> None:
    app = App[None]()
    async with app.run_test():
        message = changed("App._driver with write(data)", "write_to_terminal")
        assert app._driver is not None, message
        assert parameters(app._driver.write) == ["data"], message
        compat.write_to_terminal(app, "\x1b[0m")
        compat.set_clipboard(app, "证监会")
        assert app.clipboard == "证监会", changed("App._clipboard", "set_clipboard")


class Crashing(App[None]):
    def on_mount(self) -> None:
        raise ValueError("expected")


async def test_an_app_that_crashed_knows_why_and_prints_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert compat.crash_of(App()) is None, changed("App._exception", "crash_of")
    app = Crashing()
    compat.silence_crash_report(app)
    with pytest.raises(ValueError, match="expected"):
        async with app.run_test():
            pass
    assert isinstance(compat.crash_of(app), ValueError), changed("App._exception", "crash_of")
    message = changed("_print_error_renderables or _exit_renderables", "silence_crash_report")
    assert app._exit_renderables == [], message
    assert "Traceback" not in "".join(capsys.readouterr()), message
    for caller in (App._process_messages, App._shutdown):
        assert "self._print_error_renderables()" in source(caller), message


def test_the_cache_of_styles_can_be_emptied() -> None:
    message = changed("StylesCache.get_inner_outer, an lru_cache", "forget_painted_rows")
    try:
        from textual._styles_cache import StylesCache

        StylesCache().get_inner_outer(Color(0, 0, 0), Color(9, 9, 9))
        assert StylesCache.get_inner_outer.cache_info().currsize, message
        compat.forget_painted_rows()
        assert not StylesCache.get_inner_outer.cache_info().currsize, message
    except (ImportError, AttributeError) as error:
        pytest.fail(f"{message} ({error})")


@pytest.fixture
def _renderer() -> Iterator[None]:
    before = ScrollBar.renderer
    yield
    ScrollBar.renderer = before


@pytest.mark.usefixtures("_renderer")
def test_a_scrollbar_is_drawn_by_the_class_that_is_set() -> None:
    message = changed("ScrollBar.renderer or ScrollBarRender.render_bar", "use_scrollbars")
    compat.use_scrollbars(ScrollbarRenderer)
    assert ScrollBar().renderer is ScrollbarRenderer, message
    assert parameters(ScrollBarRender.render_bar) == parameters(ScrollbarRenderer.render_bar), (
        message
    )
    actions = {"scroll_up", "scroll_down", "grab"}
    assert all(hasattr(ScrollBar, f"action_{name}") for name in actions), message


def test_an_update_of_a_part_of_the_screen_has_pieces_and_spans() -> None:
    message = changed("ChopsUpdate with chops, spans and chop_ends", "keep_wide_characters_whole")
    compat.keep_wide_characters_whole()
    try:
        from textual._compositor import ChopsUpdate

        update = ChopsUpdate([{0: Strip([Segment("集团")])}], [(0, 0, 1)], [[4]])
        written = update.render_segments(Console(color_system=None, force_terminal=True))
    except (ImportError, AttributeError, TypeError) as error:
        pytest.fail(f"{message} ({error})")
    assert "集" in written, message
    assert "团" not in written, message


class Writing(App[None]):
    def compose(self) -> Iterator[TextArea]:
        yield Area()


class Area(TextArea):
    def edit(self, edit):  # type: ignore[no-untyped-def]
        return super().edit(compat.sanitize_edit(edit, str.upper))


async def test_every_text_that_is_typed_or_pasted_goes_through_edit() -> None:
    message = changed("TextArea.edit(edit), or Edit.text can no longer be set", "sanitize_edit")
    assert parameters(TextArea.edit) == ["self", "edit"], message
    assert compat.sanitize_edit(Edit("a", (0, 0), (0, 0), False), str.upper).text == "A", message
    app = Writing()
    async with app.run_test() as pilot:
        area = app.query_one(Area)
        area.focus()
        await pilot.press("a")
        area.insert("b")
        area.replace("c", (0, 1), (0, 2))
        await pilot.pause()
        assert area.text == "AC", message


class Nothing(Provider):
    async def search(self, query: str) -> Hits:
        no_hits: tuple[Hit, ...] = ()
        for hit in no_hits:
            yield hit


class Searching(App[None]):
    COMMANDS = {Nothing}  # noqa: RUF012


async def test_the_palette_says_our_sentence_where_nothing_matches() -> None:
    message = changed("the countdown of CommandPalette to 'No matches'", "set_no_matches")
    for name in ("_start_no_matches_countdown", "_stop_no_matches_countdown", "_list_visible"):
        assert hasattr(CommandPalette, name), message
    assert parameters(CommandPalette._start_no_matches_countdown) == ["self", "search_value"]
    app = Searching()
    async with app.run_test() as pilot:
        palette = CommandPalette()
        assert hasattr(palette, "_no_matches_timer"), message
        palette._NO_MATCHES_COUNTDOWN = 0.01  # type: ignore[misc]
        compat.set_no_matches(palette, "无匹配")
        await app.push_screen(palette)
        await pilot.press("x")
        found = palette.query_one(CommandList)
        async with asyncio.timeout(5):
            while not found.option_count:
                await pilot.pause()
        option = found.get_option_at_index(0)
        assert str(option.prompt) == "无匹配", message
        assert option.id == CommandPalette._NO_MATCHES, message
        assert palette._list_visible, message


async def test_the_palette_has_the_parts_that_the_style_sheet_names() -> None:
    app = Searching()
    async with app.run_test():
        palette = CommandPalette()
        await app.push_screen(palette)
        for selector in ("#--input", "CommandList", "CommandInput", "SearchIcon"):
            assert palette.query(selector), changed(
                f"CommandPalette {selector}", "(newsreader.tcss)"
            )
        assert isinstance(palette.query_one("CommandInput"), Input)
        assert "--list-visible" in source(CommandPalette._watch__list_visible), changed(
            "the class --list-visible of CommandPalette", "(newsreader.tcss)"
        )


def test_a_text_area_breaks_its_lines_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    message = changed("compute_wrap_offsets in _wrapped_document", "use_line_breaks")
    monkeypatch.setattr(_wrapped_document, "compute_wrap_offsets", None)
    compat.use_line_breaks(lambda line, _width: range(2, len(line), 2))
    document = _wrapped_document.WrappedDocument(Document("一二三四五"), width=6)
    assert document.get_sections(0) == ["一二", "三四", "五"], message


def test_one_widget_can_have_bindings_of_its_own() -> None:
    message = changed("Widget._bindings, with bind(keys, action)", "bind_key")
    first, second = Widget(), Widget()
    try:
        compat.bind_key(first, "f5,comma", "do('command.own')")
    except (AttributeError, TypeError) as error:
        pytest.fail(f"{message} ({error})")
    assert {"f5", "comma"} <= set(first._bindings.key_to_bindings), message
    assert "f5" not in second._bindings.key_to_bindings, message
