"""What other people's checkers say of every page of the invented site: axe and the Nu HTML checker."""

import pytest
from checkers import axe_violations, nu_errors

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_any_page(built, address, browser, node_modules, scheme):
    paths = sorted(str(file.relative_to(built)) for file in built.rglob("*.html"))
    assert axe_violations(browser, node_modules, address, paths, scheme) == []


def test_the_nu_checker_finds_no_error_on_any_page(built, node_modules):
    assert nu_errors(node_modules, sorted(built.rglob("*.html"))) == ""
