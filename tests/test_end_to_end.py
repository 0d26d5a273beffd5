"""The whole program in a real pseudo-terminal: the main job, and every way to leave it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.sidecar.sidecar import sidecar_path
from newsreader.tui.startup.first_screen import ENTER_ALTERNATE_SCREEN as ENTER
from newsreader.tui.startup.first_screen import LEAVE
from tests.terminal import Terminal, children, is_stopped, wait_gone

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "sample_articles" / "company_news.txt"
TITLE = "澜川新能源与临江市签署合作协议"
NOTE = "这句话要核实：投资额从何而来？"
ESCAPE, CTRL_S = "\x1b", "\x13"

Start = Callable[..., Terminal]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "article.txt"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return environment_in(tmp_path)


def environment_in(folder: Path) -> dict[str, str]:
    """An environment in English whose user has his directories in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    kept.pop("LANGUAGE", None)
    return kept | {
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "NEWSREADER_HOME": str(folder / "home"),
        "PYTHONPATH": str(SAMPLE.parent.parent),
    }


@pytest.fixture
def start(environment: dict[str, str], article: Path) -> Iterator[Start]:
    started: list[Terminal] = []

    def terminal(*words: str, **changed: str) -> Terminal:
        command = [sys.executable, "-m", "newsreader", *(words or (str(article),))]
        started.append(Terminal(command, environment | changed))
        return started[-1]

    yield terminal
    for one in started:
        one.close()


def all_saved(article: Path) -> list[dict[str, str]]:
    """The highlights on disk, in their order in the text."""
    return list(tomllib.loads(sidecar_path(article).read_text("utf-8"))["highlight"])


def saved(article: Path) -> dict[str, str]:
    (highlight,) = all_saved(article)
    return highlight


def ready(terminal: Terminal) -> None:
    """Wait until the program listens: the panes beside the article are there."""
    terminal.wait(TITLE)
    terminal.wait(lambda screen: "Entities" in beside(screen), "the sidebar")


def beside(screen: str) -> str:
    """The words of the panes right of the article, at 100 columns, without the breaks of rows."""
    rows = [re.split("[│┃┤┨┥┫╡╣]", line) for line in screen.splitlines()]
    return "".join(row[1].strip() for row in rows if len(row) > 1)


def mark(terminal: Terminal, colour: str) -> None:
    """Highlight a sentence, and return while it may still be on its way to the disk."""
    terminal.press("}", "s", colour)
    terminal.wait("▌", "the highlight in the notes panel")


def test_the_main_job(start: Start, article: Path, environment: dict[str, str]) -> None:
    before = article.read_bytes()
    one = start()
    ready(one)
    one.wait(lambda screen: "陆知行" in beside(screen), "a name in the sidebar")
    one.press("}", "s", "1")
    one.wait(lambda _screen: sidecar_path(article).exists(), "the sidecar on disk")
    one.press("a")
    one.press(NOTE)
    one.press(CTRL_S)
    one.wait(lambda screen: "这句话要核实" in beside(screen), "the note in the panel")
    one.press("q")
    assert one.wait_end() == 0
    assert one.output.count(ENTER.encode()) == 1
    assert one.restored()

    text = article.read_text("utf-8")
    entry = saved(article)
    assert text[int(entry["start"]) : int(entry["end"])] == entry["quote"]
    assert str(entry["quote"]).startswith("2026年3月18日")
    assert (entry["colour"], entry["note"]) == ("yellow", NOTE)
    assert article.read_bytes() == before

    two = start()
    ready(two)
    two.wait(lambda screen: "这句话要核实" in beside(screen), "the note in the panel")
    two.press("q")
    assert two.wait_end() == 0

    exported = subprocess.run(
        [sys.executable, "-m", "newsreader", "export", str(article), "--format", "markdown"],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60,
    ).stdout  # fmt: skip
    assert exported.index("首期投资42亿元") < exported.index(NOTE)


def test_without_shortcuts_textual_draws_the_first_screen(start: Start, tmp_path: Path) -> None:
    settings = tmp_path / "home" / "config" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("quick = false\n", "utf-8")
    one = start()
    ready(one)
    one.press("q")
    assert one.wait_end() == 0
    assert one.restored()


