"""What other people's checkers say of every page of the invented site: axe and the Nu HTML checker."""

import pytest
from checkers import axe_violations, nu_errors

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHARES = 8
"""Into which axe's pages are dealt, so that a slow machine ends each within the time of a test."""


@pytest.fixture(params=range(SHARES))
def paths(built, request):
    """A share of the pages; all shares together are every page."""
    return sorted(str(file.relative_to(built)) for file in built.rglob("*.html"))[request.param :: SHARES]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_any_page(paths, address, browser, node_modules, scheme):
    assert axe_violations(browser, node_modules, address, paths, scheme) == []


def test_the_nu_checker_finds_no_error_on_any_page(built, node_modules):
    assert nu_errors(node_modules, sorted(built.rglob("*.html"))) == ""
