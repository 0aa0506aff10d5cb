"""Check a record with Python alone: `python plain_checker.py RECORD_FOLDER`. Needs nothing installed."""

import hashlib
import json
import sys
from pathlib import Path


def check(folder: Path) -> tuple[int, str, str]:
    """How many entries hold from the first on, the last one's hash, and what is wrong ("" for nothing)."""
    count, head, last = 0, "0" * 64, ""
    for segment in sorted(folder.glob("*.jsonl")):
        if segment.name != f"{count + 1:08d}.jsonl":
            return count, head, f"{segment.name} stands where entry {count + 1} must begin"
        *lines, rest = segment.read_bytes().split(b"\n")
        for line in lines:  # an entry's hash is that of its line without the leading member "_hash"
            if line[:76] != b'{"_hash":"%b",' % hashlib.sha256(b"{" + line[76:]).hexdigest().encode():
                return count, head, "its bytes do not give the hash it states"
            entry = json.loads(line)
            if entry["sequence"] != count + 1 or entry["previous"] != head:
                return count, head, "it does not follow from the entry before"
            count, head, last = count + 1, entry["_hash"], segment.name
        if rest or not lines:
            return count, head, f"{segment.name} is cut off"
    stated = folder / "checkpoint.json"
    end = (
        json.loads(stated.read_bytes()) if stated.exists() else {"count": 0, "head": "0" * 64, "segment": ""}
    )
    if (folder / "intent.json").exists():  # a run was stopped: its batch counts if its bytes are there, whole
        intent = json.loads((folder / "intent.json").read_bytes())
        batch = folder / intent["after"]["segment"]
        if batch.exists() and hashlib.sha256(batch.read_bytes()).hexdigest() == intent["sha256"]:
            end = intent["after"] if end["count"] == intent["before"]["count"] else end
    agrees = (end["count"], end["head"], end["segment"]) == (count, head, last)
    return count, head, "" if agrees else f"the record must end at entry {end['count']}, hash {end['head']}"


if __name__ == "__main__":
    good, newest, wrong = check(Path(sys.argv[1]))
    sys.exit(f"entry {good + 1}: {wrong}" if wrong else print(f"it holds: {good} entries, head {newest}"))
