"""How a picture comes into a desk: a stripped copy under a name that tells nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.protection.strip import stripped

_LARGEST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AddedImage:
    """A picture in images/.

    Parameters
    ----------
    path : Path
    address : str
        To cite it in a post.
    width, height : int
    size_bytes : int
    is_new : bool
        False when the same picture was there already.
    """

    path: Path
    address: str
    width: int
    height: int
    size_bytes: int
    is_new: bool


def add_image(desk: Path, picture: Path) -> AddedImage:
    """Write the stripped copy of a picture into `desk/images`; the original is only read.

    Raises
    ------
    RefusedError
        If there is no desk, no such file, or it is no picture.
    """
    if not (desk / "desk.toml").is_file():
        msg = f"{desk} is no desk. Name the folder that holds desk.toml with --desk."
        raise RefusedError(msg)
    if not picture.is_file():
        msg = f"{picture} is not there. Look at the folder and the spelling, and name a picture."
        raise RefusedError(msg)
    if picture.stat().st_size > _LARGEST_BYTES:
        msg = f"{picture} is larger than {_LARGEST_BYTES // 1024**2} MiB. Name a smaller picture."
        raise RefusedError(msg)
    clean = stripped(picture.read_bytes())
    path = desk / "images" / clean.name
    is_new = not path.exists()
    if is_new:
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_bytes(clean.content)
        beside.replace(path)
    address = f"../images/{clean.name}"
    return AddedImage(path, address, clean.width, clean.height, len(clean.content), is_new)
