"""Tips: matched, in turn, never the same until all were seen, and at most one a day."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date, Instant

from bot.domain.broadcast.rules_tips import (
    SAFETY,
    Often,
    Tip,
    how_often,
    is_too_soon,
    next_tip,
    schedule,
    suitable,
)
from bot.library.loading import load

NOON = Instant.from_utc(2026, 3, 2, 12)
TODAY = Date(2026, 3, 2)
STAGES = st.frozensets(st.integers(0, 3))


def tip(number: int, topic: int, stages: frozenset[int] = frozenset()) -> Tip:
    return Tip(f"tip_{number}", f"topic_{topic}", "strength", stages, "text")


TIPS = st.lists(st.integers(0, 5), min_size=1, max_size=25).map(
    lambda topics: [tip(number, topic) for number, topic in enumerate(topics)]
)


def sent(tips: list[Tip], count: int, person_id: int) -> list[Tip]:
    """Return the tips that somebody gets one after another."""
    had: dict[str, Instant] = {}
    found = []
    for week in range(count):
        chosen = next_tip(tips, had, person_id)
        assert chosen
        had[chosen.id] = NOON.add(hours=week * 7 * 24)
        found.append(chosen)
    return found


@given(TIPS, st.integers(1, 2**40))
def test_never_the_same_until_all_were_seen(tips: list[Tip], person_id: int) -> None:
    size = len(tips)
    turns = sent(tips, 3 * size, person_id)
    for start in range(2 * size):
        assert len({each.id for each in turns[start : start + size]}) == size


@given(TIPS, st.integers(1, 2**40))
def test_the_order_is_always_the_same_for_one_person(tips: list[Tip], person_id: int) -> None:
    assert sent(tips, len(tips), person_id) == sent(tips[::-1], len(tips), person_id)


@given(TIPS, st.integers(1, 2**40))
def test_no_topic_comes_again_before_every_other_had_its_turn(
    tips: list[Tip], person_id: int
) -> None:
    topics = {each.topic for each in tips}
    first = [each.topic for each in sent(tips, len(topics), person_id)]
    assert set(first) == topics


def test_people_get_different_orders() -> None:
    tips = [tip(number, number) for number in range(10)]
    assert len({tuple(t.id for t in sent(tips, 10, person)) for person in range(20)}) > 15


@given(st.lists(STAGES, max_size=20), st.none() | st.integers(0, 3), st.booleans())
def test_what_fits_depends_on_plan_and_hold(
    stages: list[frozenset[int]],
    stage: int | None,
    held: bool,  # noqa: FBT001
) -> None:
    tips = [tip(number, number, each) for number, each in enumerate(stages)]
    fitting = suitable(tips, stage, frozenset(), held=held)
    for each in fitting:
        assert not each.stages or stage in each.stages
        assert not held
    assert held or {t for t in tips if not t.stages} <= set(fitting)


def test_on_hold_only_warnings_fit_and_warnings_always_do() -> None:
    tips = [
        Tip("a", "red_flag", SAFETY, frozenset(), ""),
        Tip("b", "ice", "remedies", frozenset(), ""),
        Tip("c", "stress_fracture", SAFETY, frozenset({2}), ""),
        Tip("d", "squat", "strength", frozenset({2}), ""),
    ]
    assert [t.id for t in suitable(tips, 2, frozenset(), held=True)] == ["a"]
    assert [t.id for t in suitable(tips, 2, frozenset({"strength"}), held=False)] == ["a", "c", "d"]
    assert [t.id for t in suitable(tips, None, frozenset(), held=False)] == ["a", "b"]


def test_a_schedule_says_how_often() -> None:
    assert how_often(None) is Often.OFF
    for often in (Often.WEEKLY, Often.OTHER_DAY):
        assert how_often(schedule(often, TODAY)) is often
    assert schedule(Often.WEEKLY, TODAY).weekdays == {1}


@pytest.mark.parametrize(("days", "too_soon"), [(0, True), (1, True), (2, False), (7, False)])
def test_every_other_day_means_a_day_between(days: int, *, too_soon: bool) -> None:
    assert is_too_soon(TODAY.subtract(days=days), TODAY) is too_soon
    assert not is_too_soon(None, TODAY)


def test_the_content_has_tips_for_everybody() -> None:
    content = load()
    tips = [t.build(content.topics[t.topic].group) for t in content.tips.values()]
    assert len(tips) >= 40
    assert all(len(each.text) <= 300 for each in tips)
    held = suitable(tips, 2, frozenset(), held=True)
    assert len(held) >= 8
    assert Counter(each.subject for each in held) == {SAFETY: len(held)}
    for stage in (None, 0, 1, 2, 3):
        assert len(suitable(tips, stage, frozenset(), held=False)) >= 20


def test_without_a_plan_no_tip_leads_to_an_exercise() -> None:
    content = load()
    tips = [t.build(content.topics[t.topic].group) for t in content.tips.values()]
    for each in suitable(tips, None, frozenset(), held=False):
        assert content.topics[each.topic].movement is None, each.id
