"""A run beside the longest of the 30 days before it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.diary.runs import Longest, allowed, longest, spike
from bot.domain.plan.model import Zone
from tests.domain.diary.noted import TODAY, noted, ran


def test_more_than_ten_percent_is_said_and_ten_is_not() -> None:
    before = [ran(5, minutes=30), ran(9, minutes=20)]
    assert spike(ran(minutes=33), before) is None
    found = spike(ran(minutes=34), before)
    assert found is not None
    assert (found.percent, found.before.amount, found.before.most) == (14, 30, 33)


def test_a_percent_is_rounded_up_so_that_it_never_reads_as_ten() -> None:
    found = spike(ran(metres=10010), [ran(5, metres=9099)])
    assert found is not None
    assert found.percent == 11


def test_the_first_run_is_compared_with_nothing() -> None:
    assert spike(ran(minutes=90), []) is None
    assert spike(ran(minutes=90), [ran(31, minutes=20)]) is None, "31 days ago"
    assert spike(ran(minutes=90), [ran(0, minutes=20)]) is None, "the same day"
    assert spike(ran(minutes=90), [noted(3, 2, minutes=20)]) is None, "no run"
    assert spike(ran(minutes=90), [ran(30, minutes=20)]) is not None


def test_distance_is_compared_before_time() -> None:
    before = [ran(5, metres=5000, minutes=30)]
    assert spike(ran(metres=5000, minutes=50), before) is None, "slower, not farther"
    assert spike(ran(metres=6000, minutes=30), before) is not None
    assert spike(ran(minutes=50), before) is not None, "no distance: then time"


def test_the_longest_counts_until_the_day_before() -> None:
    runs = [ran(1, minutes=25), ran(4, minutes=40), ran(3, metres=3000)]
    assert longest(runs, TODAY, "minutes") == Longest("minutes", 40, TODAY.subtract(days=4))
    assert longest(runs, TODAY.subtract(days=4), "minutes") is None
    assert longest(runs, TODAY, "metres") == Longest("metres", 3000, TODAY.subtract(days=3))


@given(st.integers(1, 100_000), st.sampled_from(["metres", "minutes"]), st.integers(1, 300_000))
def test_what_is_allowed_is_no_spike_and_a_longer_run_stays_one(
    before: int, measure: str, now: int
) -> None:
    runs = [ran(3, **{measure: before})]
    found = longest(runs, TODAY, measure)  # type: ignore[arg-type]
    assert found is not None
    assert spike(ran(**{measure: found.most}), runs) is None
    if spike(ran(**{measure: now}), runs):
        assert spike(ran(**{measure: now + 1}), runs)


def test_the_next_run_is_measured_by_runs_that_went_well() -> None:
    good, red = ran(5, minutes=20), ran(4, worst=7, minutes=60)
    tomorrow = TODAY.add(days=1)
    found = allowed([good, red], tomorrow)
    assert found is not None
    assert (found.amount, found.most) == (20, 22)
    assert allowed([red], tomorrow) is None
    assert allowed([ran(4, minutes=60, settled=Zone.RED)], tomorrow) is None


def test_after_an_amber_run_the_next_is_no_longer() -> None:
    found = allowed([ran(5, minutes=40), ran(2, worst=4, minutes=20)], TODAY)
    assert found is not None
    assert (found.amount, found.most, found.grows) == (20, 20, False)
