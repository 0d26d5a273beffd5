"""What readers of five kinds do with the program, as keys and what must then be on the screen.

Each task has the way in the present program and the way before the functions of version 0.2.0.

"""

from __future__ import annotations

from typing import NamedTuple

ESCAPE, ENTER, TAB, UP = "\x1b", "\r", "\t", "\x1b[A"
SAVE, EXPORT, PALETTE, QUIT = "\x13", "\x05", "\x10", "\x11"
F1, F6, SHIFT_F1 = "\x1bOP", "\x1b[17~", "\x1b[1;2P"
DELETE_LINE = "\x15"

KEYS = (
    (F6, "F6"),
    (SHIFT_F1, "Shift+F1"),
    (F1, "F1"),
    (UP, "↑"),
    (ESCAPE, "Esc"),
    (ENTER, "Enter"),
    (TAB, "Tab"),
    (SAVE, "Ctrl+S"),
    (EXPORT, "Ctrl+E"),
    (PALETTE, "Ctrl+P"),
    (QUIT, "Ctrl+Q"),
    (DELETE_LINE, "Ctrl+U"),
)
"""Key sequences and their names, the longer sequences first."""

OPEN = "newsreader company_news.txt"
NAMES = r"(?m)Entities [1-9]\d*$"
PROMPT = r"\[{}:0\]\$"
"""The prompt of the shell: the number of the command, and its exit status."""
LISTED = "Enter opens"
CONFIG = "~/.config/newsreader/config.toml"


class Step(NamedTuple):
    """Keys, and a regular expression for what is on the screen when they are done."""

    keys: str
    seen: str


class Way(NamedTuple):
    """`steps` are timed, after the command `opened` (none: in the shell) has shown `ready`."""

    steps: tuple[Step, ...]
    opened: str = OPEN
    ready: str = NAMES
    remark: str = ""


class Task(NamedTuple):
    """`before` is None where it could not be done in the program at all."""

    role: str
    name: str
    now: Way
    before: Way | None
    preset: str = "vim"
    size: tuple[int, int] = (100, 30)


def way(*steps: tuple[str, str], opened: str = OPEN, ready: str = NAMES, remark: str = "") -> Way:
    return Way(tuple(Step(*step) for step in steps), opened, ready, remark)


def shell(*commands: str, remark: str = "") -> Way:
    """Commands at the prompt of a shell."""
    steps = (Step(f"{c}{ENTER}", PROMPT.format(number)) for number, c in enumerate(commands, 2))
    return Way(tuple(steps), "", PROMPT.format(1), remark)


def both(
    role: str, name: str, same: Way, preset: str = "vim", size: tuple[int, int] = (100, 30)
) -> Task:
    """A task that is done in the same way in both programs."""
    return Task(role, name, same, same, preset, size)


_MARKED = [
    step
    for number, keys in enumerate(("}s1", "}}}s2", "}}s4"), 1)
    for step in (
        (keys, rf"highlights {number}"),
        ("t", "Tags"),
        (f"待查{ENTER}", "(?s:#待查.*)" * number),
    )
]

ANALYST = (
    both("analyst", "highlight three sentences, each with a tag", way(*_MARKED)),
    Task(
        "analyst",
        "write a note with a tag",
        way(
            ("}sa", r"Ctrl\+S save"), (f"与公告核对 #财务{SAVE}", "Tags"), (ENTER, r"\* 与公告核对")
        ),
        way(
            ("}sa", r"Ctrl\+S save"),
            (f"与公告核对{SAVE}", r"\* 与公告核对"),
            ("t", "Tags"),
            (f"财务{ENTER}", "#财务"),
        ),
    ),
    both("analyst", "all mentions of a company", way(("i", r"\d+ mentions"))),
    both(
        "analyst", "export the notes to Markdown", way((EXPORT, "Markdown"), (SAVE, "xported to"))
    ),
    Task(
        "analyst",
        "mark a sentence, then a daily brief of the folder",
        way(
            ("}s1", "highlights 1"),
            ("q", PROMPT.format(2)),
            (f"newsreader export . --template brief -o brief.md{ENTER}", PROMPT.format(3)),
        ),
        way(
            ("}s1", "highlights 1"),
            ("q", PROMPT.format(2)),
            (f"newsreader export . -o out/{ENTER}", PROMPT.format(3)),
            (f"cat out/*.md > brief.md{ENTER}", PROMPT.format(4)),
            remark="notes of each article, not by day",
        ),
    ),
)

_SHOWN = "Esc close"
_GONE = r"\A(?!(?s:.*)Esc close)"

