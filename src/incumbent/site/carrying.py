"""How a built site is carried away: one ZIP to open offline, under a name that tells nothing."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

NEUTRAL_NAME = "pages"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_offline(built: Path, target_folder: Path) -> Path:
    """Write `pages-XXXXXXXX.zip`, named by its content; the same site gives the same bytes.

    The folder inside is called `pages` too: neither says what is in it. Host files are left out.

    Parameters
    ----------
    built : Path
        A folder that `build_site` has filled.
    target_folder : Path
        Where the ZIP goes; made if missing.

    Returns
    -------
    Path
        The ZIP.
    """
    files = sorted(path for path in built.rglob("*") if path.is_file() and _is_for_readers(path, built))
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(built).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    target_folder.mkdir(parents=True, exist_ok=True)
    target = target_folder / f"{NEUTRAL_NAME}-{digest.hexdigest()[:8]}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            name = f"{NEUTRAL_NAME}/{path.relative_to(built).as_posix()}"
            packed.writestr(_dateless(name), path.read_bytes())
    return target


def _dateless(name: str) -> zipfile.ZipInfo:
    """No date of the machine, no right but reading."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _is_for_readers(path: Path, built: Path) -> bool:
    parts = path.relative_to(built).parts
    return not parts[0].startswith((".", "_")) and parts[0] not in {"hosting", "letters"}
