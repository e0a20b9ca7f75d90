"""A rule of the check without its grounds is refused when the content is read."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.library.check import RuleRecord

RULE: dict[str, Any] = {
    "id": "limp",
    "urgency": "clinician_soon",
    "within_days": 3,
    "when": [{"walking": ["limping"]}],
    "sentence": "Why.",
    "sources": ["judgement"],
    "review": "unreviewed",
}


def test_a_rule_with_its_grounds_is_taken() -> None:
    assert RuleRecord.model_validate(RULE).build().within_days == 3


@pytest.mark.parametrize(
    "change",
    [
        {"sources": []},
        {"sources": None},
        {"review": None},
        {"within_days": None},
        {"urgency": "urgent_same_day"},
    ],
)
def test_a_rule_without_source_review_or_time_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RuleRecord.model_validate({**RULE, **change})