TRANSLATOR = (
    Task(
        "translator",
        "look up five words",
        way(*(step for _ in range(5) for step in (("wK", _SHOWN), (ESCAPE, _GONE)))),
        None,
    ),
    Task(
        "translator",
        "two terms into the glossary",
        way(
            (f"/中试基地{ENTER}", "中试基地"),
            ("vlllT", "New term"),
            (f"pilot base{ENTER}", "pilot base"),
            (f"/固态电池{ENTER}", "固态电池"),
            ("vlllT", "New term"),
            (f"solid-state battery{ENTER}", "solid-state battery"),
        ),
        way(
            ("q", PROMPT.format(2)),
            (f"printf '中试基地\\tpilot base\\n' >> terms.tsv{ENTER}", PROMPT.format(3)),
            (f"printf '固态电池\\tsolid-state battery\\n' >> terms.tsv{ENTER}", PROMPT.format(4)),
            remark="in a file that the program does not read",
        ),
    ),
    Task(
        "translator",
        "official names, the missing ones marked",
        shell("newsreader glossary company_news.txt > names.tsv"),
        shell("newsreader entities company_news.txt > names.tsv", remark="not marked"),
    ),
    both(
        "translator",
        "compare two versions",
        way(("D", "compare with"), (f"earlier.txt{ENTER}", "changed")),
    ),
)

JOURNALIST = (
    both("journalist", "who said what", way(("Q", r"\d+ quotations"))),
    both(
        "journalist",
        "timeline of the article",
        way(
            (PALETTE, "Search|search"),
            ("timeline of", "timeline of the article"),
            (ENTER, "Timeline"),
        ),
    ),
    Task(
        "journalist",
        "cite as GB/T 7714",
        way((PALETTE, "Search|search"), ("citation", "copy a citation"), (ENTER, "Copied")),
        None,
    ),
    both(
        "journalist",
        "follow a name over the folder",
        way(
            ("e", "People, organisations"),
            (f"/宏砚{ENTER}", "▌宏砚"),
            (ENTER, "about this name"),
            opened="newsreader .",
            ready=LISTED,
        ),
    ),
)

VIM = (
    Task(
        "vim user",
        "select and copy what is between two marks",
        way((f"/心脏{ENTER}", "1/"), ("%y", "[Cc]opied")),
        way((f"/心脏{ENTER}", "1/"), ("vlly", "[Cc]opied")),
    ),
    both("vim user", "go to the twelfth paragraph", way((f":12{ENTER}", r"3\d%"))),
    Task(
        "vim user",
        "search again after a restart",
        way(
            (f"/投产{ENTER}", "1/"),
            ("q", PROMPT.format(2)),
            (f"!!{ENTER}", NAMES),
            (f"/{UP}{ENTER}", "投产.*1/"),
        ),
        way(
            (f"/投产{ENTER}", "1/"),
            ("q", PROMPT.format(2)),
            (f"!!{ENTER}", NAMES),
            (f"/投产{ENTER}", "投产.*1/"),
        ),
    ),
    Task(
        "vim user",
        "take a highlight back after a restart",
        way(
            ("}s1", "highlights 1"), ("q", PROMPT.format(2)), (f"!!{ENTER}", NAMES), ("u", "Undone")
        ),
        way(
            ("}s1", "highlights 1"),
            ("q", PROMPT.format(2)),
            (f"!!{ENTER}", NAMES),
            ("]d", "highlights 0"),
            remark="deleted by hand",
        ),
    ),
)

_SMALL = (80, 24)

NEWCOMER = (
    Task(
        "newcomer",
        "start, and choose plain keys",
        Way((Step(f"{OPEN}{ENTER}", "Which keys"), Step("P", "Plain keys")), "", PROMPT.format(1)),
        Way(
            (
                Step(f"mkdir -p ~/.config/newsreader{ENTER}", PROMPT.format(2)),
                Step(f"echo 'preset = \"plain\"' > {CONFIG}{ENTER}", PROMPT.format(3)),
                Step(f"{OPEN}{ENTER}", NAMES),
            ),
            "",
            PROMPT.format(1),
            "from the docs",
        ),
        "",
        _SMALL,
    ),
    both(
        "newcomer",
        "highlight a sentence and write a note",
        way((f"{F6}1", "highlights 1"), (ENTER, r"Ctrl\+S save"), (f"好句{SAVE}", r"\* 好句")),
        "plain",
        _SMALL,
    ),
    Task(
        "newcomer",
        "a light theme",
        way((SHIFT_F1, "search the settings"), (f"theme{ENTER}", "theme +light")),
        way(
            (QUIT, PROMPT.format(2)),
            (f"echo 'theme = \"light\"' >> {CONFIG}{ENTER}", PROMPT.format(3)),
            (f"{OPEN}{ENTER}", NAMES),
            remark="from the docs",
        ),
        "plain",
        _SMALL,
    ),
    both(
        "newcomer",
        "find the help, and leave",
        way(
            (F1, "select the sentence|next paragraph"),
            (ESCAPE, _GONE),
            (QUIT, PROMPT.format(2)),
        ),
        "plain",
        _SMALL,
    ),
)

TASKS = (*ANALYST, *TRANSLATOR, *JOURNALIST, *VIM, *NEWCOMER)
