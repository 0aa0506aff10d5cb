"""What programs read of the claims: all of them as JSON, and one row an event as CSV."""

from __future__ import annotations

import csv
import io
from datetime import date

from incumbent.domain.claim_shape import CLAIM_COLUMNS, claim_json, claim_rows
from incumbent.site.claim_view import root_path
from incumbent.site.edition import Site
from incumbent.site.serial import json_bytes

SCHEMA = "incumbent-claims-1"


def claims_files(site: Site) -> dict[str, bytes]:
    """`data/claims.json` and `data/claims.csv`; none for a desk without claims."""
    edition = site.editions[0]
    posts = [post for post in site.content.posts if not post.draft and post.translation_of is None]
    addresses = {post.slug: root_path(post, edition) for post in posts}
    claims = [claim_json(claim, date.max, addresses) for claim in site.content.claims]
    if not claims:
        return {}
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(CLAIM_COLUMNS)
    for claim in claims:
        writer.writerows(claim_rows(claim))
    return {
        "data/claims.json": json_bytes({"schema": SCHEMA, "claims": claims}),
        "data/claims.csv": table.getvalue().encode("utf-8"),
    }
