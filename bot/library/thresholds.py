"""Numbers that decide something: each stands once, and sentences and rules take it from here."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from bot.domain.diary.runs import WINDOW_DAYS
from bot.domain.plan.rules import (
    BREAK_DAYS,
    DAILY_FROM,
    GREEN_RUNS,
    GREEN_SESSIONS,
    LIGHT_WEEK,
    LOADING_DAYS,
    PULL_RUN,
    PULL_STRETCH,
    QUIET_MOST,
    RED_REST,
    RED_REST_AGAIN,
    STANDING_SESSIONS,
    WEEK,
)
from bot.library.topics import Review, words

IN_RULES: Mapping[str, int] = {
    "daily_level": DAILY_FROM,
    "green_least": min(GREEN_SESSIONS),
    "green_most": max(GREEN_SESSIONS),
    "green_runs": GREEN_RUNS,
    "break_weeks": BREAK_DAYS // WEEK,
    "light_week": LIGHT_WEEK,
    "calm": QUIET_MOST,
    "red_rest": RED_REST,
    "red_rest_again": RED_REST_AGAIN,
    "standing_sessions": STANDING_SESSIONS,
    "strain_stretch": PULL_STRETCH,
    "strain_run": PULL_RUN,
    "free_days": WEEK - LOADING_DAYS,
    "longest_days": WINDOW_DAYS,
}
"""What the rules go by, by threshold: another value in the content is refused when it is loaded."""


class Threshold(BaseModel, frozen=True, extra="forbid"):
    """One number; `{id}` in a sentence of any file becomes its value."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,31}$")]
    value: Annotated[int, Field(ge=0, le=500)]
    text: Annotated[str, words(200)]  # what it decides, for whoever signs it off
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    review: Review


def values(thresholds: Mapping[str, Threshold]) -> Mapping[str, int]:
    """Return what fills the gaps of sentences."""
    return {name: threshold.value for name, threshold in thresholds.items()}


def faults(thresholds: Mapping[str, Threshold], in_rules: Mapping[str, int]) -> Iterator[str]:
    """Yield the numbers of the rules that are not those of the content."""
    for name, value in in_rules.items():
        threshold = thresholds.get(name)
        if threshold is None:
            yield f"thresholds.toml: threshold {name}: is missing"
        elif threshold.value != value:
            yield f"thresholds.toml: threshold {name}: is {threshold.value}, the rules have {value}"
