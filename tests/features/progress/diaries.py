"""Diaries to summarise: by hand, and any that hypothesis thinks of."""

from functools import cache

from hypothesis import strategies as st
from whenever import Date, Instant

from bot.domain.diary.model import Compared, Entry
from bot.domain.plan.model import Effort
from bot.library.content import Content
from bot.library.loading import load

TODAY = Date(2026, 3, 2)
NOON = Instant.from_utc(2026, 3, 2, 12)


@cache
def content() -> Content:
    """Return the bot's own content."""
    return load()


def entry(days_ago: int = 0, pain: int | None = None, **more: object) -> Entry:
    """Return an entry of a day before today."""
    on = TODAY.subtract(days=days_ago)
    return Entry(0, 1, on, NOON, NOON, pain=pain, **more)  # type: ignore[arg-type]


def week(first_ago: int, *pains: int) -> list[Entry]:
    """Return an entry a day from so many days ago on."""
    return [entry(first_ago - day, pain) for day, pain in enumerate(pains)]


def run(days_ago: int, minutes: int | None = None, metres: int | None = None) -> Entry:
    """Return a run."""
    return entry(days_ago, effort=Effort.RUN, minutes=minutes, metres=metres)


_pain = st.none() | st.integers(0, 10)
_flag = st.booleans()
entries = st.lists(
    st.builds(
        entry,
        st.integers(-3, 100),
        _pain,
        worst=_pain,
        morning=_pain,
        effort=st.sampled_from([None, *Effort]),
        limp=_flag,
        night=_flag,
        landing=_flag,
        minutes=st.none() | st.integers(1, 1440),
        metres=st.none() | st.integers(1, 300_000),
        sign=st.sampled_from([None, "cannot_walk"]),
        compared=st.sampled_from([None, *Compared]),
        note=st.text(max_size=300),
    ),
    max_size=30,
)
scores = st.dictionaries(
    st.integers(-3, 100).map(lambda ago: TODAY.subtract(days=ago)), st.integers(0, 100), max_size=14
)
