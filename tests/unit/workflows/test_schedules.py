"""A new desk can run every month by itself, without a secret in any file of it."""

import re
from datetime import date

import pytest
import yaml

from incumbent.workflows.new_desk import Answers, desk_texts

ANSWERS = Answers(
    "T", "A. Writer", "Ada Example", "president of Russia", date(2020, 1, 1), ("en",), "https://example.net"
)
SCHEDULES = {
    name: text
    for name, text in desk_texts(ANSWERS, "ada", date(2026, 11, 1)).items()
    if name.startswith("schedules/")
}


def test_a_new_desk_has_a_workflow_a_timer_and_a_cron_line():
    names = {name.removeprefix("schedules/") for name in SCHEDULES}
    assert {"monthly.yml", "incumbent.service", "incumbent.timer", "crontab.txt"} <= names


@pytest.mark.parametrize("name", sorted(SCHEDULES))
def test_no_schedule_names_a_key_a_vault_or_the_private_folder(name: str):
    commands = "\n".join(line for line in SCHEDULES[name].splitlines() if not line.lstrip().startswith("#"))
    if not name.endswith("README.md"):
        assert not re.search(r"vault|\.age|--key|private/|secrets\.|token", commands, re.IGNORECASE)


def test_the_workflow_pulls_runs_and_keeps_the_record():
    workflow = yaml.safe_load(SCHEDULES["schedules/monthly.yml"])
    steps = workflow["jobs"]["run"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    assert "incumbent run ." in commands
    assert any("git add record" in command for command in commands)
    assert workflow["permissions"] == {"contents": "write"}


def test_the_timer_and_the_cron_line_run_the_desk_on_the_first_of_the_month():
    service = SCHEDULES["schedules/incumbent.service"].splitlines()
    assert any(line.startswith("ExecStart=") and line.endswith("incumbent run .") for line in service)
    assert "OnCalendar=*-*-01 " in SCHEDULES["schedules/incumbent.timer"]
    line = SCHEDULES["schedules/crontab.txt"].splitlines()[-1]
    assert re.match(r"\d+ \d+ 1 \* \* ", line)
    assert line.endswith('incumbent" run .')


def test_a_missed_month_is_caught_up_by_the_timer():
    assert "Persistent=true" in SCHEDULES["schedules/incumbent.timer"]
