"""The reader's own editor, which has the terminal while a note is written in it."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager

from newsreader.locale import _, reason_of
from newsreader.session.drafts import Drafts


def edit(text: str, terminal: Callable[[], AbstractContextManager[object]]) -> tuple[str, str]:
    """`text` as the editor leaves it, and "" or a sentence that says why it cannot be started.

    The editor has the terminal while the context that `terminal` returns is entered.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    path, problem = Drafts.hand_out(text), ""
    with terminal():
        # An exception that leaves this block would leave the app suspended.
        try:
            subprocess.run([*shlex.split(editor), str(path)], check=False)
        except (OSError, ValueError) as error:
            words = _("{editor} cannot be started: {why}. Set $EDITOR to another editor.")
            problem = words.format(editor=editor, why=reason_of(error))
    return Drafts.take_back(path, otherwise=text), problem