def test_keys_typed_during_the_start_are_handled_in_order(start: Start, article: Path) -> None:
    one = start()
    one.press("}}s1")
    one.wait("▌", "the highlight in the notes panel")
    ready(one)
    one.press("q")
    assert one.wait_end() == 0
    assert saved(article)["quote"].startswith("澜川新能源董事长陆知行")  # below the picture


@pytest.fixture
def _load() -> Iterator[None]:
    """Other programs that keep every processor busy."""
    command = [sys.executable, "-c", "while True: pass"]
    programs = [subprocess.Popen(command) for _each in range((os.cpu_count() or 1) + 1)]
    yield
    for program in programs:
        program.kill()
        program.wait()


@pytest.mark.usefixtures("_load")
@pytest.mark.parametrize("many", [False, True], ids=["article", "library"])
def test_a_burst_of_keys_reaches_the_prompt_while_names_are_read(
    start: Start, article: Path, *, many: bool
) -> None:
    for number in range(9):
        shutil.copy(article, article.with_name(f"{number}.txt"))
    one = start(*([str(article.parent)] if many else []))
    one.wait(TITLE)
    one.send("/梁思远".encode())
    typed = "Search: 梁思远" if many else "/ 梁思远"
    assert typed in one.wait(typed, "all that was typed")


def test_it_speaks_chinese_and_reading_alone_leaves_nothing_beside_the_article(
    start: Start, article: Path
) -> None:
    one = start(LANG="zh_CN.UTF-8")
    one.wait(TITLE)
    one.wait("实体")
    one.press("}", " ", "q")
    assert one.wait_end() == 0
    assert [path.name for path in article.parent.glob("article*")] == ["article.txt"]


def test_an_article_from_a_pipe_is_read_and_its_keys_come_from_the_terminal(
    start: Start, environment: dict[str, str], article: Path
) -> None:
    program = f"cat '{article}' | '{sys.executable}' -m newsreader -"
    one = Terminal(["sh", "-c", program], environment)
    try:
        ready(one)
        one.press("q")
        assert one.wait_end() == 0
    finally:
        one.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_and_leaves_the_terminal_clean(
    start: Start, article: Path, number: signal.Signals
) -> None:
    one = start()
    ready(one)
    helpers = children(one.process)
    mark(one, "2")
    one.signal(number)
    one.wait_end()
    assert saved(article)["colour"] == "green"
    assert one.restored()
    wait_gone(helpers)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_it_starts_leaves_the_terminal_clean(
    start: Start, article: Path, number: signal.Signals
) -> None:
    one = start()
    one.wait("澜川新能源")
    helpers = children(one.process)
    one.signal(number)
    assert one.wait_end() in (128 + number, -number)  # the same to a shell
    assert one.restored()
    wait_gone(helpers)


def test_quitting_while_it_starts_leaves_the_terminal_clean(start: Start, article: Path) -> None:
    one = start()
    one.wait("澜川新能源")
    helpers = children(one.process)
    one.send(b"jjq")
    assert one.wait_end() == 0
    assert one.restored()
    wait_gone(helpers)


@pytest.fixture
def library(start: Start, article: Path) -> Path:
    """A folder whose articles are known from before, so that a list is there at once."""
    for number in range(3):
        shutil.copy(article, article.with_name(f"{number}.txt"))
    one = start(str(article.parent))
    one.wait(TITLE)
    one.wait("searches", "the keys below the list, when the scan is done")
    one.press("q")
    assert one.wait_end() == 0
    return article.parent


@pytest.fixture
def never_loaded(tmp_path: Path) -> str:
    """A search path on which Textual is never loaded to its end."""
    fake = tmp_path / "path" / "textual" / "__init__.py"
    fake.parent.mkdir(parents=True)
    fake.write_text("import signal\nwhile True:\n    signal.pause()\n", "utf-8")
    return os.pathsep.join([str(fake.parent.parent), str(SAMPLE.parent.parent)])


@pytest.mark.parametrize("opened", ["article", "library"])
def test_quitting_does_not_wait_for_what_is_being_loaded(
    start: Start, never_loaded: str, opened: str, request: pytest.FixtureRequest
) -> None:
    one = start(str(request.getfixturevalue(opened)), PYTHONPATH=never_loaded)
    one.wait(TITLE)
    one.send(b"q")
    assert one.wait_end() == 0
    assert one.restored()


