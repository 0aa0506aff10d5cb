"""The page of a backtest, from invented forecasts whose scores are known."""

from html.parser import HTMLParser

import numpy as np
import polars as pl
import pytest

from incumbent.backtest.replay import CASE_SCHEMA
from incumbent.backtest.report import Report, _number, report_page
from incumbent.backtest.summary import difference_table, regime_table, summary_table
from incumbent.workflows.backtest import score_functions


def invented_cases():
    generator = np.random.default_rng(3)
    truth = generator.uniform(0.05, 0.6, 900)
    left = (generator.random(900) < truth).astype(float)
    said = {"climatology": np.full(900, left.mean()), "kaplan-meier": 0.5 * truth + 0.1, "pooled": truth}
    regimes = ["personal"] * 800 + ["interim"] * 100
    common = {"origin_month": 1200, "spell": np.arange(900), "gwcode": np.arange(900) % 60}
    common |= {"regime": regimes, "horizon": [12] * 900}
    tables = [
        pl.DataFrame({"model": [name] * 900, **common, "chance": chance, "left": left}).select(
            list(CASE_SCHEMA)
        )
        for name, chance in said.items()
    ]
    return pl.concat(tables).cast(pl.Schema(CASE_SCHEMA))


@pytest.fixture(scope="module")
def cases():
    return invented_cases()


@pytest.fixture(scope="module")
def page(cases):
    scores = score_functions()
    ours = cases.filter(pl.col("model") == "pooled")
    curve = scores.reliability(ours["chance"].to_numpy(), ours["left"].to_numpy())
    return report_page(
        Report(
            "A <replay>",
            {"targets": "to 2021-03-01"},
            {"reign/vintages/electionlist_10_20.csv": "5e" * 32},
            "pooled",
            summary_table(cases, scores),
            regime_table(cases, "pooled", scores),
            difference_table(cases, "pooled", scores),
            {12: curve},
        )
    )


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_page_needs_no_script_and_no_other_file(page):
    tags = Tags(page).found
    assert not [tag for tag, _ in tags if tag in {"script", "link", "img", "iframe"}]
    assert not [given for _, given in tags if "src" in given or "href" in given]
    assert "url(" not in page


def test_the_page_has_a_diagram_for_each_horizon_and_names_it(page):
    assert [given["aria-label"] for tag, given in Tags(page).found if tag == "svg"] == [
        "Reliability at 12 months"
    ]


def test_the_hashes_of_the_inputs_stand_folded_below_the_figures(page):
    assert page.index("<details>") > page.index('id="regimes"')
    assert "Input files and their sha256 (1)" in page
    assert page.count("5e" * 32) == 1


@pytest.mark.parametrize(
    ("value", "said"), [(-0.0004, ".000"), (0.0, ".000"), (-0.25, "−.250"), (1.0, "1.000"), (np.nan, "–")]
)
def test_a_number_has_no_leading_zero_and_no_minus_before_none(value, said):
    assert _number(value) == said


def test_the_title_is_text_not_markup(page):
    assert "A &lt;replay&gt;" in page


def test_a_difference_is_the_skill_of_one_less_that_of_the_other(cases):
    scores = score_functions()
    skill = {row["model"]: row["skill"] for row in summary_table(cases, scores).iter_rows(named=True)}
    found = difference_table(cases, "pooled", scores)
    against = {row["other"]: row["difference"] for row in found.iter_rows(named=True)}
    assert against["climatology"] == pytest.approx(skill["pooled"])
    assert against["kaplan-meier"] == pytest.approx(skill["pooled"] - skill["kaplan-meier"])


def test_regimes_are_scored_apart_and_those_with_few_exits_left_out(cases):
    few = cases.with_columns(left=pl.when(pl.col("regime") == "interim").then(0.0).otherwise(pl.col("left")))
    assert regime_table(cases, "pooled", score_functions())["regime"].to_list() == ["interim", "personal"]
    found = regime_table(few, "pooled", score_functions())
    assert found["regime"].to_list() == ["personal"]
    assert found["n"].to_list() == [800]
