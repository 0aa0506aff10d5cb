"""What a signed tag of git says: its author vouches for a checkpoint."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from incumbent.domain.errors import RefusedError

_SIGNATURE = b"-----BEGIN SSH SIGNATURE-----"


@dataclass(frozen=True, slots=True)
class SignedTag:
    """A tag on a checkpoint.

    Parameters
    ----------
    name : str
    statement : bytes
        The checkpoint's bytes, as the tag states them.
    signer : str or None
        Who signed, if the signature holds; None if it could not be checked.
    problem : str or None
        Why the signature was not accepted.
    """

    name: str
    statement: bytes
    signer: str | None
    problem: str | None


def tag_checkpoint(record_folder: Path, statement: bytes, count: int, key: Path) -> str:
    """Sign the checkpoint with an ssh key, as a tag of the desk's repository on its newest commit.

    The tag is named by the record's place in the repository, e.g. "record/24".

    Raises
    ------
    RefusedError
        If git refuses.
    """
    name = f"{_prefix(record_folder)}{count}"
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={key}")
    done = _git(
        record_folder, *signing, "tag", "--sign", "--cleanup=verbatim", "--message", statement.decode(), name
    )
    if done.returncode:
        msg = f"git did not sign the tag {name}: {done.stderr.strip()}"
        raise RefusedError(msg)
    return name


def tag_object(record_folder: Path, name: str) -> bytes:
    """The tag as git stores it, signature included; empty if there is none."""
    return _git(record_folder, "cat-file", "tag", name).stdout.encode()


def tag_statement(content: bytes) -> tuple[str, bytes]:
    """A stored tag's name, and the checkpoint's bytes that it states."""
    head, _, rest = content.partition(b"\n\n")
    names = [
        line.removeprefix(b"tag ").decode("utf-8", "replace")
        for line in head.split(b"\n")
        if line[:4] == b"tag "
    ]
    return (names[0] if names else "without a name"), rest.partition(_SIGNATURE)[0]


def tag_key(content: bytes) -> str:
    """The fingerprint of the key that signed a stored tag; compare it with one from elsewhere.

    Raises
    ------
    RefusedError
        If the signature does not hold, or `ssh-keygen` is not installed.
    """
    said, mark, signature = content.partition(_SIGNATURE)
    with tempfile.NamedTemporaryFile(suffix=".sig") as file:
        file.write(mark + signature)
        file.flush()
        command = ["ssh-keygen", "-Y", "check-novalidate", "-n", "git", "-s", file.name]
        try:
            checked = subprocess.run(command, input=said, capture_output=True, check=False)
        except FileNotFoundError:
            msg = "ssh-keygen is not installed, so the signature was not checked"
            raise RefusedError(msg) from None
    told = checked.stdout.decode("utf-8", "replace").strip()
    if checked.returncode or not mark:
        msg = "the tag's signature does not hold"
        raise RefusedError(msg)
    return told.rpartition("key ")[2] or told


def signed_tags(record_folder: Path) -> list[SignedTag]:
    """Every tag on a checkpoint, its signature checked against git's allowed signers; no network."""
    prefix = _prefix(record_folder)
    listed = _git(record_folder, "tag", "--list", f"{prefix}*") if prefix else None
    if listed is None or listed.returncode:
        return []
    names = [name for name in listed.stdout.split() if name.removeprefix(prefix).isdigit()]
    return [_signed_tag(record_folder, name) for name in names]


def _prefix(record_folder: Path) -> str:
    """Place of the record in its repository, ending in a slash; empty if it is in none, or is its root."""
    return _git(record_folder, "rev-parse", "--show-prefix").stdout.strip()


def _signed_tag(folder: Path, name: str) -> SignedTag:
    _, message = tag_statement(tag_object(folder, name))
    checked = _git(folder, "-c", "gpg.format=ssh", "verify-tag", name)
    said = checked.stderr.strip()
    if checked.returncode:
        return SignedTag(name, message, None, said or "it carries no signature")
    signer = said.partition("signature for ")[2].partition(" with ")[0]
    return SignedTag(name, message, signer or "a signer git accepts", None)


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(["git"], 127, "", "git is not installed")