def test_keys_typed_while_a_library_starts_are_handled_in_order(
    start: Start, library: Path
) -> None:
    one = start(str(library))
    one.wait(TITLE)
    one.send("/梁思远".encode())
    one.wait("Search: 梁思远", "all that was typed")
    one.press(ESCAPE, ESCAPE, "q")
    assert one.wait_end() == 0
    assert one.restored()


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writing]:
    """A program for all tests of what is typed into a note: each writes a note of its own."""
    folder = tmp_path_factory.mktemp("writing")
    article = Path(shutil.copy(SAMPLE, folder / "article.txt"))
    command = [sys.executable, "-m", "newsreader", str(article)]
    terminal = Terminal(command, environment_in(folder) | {"EDITOR": "false"})
    ready(terminal)
    yield Writing(terminal, article)
    terminal.press("q")
    status = terminal.wait_end()
    terminal.close()
    assert status == 0


class Writing:
    """A program that stays open, and the notes it has saved."""

    def __init__(self, terminal: Terminal, article: Path) -> None:
        self.terminal, self._article = terminal, article

    def open_editor(self) -> None:
        """Open the editor for a note about a sentence that has none."""
        self.terminal.press("}", "s", "a")
        self.terminal.wait("Write here", "the note editor")

    def saved(self) -> str:
        """Save the note, and return what is on the disk then."""
        before = self._notes()
        self.terminal.press(CTRL_S)
        self.terminal.wait(lambda _screen: len(self._notes()) > len(before), "the note on disk")
        (note,) = [each for each in self._notes() if each not in before]
        return note

    def _notes(self) -> list[str]:
        if not sidecar_path(self._article).exists():
            return []
        return [each["note"] for each in all_saved(self._article) if "note" in each]


def test_a_character_may_come_in_two_pieces(writing: Writing) -> None:
    writing.open_editor()
    writing.terminal.send("中".encode()[:1])
    writing.terminal.send("中".encode()[1:])
    writing.terminal.press("文")
    assert writing.saved() == "中文"


@pytest.mark.parametrize(
    "pasted",
    ["笔记\x1b]0;TITLE\x07尾", "一\r二\r\n三", "字" * 100_000],
    ids=["escape", "line breaks", "long"],
)
def test_a_paste_is_text_whatever_is_in_it(writing: Writing, pasted: str) -> None:
    writing.open_editor()
    writing.terminal.send_all(f"\x1b[200~{pasted}\x1b[201~".encode())
    text = pasted.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\x1b", "\u241b").replace("\x07", "\u2407")
    assert writing.saved() == text


def test_after_a_paste_without_an_end_keys_are_keys(writing: Writing) -> None:
    writing.open_editor()
    writing.terminal.press("\x1b[200~abc")
    writing.terminal.wait("abc", "the paste, after a pause")
    assert writing.saved() == "abc"


def test_a_program_stopped_again_and_again_loses_no_key_and_leaves_the_terminal_clean(
    start: Start, article: Path
) -> None:
    one = start()
    ready(one)
    one.signal(signal.SIGCONT)  # nothing had stopped it
    mark(one, "2")
    one.send(b"/")
    typed = ""
    for times in (1, 2, 5, 1):
        for _time in range(times):
            one.signal(signal.SIGSTOP)
            one.signal(signal.SIGCONT)
        for piece in ("梁".encode()[:2], "梁".encode()[2:]):  # neither waits for the program
            one.send(piece, read=False)
        typed += "梁"
        one.wait(f"/ {typed}", "what was typed right after the stop")
    one.press(ESCAPE)
    one.press("q")
    assert one.wait_end() == 0
    assert one.restored()
    assert one.output.count(b"\x1b[>") == one.output.count(b"\x1b[<u")
    assert saved(article)["colour"] == "green"


@pytest.fixture
def shell(
    environment: dict[str, str], article: Path, tmp_path: Path
) -> Iterator[tuple[Terminal, int]]:
    """A shell in which the program is the foreground job, and the program's process."""
    one = Terminal(["sh", "-i"], environment | {"PS1": "shell> ", "HISTFILE": str(tmp_path / "h")})
    one.wait("shell>")
    one.send(f"'{sys.executable}' -m newsreader '{article}'\n".encode())
    ready(one)
    (job,) = children(one.process)
    yield one, job
    with contextlib.suppress(ProcessLookupError):
        os.kill(job, signal.SIGKILL)
    one.close()


