"""Lines of answers that programs send: each gets its own line of JSON, whatever is wrong in it."""

import json
import subprocess
import sys
from io import StringIO
from typing import Any

import pytest

from bot.library import loading
from bot.library.reviewing import triage_lines
from tests.domain.check.test_lines import CALM

CONTENT = loading.load()
GOOD = json.dumps(CALM)


def _said(line: str) -> dict[str, Any]:
    """Return what is said of a line that stands between two good ones."""
    out = StringIO()
    triage_lines(CONTENT, [GOOD, line, GOOD], out)
    first, said, last = map(json.loads, out.getvalue().splitlines())
    assert first == last
    assert first["urgency"] == "self_care"
    found: dict[str, Any] = said
    return found


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("{", "this line is not JSON"),
        (GOOD[:-5], "this line is not JSON"),
        ("[]", "a line must be an object"),
        ("null", "a line must be an object"),
        ('"groin"', "a line must be an object"),
        ("9" * 5_000, "a line must be an object"),
        ("[" * 100_000, "this line is nested too deeply"),
        ('{"where":' * 50_000, "this line is nested too deeply"),
        ("{}", "leg_signs: this question is asked but not answered"),
        (GOOD[:-1] + ', "where": "thigh"}', "where: stands twice in this line"),
        (GOOD[:-1] + ', "leg_signs": ["cannot_stand"]}', "leg_signs: stands twice"),
    ],
    ids=range(11),
)
def test_a_line_that_holds_no_answers_gets_a_sentence(line: str, error: str) -> None:
    assert _said(line)["error"].startswith(error)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"hip": "sore"}, "hip: there is no such question"),
        ({"": "sore"}, ": there is no such question"),
        ({"where": "moon"}, "where: there is no option moon"),
        ({"where": ""}, "where: there is no option"),
        ({"where": "\ud800"}, "where: there is no option"),
        ({"where": []}, "where: this question is asked but not answered"),
        ({"where": None}, "where: the answer must be an option id"),
        ({"where": 3}, "where: the answer must be an option id"),
        ({"where": {"groin": True}}, "where: the answer must be an option id"),
        ({"pattern": ["night", ["rest"]]}, "pattern: the answer must be an option id"),
        ({"where": ["groin", "thigh"]}, "where: takes one option, not groin, thigh"),
        ({"body_signs": ["fever"]}, "infection: this question is asked but not answered"),
    ],
)
def test_a_wrong_answer_is_named(change: dict[str, Any], error: str) -> None:
    assert _said(json.dumps({**CALM, **change}))["error"].startswith(error)


@pytest.mark.parametrize("question", CONTENT.triage.questions, ids=lambda question: question.id)
def test_none_or_not_sure_beside_a_sign_is_refused(question: Any) -> None:
    alone = [option.id for option in question.options if option.exclusive]
    other = next(option.id for option in question.options if option.id not in alone)
    for option in alone:
        line = json.dumps({**CALM, question.id: [option, other]})
        assert _said(line)["error"] == f"{question.id}: option {option} goes with no other"


def test_an_option_that_is_ticked_twice_counts_once() -> None:
    assert _said(json.dumps({**CALM, "pattern": ["night", "night"]}))["urgency"] == "clinician_soon"


def test_an_error_is_a_sentence_however_long_the_answer() -> None:
    assert len(_said(json.dumps({**CALM, "where": "x" * 100_000}))["error"]) <= 200


def test_the_command_reads_any_bytes_to_the_end() -> None:
    lines = [b"\xef\xbb\xbf" + GOOD.encode(), b"\xff\xfe", b"", GOOD.encode()]
    run = subprocess.run(
        [sys.executable, "-m", "bot", "triage"],
        input=b"\r\n".join(lines),
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [next(iter(each)) for each in found] == ["urgency", "error", "urgency"]
