"""The page of a backtest on a phone."""

import pytest
from tests.unit.backtest.test_report import invented_cases

from incumbent.backtest.report import Report, report_page
from incumbent.backtest.summary import difference_table, regime_table, summary_table
from incumbent.workflows.backtest import score_functions

pytestmark = pytest.mark.browser
INPUTS = {f"reign/vintages/electionlist_{month}_20.csv": "5e" * 32 for month in range(1, 13)}


@pytest.fixture
def phone(browser, tmp_path):
    cases, scores = invented_cases(), score_functions()
    page = report_page(
        Report(
            "Leaders leaving office: forecasts replayed",
            {"origins": "first of January, April, July, October, 1990 to 2020", "targets": "to 2021-03-01"},
            INPUTS,
            "pooled",
            summary_table(cases, scores),
            regime_table(cases, "pooled", scores),
            difference_table(cases, "pooled", scores),
            {},
        )
    )
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    opened = browser.new_page(viewport={"width": 360, "height": 740})
    opened.goto((tmp_path / "report.html").as_uri())
    yield opened
    opened.close()


def test_every_fact_has_room_for_its_words(phone):
    phone.evaluate("document.querySelector('details').open = true")
    widths = phone.evaluate("[...document.querySelectorAll('dd')].map(part => part.clientWidth)")
    assert len(widths) == 2 + len(INPUTS)
    assert min(widths) > 150
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_the_figures_stand_on_the_first_screens(phone):
    assert phone.evaluate("document.querySelector('#skill').getBoundingClientRect().top") < 740
