"""What was answered, byte for byte, and when: an archive that only grows.

Answers lie as Parquet in `answers/year=YYYY/month=MM/`: one file for each pull of the month that runs, one
for a month that is over, sorted by address so that what hardly changed from day to day packs to almost
nothing. Any of it can be read by its SHA-256, or as it was known on a day.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Collection, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incumbent.domain.errors import RefusedError
from incumbent.domain.snapshot import Snapshot

if TYPE_CHECKING:
    import polars as pl

KEPT_HEADERS = ("etag", "last-modified", "content-type", "date", "age", "deprecation", "sunset")
_GLOB = "answers/year=*/month=*/*.parquet"
_MONTH_FILE = "month.parquet"


class Archive:
    """Snapshots under one folder.

    Parameters
    ----------
    folder : Path
        E.g. `desk/pulled`; made when first written to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def only_writer(self) -> Generator[None]:
        """Hold the archive for writing; the hold ends with the process, however that ends.

        Raises
        ------
        RefusedError
            If another pull is running.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        ignored = self.folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("# pulled answers may be large and have terms of their own\n*\n")
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as held:
                msg = f"another pull is writing to {self.folder}. Wait for it to end."
                raise RefusedError(msg) from held
            yield

    def add(self, snapshots: Sequence[Snapshot], unusable: Collection[str] = ()) -> Path | None:
        """Keep answers, in one new file; None when there are none.

        Parameters
        ----------
        snapshots : sequence of Snapshot
        unusable : collection of str
            Addresses whose answer was refused when it was read: kept, but not taken for what was known.
        """
        if not snapshots:
            return None
        first = min(snapshot.fetched_at for snapshot in snapshots).astimezone(UTC)
        folder = self._month_folder(first.date())
        path = folder / f"pull-{first:%Y%m%dT%H%M%S%f}.parquet"
        write_whole(_table(snapshots, unusable), path)
        return path

    def pack_months_before(self, today: date) -> int:
        """Put each month that is over into one file; returns how many were packed.

        The month's file is complete before its parts are removed, and reading takes an answer that stands
        twice once: a process killed between the two loses nothing.
        """
        import polars as pl

        packed = 0
        running = self._month_folder(today, make=False)
        for folder in sorted(self.folder.glob("answers/year=*/month=*")):
            parts = [path for path in folder.glob("*.parquet") if path.name != _MONTH_FILE]
            if folder >= running or not parts:
                continue
            whole = pl.concat([pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))])
            unique = whole.unique(["address", "fetched_at"], keep="first", maintain_order=True)
            write_whole(unique.sort("address", "fetched_at"), folder / _MONTH_FILE)
            for part in parts:
                part.unlink()
            packed += 1
        return packed

    def last_pull(self) -> list[Snapshot]:
        """The answers of the newest pull that is not packed yet."""
        import polars as pl

        parts = sorted(self.folder.glob("answers/year=*/month=*/pull-*.parquet"))
        if not parts:
            return []
        names = ["address", "content", "fetched_at", "status", "headers"]
        return [_snapshot(row) for row in pl.read_parquet(parts[-1], columns=names).select(names).iter_rows()]

    def by_sha256(self, sha256: str) -> Snapshot | None:
        """An answer by the hash of its content; the earliest, if it came more than once."""
        found = self._rows("WHERE sha256 = ? ORDER BY fetched_at LIMIT 1", [bytes.fromhex(sha256)])
        return found[0] if found else None

    def newest_known(self, addresses: Iterable[str], as_of: date) -> dict[str, Snapshot]:
        """The newest usable answer of each address known at the end of a day (UTC)."""
        end = datetime.combine(as_of + timedelta(days=1), time(), UTC)
        newest = self._rows(
            "WHERE usable AND list_contains(?, address) AND fetched_at < ? "
            "QUALIFY row_number() OVER (PARTITION BY address ORDER BY fetched_at DESC) = 1",
            [list(addresses), end],
        )
        return {snapshot.address: snapshot for snapshot in newest}

    def recent_with_validators(self, months: int = 2) -> dict[str, Snapshot]:
        """The newest usable answer of each address in the last months, if it can be asked for again."""
        folders = sorted(self.folder.glob("answers/year=*/month=*"))[-months:]
        files = [str(path) for folder in folders for path in folder.glob("*.parquet")]
        newest = self._rows(
            "WHERE usable AND (headers LIKE '%\"etag\"%' OR headers LIKE '%\"last-modified\"%') "
            "QUALIFY row_number() OVER (PARTITION BY address ORDER BY fetched_at DESC) = 1",
            [],
            files,
        )
        return {snapshot.address: snapshot for snapshot in newest}

    def addresses(self, source: str | None = None) -> list[str]:
        """Every address that ever answered, of one host or all."""
        wanted = "" if source is None else "WHERE contains(address, ?)"
        rows = self._query(f"SELECT DISTINCT address FROM answers {wanted}", [source] if source else [])
        return sorted(row[0] for row in rows)

    def _rows(self, clause: str, values: list[Any], files: list[str] | None = None) -> list[Snapshot]:
        columns = "address, content, fetched_at, status, headers"
        rows = self._query(f"SELECT {columns} FROM answers {clause}", values, files)
        return [_snapshot(row) for row in rows]

    def _query(self, sql: str, values: list[Any], files: list[str] | None = None) -> list[tuple[Any, ...]]:
        import duckdb

        chosen = [str(path) for path in sorted(self.folder.glob(_GLOB))] if files is None else files
        if not chosen:
            return []
        with duckdb.connect() as connection:
            connection.execute("SET TimeZone = 'UTC'")
            source = connection.read_parquet(chosen, hive_partitioning=False)
            connection.register("answers", source)
            return connection.execute(sql, values).fetchall()

    def _month_folder(self, day: date, *, make: bool = True) -> Path:
        folder = self.folder / "answers" / f"year={day:%Y}" / f"month={day:%m}"
        if make:
            folder.mkdir(parents=True, exist_ok=True)
        return folder


class KnownAnswers:
    """Recent answers, looked up once when first asked for, so that an unchanged one is not sent again."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._newest: dict[str, Snapshot] | None = None

    def newest(self, address: str) -> Snapshot | None:
        """The newest usable answer of an address."""
        if self._newest is None:
            self._newest = self._archive.recent_with_validators()
        return self._newest.get(address)