@pytest.mark.parametrize("stops", ["ctrl+z", "SIGSTOP"])
def test_a_stopped_job_that_is_told_to_end_saves_and_leaves_the_terminal_to_the_shell(
    shell: tuple[Terminal, int], article: Path, stops: str
) -> None:
    one, job = shell
    mark(one, "2")
    if stops == "ctrl+z":
        one.send(b"\x1a")
    else:
        os.kill(job, signal.SIGSTOP)
    one.wait("Stopped")
    before = len(one.output)
    os.kill(job, signal.SIGTERM)
    os.kill(job, signal.SIGCONT)
    one.send(b"wait; echo ended $((40 + 2))\n")
    one.wait("ended 42", "the end of the job")
    written = one.output[before:]
    if stops == "ctrl+z":
        assert b"\x1b" not in written.replace(b"\x1b[?2004", b"")  # the shell's own
    else:  # the program could not leave the terminal when it was stopped
        assert LEAVE.encode() in written
    assert saved(article)["colour"] == "green"


def test_a_job_that_goes_on_in_the_background_stops_until_it_has_the_terminal(
    shell: tuple[Terminal, int], article: Path
) -> None:
    one, job = shell
    one.send(b"\x1a")
    one.wait("Stopped")
    before = len(one.output)
    one.send(b"bg; echo went on $((40 + 2))\n")
    one.wait("went on 42")
    one.wait(lambda _screen: is_stopped(job), "the stop of the job")
    assert ENTER.encode() not in one.output[before:]
    one.send(b"fg\n")
    ready(one)
    mark(one, "3")
    one.press("q")
    one.wait("shell>", "the prompt after the end")
    assert saved(article)["colour"] == "blue"


def test_what_cannot_be_saved_at_the_end_is_there_at_the_next_start(
    start: Start, article: Path
) -> None:
    busy = os.open(article.parent, os.O_RDONLY)  # another program writes, and goes on
    fcntl.flock(busy, fcntl.LOCK_EX)
    one = start()
    ready(one)
    mark(one, "3")
    one.signal(signal.SIGTERM)
    one.wait_end()
    two = start()
    ready(two)
    two.wait("▌", "the first highlight in the notes panel")
    mark(two, "1")
    two.wait(lambda screen: "highlights 2" in beside(screen), "both highlights")
    two.hang_up()
    two.wait_end()
    assert not sidecar_path(article).exists()
    os.close(busy)
    three = start()
    ready(three)
    three.wait(lambda screen: "highlights 2" in beside(screen), "both highlights")
    three.press("q")
    three.wait_end()
    assert [each["colour"] for each in all_saved(article)] == ["blue", "yellow"]


def test_a_closed_terminal_ends_the_program_and_loses_nothing(start: Start, article: Path) -> None:
    one = start()
    ready(one)
    helpers = children(one.process)
    mark(one, "3")
    one.hang_up()
    one.wait_end()
    assert saved(article)["colour"] == "blue"
    wait_gone(helpers)


def test_a_terminal_that_goes_during_the_first_page_is_no_fault(
    start: Start, tmp_path: Path
) -> None:
    one = start()
    one.wait(TITLE)
    one.hang_up()
    assert one.wait_end() in (128 + signal.SIGHUP, -signal.SIGHUP)
    assert not list(tmp_path.rglob("*.log"))


def test_hostile_text_and_notes_move_no_terminal(start: Start, article: Path) -> None:
    hostile = "\x1b]0;owned\x07 \x9b2J \u202e [@click=app.quit]按[/] [/x]"
    article.write_text(f"标题\n\n作者：{hostile}\n\n正文{hostile}结束。\n\n最后一段。\n", "utf-8")
    one = start()
    one.wait("正文")
    one.press("}", "s", "1", "a")
    one.press("[@click=app.quit]想法[/x]")
    one.press(CTRL_S)
    one.wait(lambda screen: "[@click=app.quit]想法[/x]" in beside(screen), "the note in the panel")
    one.press("q")
    assert one.wait_end() == 0
    assert b"owned\x07" not in one.output
    assert saved(article)["note"] == "[@click=app.quit]想法[/x]"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
def test_it_opens_in_terminals_of_every_size(
    environment: dict[str, str], article: Path, size: tuple[int, int]
) -> None:
    command = [sys.executable, "-m", "newsreader", str(article)]
    one = Terminal(command, environment, *size)
    try:
        one.wait("澜川新能源")
        one.press("q")
        assert one.wait_end() == 0
        assert one.restored()
    finally:
        one.close()
