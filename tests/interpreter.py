"""A fresh interpreter, to see which modules a piece of code loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import newsreader

ROOT = Path(newsreader.__file__).parent.parent


def printed(program: str) -> list[str]:
    """The words that `program` prints in a fresh interpreter, in the present folder."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()
