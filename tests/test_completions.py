"""The completions match the arguments of the program."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path

import pytest

from newsreader.cli import main
from newsreader.commands.argument_parser import SHELLS
from newsreader.commands.command_table import COMMANDS
from newsreader.completions import completion_file
from newsreader.directories import directories

ROOT = Path(__file__).parent.parent
TRY = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_shtab_newsreader
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))


def test_completions_are_up_to_date() -> None:
    pytest.importorskip("shtab")
    generated = runpy.run_path(str(ROOT / "docs" / "generate_completions.py"))["completions"]()
    stale = [path.name for path, text in generated.items() if path.read_text("utf-8") != text]
    assert stale == [], "run python docs/generate_completions.py"


@pytest.mark.parametrize("shell", SHELLS)
def test_completions_are_printed(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--print-completion", shell])
    assert left.value.code in (0, None)
    printed = capfd.readouterr().out
    assert printed == completion_file(shell).read_text("utf-8")
    assert all(name in printed for name in COMMANDS)


@pytest.mark.parametrize("shell", SHELLS)
def test_own_templates_are_completed(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    folder = directories().config / "templates"
    folder.mkdir(parents=True)
    for name in ("周报.md.j2", "brief.md.j2", "$(id).md.j2", "a b.md.j2"):
        (folder / name).write_text("{{ article.title }}", "utf-8")
    with pytest.raises(SystemExit):
        main(["--print-completion", shell])
    printed = capfd.readouterr().out
    assert "brief.md footnotes.md weread.txt 周报.md" in printed
    assert "$(id)" not in printed
    assert "a b.md" not in printed


@pytest.mark.tool("bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("newsreader", "exp"), ["export"]),
        (("newsreader", "--tut"), ["--tutorial"]),
        (("newsreader", "export", "--format", "obs"), ["obsidian"]),
        (("newsreader", "--lang", ""), ["zh", "zh_Hant", "en"]),
    ],
)
def test_bash_completes(words: tuple[str, ...], expected: list[str]) -> None:
    command = ["bash", "--norc", "-c", TRY, "bash", str(completion_file("bash")), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == expected


@pytest.mark.tool("fish")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("newsreader exp", "export"),
        ("newsreader --tut", "--tutorial"),
        ("newsreader export --format obs", "obsidian"),
        ("newsreader export --colour gr", "green"),
        ("newsreader --lang e", "en"),
    ],
)
def test_fish_completes(line: str, expected: str) -> None:
    script = 'source $argv[1]; complete -C "$argv[2]"'
    command = ["fish", "--no-config", "-c", script, str(completion_file("fish")), line]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert [row.partition("\t")[0] for row in done.stdout.splitlines()] == [expected]


@pytest.mark.tool("zsh")
def test_zsh_can_load_the_completions() -> None:
    subprocess.run(["zsh", "--no-rcs", "-n", str(completion_file("zsh"))], check=True, timeout=60)


def test_zsh_completes_values_after_an_equals_sign_and_many_files() -> None:
    text = completion_file("zsh").read_text("utf-8")
    assert '{-f,--format=}"[the format to write]:F:(markdown' in text
    assert '"--colour=[' in text or '"*--colour=[' in text
    assert '"*:an article, a folder, or -:_files"' in text
    assert '"(*):' not in text
