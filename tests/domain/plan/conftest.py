"""Plans as hypothesis makes them, and a database with Ana in it."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import strategies as st
from whenever import Date, Instant

from bot.domain.people import store as people
from bot.domain.plan.model import DayKind, Plan, Workout, Zone
from bot.storage.database import Database
from tests.storage.conftest import opened

ANA = 1001
NOON = Instant.from_utc(2026, 3, 2, 12)
TODAY = Date(2026, 3, 2)  # a Monday
WORKOUTS = tuple(
    Workout(f"stage_{stage}_{turn}", stage, (f"a{stage}", f"b{turn}", f"c{stage}"))
    for stage in range(4)
    for turn in range(2)
)


def new(**changed: object) -> Plan:
    """Return a plan of today, but for what is said."""
    return Plan(**{"person_id": ANA, "made_at": NOON, "begun_on": TODAY, **changed})  # type: ignore[arg-type]


dates = st.integers(-40, 40).map(lambda days: TODAY.add(days=days))
maybe_dates = st.none() | dates
some_dates = st.frozensets(dates, max_size=2)
weekdays = st.frozensets(st.integers(1, 7))
plans = st.builds(
    Plan,
    person_id=st.just(ANA),
    made_at=st.just(NOON),
    begun_on=dates,
    check_id=st.none() | st.integers(1, 9),
    stage=st.integers(0, 3),
    level=st.integers(0, 9),
    run_days=weekdays,
    session_days=weekdays,
    greens=some_dates,
    green_runs=some_dates,
    zone=st.none() | st.sampled_from(Zone),
    last_session=maybe_dates,
    last_run=maybe_dates,
    last_red=maybe_dates,
    stopped_on=maybe_dates,
    rest_until=maybe_dates,
    paused_until=maybe_dates,
    running_from=maybe_dates,
    gate=st.frozensets(st.sampled_from(["walk", "stairs"])),
    shifts=st.dictionaries(dates, st.sampled_from(DayKind), max_size=3),
    worse_on=maybe_dates,
    pulled_on=maybe_dates,
    stage_on=maybe_dates,
    level_on=maybe_dates,
    ended_at=st.none() | st.just(NOON),
)


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with opened(":memory:") as database:
        await database.run(people.note, ANA, "en", NOON)
        yield database
