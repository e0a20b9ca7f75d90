"""Entries as tests write them down."""

from typing import Any

from hypothesis import strategies as st
from whenever import Date, Instant

from bot.domain.check.model import Hold, Origin, Urgency
from bot.domain.diary.model import Compared, Entry
from bot.domain.plan.model import Effort

TODAY = Date(2026, 3, 4)  # a Wednesday
NOW = Instant.from_utc(2026, 3, 4, 18)
ANA, BEN = 1001, 1002


def noted(days_ago: int = 0, pain: int | None = None, **more: Any) -> Entry:
    """Return an entry of some day before TODAY."""
    return Entry(0, ANA, TODAY.subtract(days=days_ago), NOW, NOW, pain=pain, **more)


def ran(days_ago: int = 0, worst: int | None = 2, **more: Any) -> Entry:
    """Return a run."""
    return noted(days_ago, effort=Effort.RUN, worst=worst, **more)


OPENED_BY_THE_DIARY = Hold(
    0, ANA, Origin.DIARY, Urgency.SELF_CARE, ("diary_limp",), NOW, asks_check=True
)

pains = st.none() | st.integers(0, 10)


@st.composite
def entries(draw: st.DrawFn, most_days: int = 40) -> Entry:
    """Draw any entry of the last weeks."""
    effort = draw(st.none() | st.sampled_from(Effort))
    return noted(
        draw(st.integers(0, most_days)),
        draw(pains),
        effort=effort,
        worst=draw(pains),
        morning=draw(pains),
        limp=draw(st.booleans()),
        night=draw(st.booleans()),
        landing=draw(st.booleans()),
        sign=draw(st.sampled_from([None, None, "fever"])),
        compared=draw(st.none() | st.sampled_from(Compared)) if effort else None,
    )
