"""The files of the network that jieba ships for Paddle, and the trained difference to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from mmap import mmap
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from newsreader.errors import AnalysisError
from newsreader.locale import _
from newsreader.log import debug
from newsreader.recognition.memory import map_file

Floats = NDArray[np.float32]

TRAINED = Path(__file__).with_name("trained.npz")
"""The trained difference to jieba's weights by tensor, and `digest` of the files it changes.

Its licence is in docs/entities.md."""


def shipped_folder() -> Path:
    """The folder of jieba's network. Raises AnalysisError if jieba is not installed."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise AnalysisError(_("jieba is not installed; install newsreader again."))
    return Path(spec.origin).parent / "lac_small"


def load_tensors(folder: Path, trained: Path | None = None) -> dict[str, Floats]:
    """The tensors of a network by their names, with the difference in `trained` added.

    The difference is left out, and the log says so, if it cannot be read or belongs to another
    network. Raises OSError, ValueError, KeyError.
    """
    files = {path.name: map_file(path) for path in (folder / "model_baseline").iterdir()}
    tensors = {name: read_tensor(data) for name, data in files.items()}
    if trained is not None:
        try:
            with np.load(BytesIO(trained.read_bytes())) as difference:
                change = dict(difference)
        except (OSError, ValueError, BadZipFile) as problem:
            debug("lac: %s cannot be read: %s", trained.name, type(problem).__name__)
        else:
            if change.pop("digest") == digest_of(files[name] for name in sorted(change)):
                tensors |= {name: tensors[name] + added for name, added in change.items()}
            else:
                debug("lac: %s belongs to another network; it is not used", trained.name)
    return tensors


def digest_of(files: Iterable[bytes | mmap]) -> str:
    """The SHA-256 digest of the files that a difference changes, in the order of their names."""
    digest = sha256()
    for data in files:
        digest.update(data)
    return digest.hexdigest()


def read_tensor(data: bytes | mmap) -> Floats:
    """A tensor in Paddle's stream format: version, LoD levels, shape (a protobuf), floats."""
    levels = int.from_bytes(data[4:12], "little")
    at = 12
    for _level in range(levels):
        at += 8 + int.from_bytes(data[at : at + 8], "little")
    at += 4
    size = int.from_bytes(data[at : at + 4], "little", signed=True)
    at += 4
    shape = list(_dimensions(data[at : at + size]))
    values = np.frombuffer(data, "<f4", offset=at + size)
    return values.reshape(shape)


def _dimensions(description: bytes) -> Iterator[int]:
    """Field 2 of Paddle's TensorDesc: one varint for each dimension."""
    at = 0
    while at < len(description):
        key = description[at]
        at, value, shift = at + 1, 0, 0
        while True:
            byte = description[at]
            at, value, shift = at + 1, value | (byte & 0x7F) << shift, shift + 7
            if byte < 0x80:
                break
        if key >> 3 == 2:
            yield value


def read_ids(path: Path) -> dict[str, int]:
    """The number of each entry of a .dic file: a number, a tab and the entry in each line."""
    ids: dict[str, int] = {}
    for line in path.read_text("utf-8").split("\n"):
        number, tab, item = line.rstrip("\r").partition("\t")
        if tab:
            ids[item] = int(number)
    return ids
