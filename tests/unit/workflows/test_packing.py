"""Only a published site is packed, and never into itself."""

import pytest

from incumbent.domain.errors import RefusedError
from incumbent.workflows.packing import pack_published


def test_a_desk_without_a_published_site_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="no published site"):
        pack_published(tmp_path, tmp_path)


def test_a_published_site_is_packed_beside_it_but_not_inside(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<h1>Chances</h1>")
    assert pack_published(tmp_path, tmp_path / "stick").name.startswith("pages-")
    with pytest.raises(RefusedError, match="inside the site"):
        pack_published(tmp_path, tmp_path / "site" / "x")