def _table(snapshots: Sequence[Snapshot], unusable: Collection[str]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(
        {
            "address": [snapshot.address for snapshot in snapshots],
            "fetched_at": [snapshot.fetched_at.astimezone(UTC) for snapshot in snapshots],
            "status": [snapshot.status for snapshot in snapshots],
            "usable": [snapshot.address not in unusable for snapshot in snapshots],
            "headers": [_kept(snapshot) for snapshot in snapshots],
            "sha256": [bytes.fromhex(snapshot.sha256) for snapshot in snapshots],
            "content": [snapshot.content for snapshot in snapshots],
        },
        schema={
            "address": pl.String(),
            "fetched_at": pl.Datetime("us", "UTC"),
            "status": pl.Int16(),
            "usable": pl.Boolean(),
            "headers": pl.String(),
            "sha256": pl.Binary(),
            "content": pl.Binary(),
        },
    )


def _snapshot(row: Sequence[Any]) -> Snapshot:
    address, content, fetched_at, status, headers = row
    return Snapshot(address, content, fetched_at.astimezone(UTC), status, json.loads(headers))


def _kept(snapshot: Snapshot) -> str:
    kept = {name: snapshot.headers[name] for name in KEPT_HEADERS if name in snapshot.headers}
    return json.dumps(kept, sort_keys=True)


def write_whole(table: pl.DataFrame, path: Path, *, rows_together: int = 20_000) -> None:
    """Write a table as Parquet so that a reader sees the old file or the new one, never half of it."""
    fresh = path.with_suffix(".new")
    table.write_parquet(
        fresh,
        compression="zstd",
        compression_level=9,
        row_group_size=rows_together,
        data_page_size=8_000_000,
    )
    with fresh.open("rb") as written:
        _sync(written.fileno())
    fresh.replace(path)


def _sync(descriptor: int) -> None:
    import os

    os.fsync(descriptor)
