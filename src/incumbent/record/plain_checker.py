"""Check a record with Python alone: `python plain_checker.py RECORD_FOLDER`. Needs nothing installed."""

import json
import re
import sys
from hashlib import sha256 as sha
from pathlib import Path

FORMS = ("incumbent-entry-1", "incumbent-entry-2")
INTENT = r'^{"after":({\S+}),"before":({\S+}),"schema":"incumbent-intent-1","sha256":"(\S*)"}\n\Z'
END = '{"count":%d,"head":"%s","schema":"incumbent-checkpoint-1","segment":"%s"}\n'


def check(folder: Path) -> tuple[int, str, str]:
    """How many entries hold from the first on, the last one's hash, and what is wrong ("" for nothing)."""
    count, head, last, batch, file = 0, "0" * 64, "", b"", folder / "checkpoint.json"
    try:
        for segment in sorted(folder.glob("*.jsonl")):
            if (last := segment.name) != f"{count + 1:08d}.jsonl":
                return count, head, f"{last} stands where entry {count + 1} must begin"
            for row in (batch := segment.read_bytes()).splitlines(keepends=True):  # hashed without its _hash
                if row[:76] + row[-1:] != b'{"_hash":"%b",\n' % sha(b"{" + row[76:-1]).hexdigest().encode():
                    return count, head, "its bytes do not give the hash it states"
                said = json.loads(row)
                if (said["sequence"], said["previous"]) != (count + 1, head) or said["schema"] not in FORMS:
                    return count, head, "it does not follow from the entry before"
                count, head = count + 1, row[10:74].decode()
        end = file.read_bytes().decode() if file.exists() else END % (0, "0" * 64, "")
        if (file := folder / "intent.json").exists():  # a stopped run's batch counts if it is there, whole
            [(after, before, written)] = re.findall(INTENT, file.read_bytes().decode())
            whole = sha(batch).hexdigest() == written and after.endswith(f'"segment":"{last}"}}')
            end = {before: after if whole else before, after: after}[end[:-1]] + end[-1:]  # no other
        return count, head, "" if end == END % (count, head, last) else f"the record must end as says {end}"
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as fault:
        return count, head, f"it cannot be read: {fault!r}"


if __name__ == "__main__":
    good, newest, wrong = check(Path(sys.argv[1]).resolve(strict=True))
    sys.exit(f"entry {good + 1}: {wrong}" if wrong else print(f"it holds: {good} entries, head {newest}"))
