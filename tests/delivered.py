"""A small built site to deliver, and what a folder holds."""

from pathlib import Path


def small_site(desk: Path) -> Path:
    """Two pages, built beside the files of a desk."""
    place = desk / ".site-aaa"
    (place / "posts").mkdir(parents=True)
    (place / "index.html").write_text("<p>62 in 100</p>")
    (place / "posts" / "first.html").write_text("<p>words</p>")
    return place


def tree_bytes(place: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(p.relative_to(place)): p.read_bytes() for p in place.rglob("*") if p.is_file()}
