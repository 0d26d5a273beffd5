"""When the garbage collector runs: every change of its state is made here.

Reference counting frees most objects at once. The collector only finds cycles, and going through
all that Textual loads takes longer than a frame. docs/performance.md has the measurements.
"""

from __future__ import annotations

import gc


def pause() -> None:
    """Collect nothing while modules are loaded: nothing of them becomes garbage."""
    gc.disable()


def resume() -> None:
    """Collect again from now on, but skip all that exists now."""
    gc.freeze()
    gc.enable()


def skip_existing() -> None:
    """Skip all that exists now in each later collection."""
    gc.freeze()


def skip_nothing() -> None:
    """Take back every `skip`: a closed screen and its article are to be found."""
    gc.unfreeze()
