"""Check a record with Python alone: `python plain_checker.py RECORD_FOLDER`. Needs nothing installed."""

import hashlib
import json
import sys
from io import BytesIO
from pathlib import Path

FORMS = ("incumbent-entry-1", "incumbent-entry-2")


def check(folder: Path) -> tuple[int, str, str]:
    """How many entries hold from the first on, the last one's hash, and what is wrong ("" for nothing)."""
    count, head, last, end = 0, "0" * 64, "", {"count": 0, "head": "0" * 64, "segment": ""}
    try:
        for segment in sorted(folder.glob("*.jsonl")):
            if (last := segment.name) != f"{count + 1:08d}.jsonl":
                return count, head, f"{segment.name} stands where entry {count + 1} must begin"
            for line in BytesIO(segment.read_bytes()):  # its hash is that of the line without member and LF
                if line[:76] != b'{"_hash":"%b",' % hashlib.sha256(b"{" + line[76:-1]).hexdigest().encode():
                    return count, head, "its bytes do not give the hash it states"
                said = json.loads(line)
                if (said["sequence"], said["previous"]) != (count + 1, head) or said["schema"] not in FORMS:
                    return count, head, "it does not follow from the entry before"
                count, head = count + 1, said["_hash"]
        end = json.loads(stated.read_bytes()) if (stated := folder / "checkpoint.json").exists() else end
        if (folder / "intent.json").exists():  # a stopped run's batch counts if its bytes are there, whole
            intent = json.loads((folder / "intent.json").read_bytes())
            batch = folder / intent["after"]["segment"]
            if batch.exists() and hashlib.sha256(batch.read_bytes()).hexdigest() == intent["sha256"]:
                end = intent["after"] if end["count"] == intent["before"]["count"] else end
        agrees = (end["count"], end["head"], end["segment"]) == (count, head, last)
        return count, head, "" if agrees else f"the record must end at entry {end['count']}, {end['head']}"
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        return count, head, f"it cannot be read: {fault!r}"


if __name__ == "__main__":
    good, newest, wrong = check(Path(sys.argv[1]))
    sys.exit(f"entry {good + 1}: {wrong}" if wrong else print(f"it holds: {good} entries, head {newest}"))
