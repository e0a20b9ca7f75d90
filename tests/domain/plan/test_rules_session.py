"""A guided session, whatever is tapped."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plan.model import GuidedSession
from bot.domain.plan.rules_session import did, eased, is_current, skipped, sore
from tests.domain.plan.conftest import ANA, NOON, TODAY

SESSION = GuidedSession(1, ANA, TODAY, NOON, ("raise", "bridge", "stretch"))
TAPS = st.lists(st.sampled_from(["done", "skipped", "sore", "eased"]), max_size=12)


def walked(taps: list[str], easier: str | None = "slide") -> GuidedSession:
    session = SESSION
    for tap in taps:
        if session.state != "open":
            break
        if tap == "sore":
            session = sore(session, easier)
        elif tap == "eased":
            session = eased(session, "slide")
        else:
            session = (did if tap == "done" else skipped)(session, None)
    return session


def test_done_to_the_end() -> None:
    session = walked(["done"] * 3)
    assert session.state == "done"
    assert session.results == (("raise", "done"), ("bridge", "done"), ("stretch", "done"))


def test_all_left_out_is_no_session() -> None:
    assert walked(["skipped"] * 3).state == "left"


def test_too_sore_stays_for_the_easier_form() -> None:
    session = walked(["sore"])
    assert session.offers_easier
    assert session.exercise == "raise"
    session = walked(["sore", "eased"])
    assert not session.offers_easier
    assert session.exercise == "slide"
    assert walked(["sore", "eased", "done"]).exercise == "bridge"


def test_without_an_easier_form_it_goes_on() -> None:
    assert walked(["sore"], easier=None).exercise == "bridge"


def test_the_second_too_sore_stops_it() -> None:
    assert walked(["sore", "skipped", "sore"]).state == "stopped"
    assert walked(["sore", "eased", "sore"]).state == "stopped"


@given(taps=TAPS, easier=st.none() | st.just("slide"))
def test_a_tap_adds_one_result_or_changes_nothing_and_it_ends(
    taps: list[str], easier: str | None
) -> None:
    session = walked(taps, easier)
    before = walked(taps[:-1], easier)
    assert session == before or len(session.results) == len(before.results) + 1
    assert sum(result == "sore" for _, result in session.results) <= 2
    assert len(session.exercises) == len(SESSION.exercises)
    if session.state == "open":
        assert session.exercise in session.exercises
    if session.state == "done":
        assert any(result == "done" for _, result in session.results)


def test_it_may_go_on_past_midnight_but_not_next_day() -> None:
    tomorrow = TODAY.add(days=1)
    assert is_current(SESSION, TODAY, NOON.add(hours=10))
    assert is_current(SESSION, tomorrow, NOON.add(hours=1))
    assert not is_current(SESSION, tomorrow, NOON.add(hours=20))
    assert not is_current(walked(["done"] * 3), TODAY, NOON)
