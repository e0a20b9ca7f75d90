"""What people type after /remind, and what is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant, Time

from bot.domain.reminders.model import EVERY_DAY, ReminderKind
from bot.typed import reminder_line
from bot.typed.reminder_line import ReminderLine, read_time
from bot.typed.reminder_text import is_about_exercise, is_about_medicine

NOW = Instant.from_utc(2026, 3, 4, 12).to_tz("Europe/Berlin")
"""A Wednesday, 13:00."""

MWF, WORK, END = frozenset({1, 3, 5}), frozenset({1, 2, 3, 4, 5}), frozenset({6, 7})
HALF_EIGHT = Time(7, 30)


def read(line: str) -> ReminderLine:
    return reminder_line.read(line, NOW)


def _session(at: Time | None = HALF_EIGHT, weekdays: frozenset[int] | None = MWF) -> ReminderLine:
    return ReminderLine(ReminderKind.SESSION, at=at, weekdays=weekdays)


def _own(text: str, at: Time, weekdays: frozenset[int] | None = None) -> ReminderLine:
    return ReminderLine(ReminderKind.OWN, text, at, weekdays=weekdays)


@pytest.mark.parametrize(
    ("line", "understood"),
    [
        ("stretch 07:30 mon,wed,fri", _session()),
        ("mon,wed,fri stretch 07:30", _session()),
        ("07:30 stretch Mo, Mi, Fr", _session()),
        ("stretch 07:30 mon wed fri", _session()),
        ("me to stretch at 7.30 on Mondays, Wednesdays and Fridays", _session()),
        ("stretching 0730 mon+wed+fri", _session()),
        ("stretch half past 7 mon/wed/fri", _session()),
        ("stretch 7:30pm mo-fr", _session(Time(19, 30), WORK)),
        ("stretch 19h30 mon to fri", _session(Time(19, 30), WORK)),
        ("stretch 7:30 p.m. monday through friday", _session(Time(19, 30), WORK)),
        ("exercises 8 pm every day", _session(Time(20), EVERY_DAY)),
        ("stretch 8pm daily", _session(Time(20), EVERY_DAY)),
        ("stretch noon weekends", _session(Time(12), END)),
        ("stretch at 7 fri-mon", _session(Time(7), frozenset({1, 5, 6, 7}))),
        ("stretch at 7 wendesday", _session(Time(7), frozenset({3}))),
        ("stretch 12 am Mo", _session(Time(0), frozenset({1}))),
        ("stretch", _session(None, None)),
        ("stretch – 07:30 – mon–fri", _session(HALF_EIGHT, WORK)),
        ("rest 20:00 sun", ReminderLine(ReminderKind.REST, at=Time(20), weekdays=frozenset({7}))),
        ("run 6pm daily", ReminderLine(ReminderKind.RUN, at=Time(18), weekdays=EVERY_DAY)),
        ("morning check 8 o'clock", ReminderLine(ReminderKind.MORNING, at=Time(8))),
        (
            "weekly score sun 19:00",
            ReminderLine(ReminderKind.WEEKLY, at=Time(19), weekdays=frozenset({7})),
        ),
        ("daily quiz noon", ReminderLine(ReminderKind.QUIZ, at=Time(12), weekdays=EVERY_DAY)),
        ("drink water 10:00 weekdays", _own("drink water", Time(10), WORK)),
        ("me to drink water at 10:00", _own("drink water", Time(10))),
        ("apply sun cream 10:00", _own("apply sun cream", Time(10))),
        ("drink 2000 ml 18:00", _own("drink 2000 ml", Time(18))),
        ("walk 3.5 km 18:00 sat", _own("walk 3.5 km", Time(18), frozenset({6}))),
        ("do squats 07:30 tu th", _own("do squats", HALF_EIGHT, frozenset({2, 4}))),
        ("we run 07:30", _own("we run", HALF_EIGHT)),
        ("<b>x</b> & y 07:30", _own("<b>x</b> & y", HALF_EIGHT)),
        ("07:30", ReminderLine(at=HALF_EIGHT)),
        ("mo-fr", ReminderLine(weekdays=WORK)),
        ("", ReminderLine()),
    ],
)
def test_order_and_spelling_are_free(line: str, understood: ReminderLine) -> None:
    assert read(line) == understood


@pytest.mark.parametrize("wrong", ["25:00", "7:75", "24:00", "99pm", "7:5"])
def test_a_time_that_there_is_not_is_named_and_the_rest_is_kept(wrong: str) -> None:
    asked = read(f"stretch {wrong} mon")
    assert (asked.kind, asked.at, asked.wrong_time) == (ReminderKind.SESSION, None, wrong)
    assert asked.weekdays == frozenset({1})


def test_a_day_that_there_is_not_is_named_and_the_rest_is_kept() -> None:
    assert read("stretch 07:30 mon,wen").wrong_day == "wen"
    asked = read("stretch 07:30 blurday")
    assert (asked.kind, asked.at, asked.wrong_day) == (ReminderKind.SESSION, HALF_EIGHT, "blurday")


@pytest.mark.parametrize(
    ("words", "exercise"),
    [("do squats", True), ("stretch calves", True), ("go running", True), ("trunk turns", False),
     ("drink water", False), ("call the trainer", True), ("brunch", False), ("rest", False)],
)  # fmt: skip
def test_words_about_exercise_are_known(words: str, exercise: bool) -> None:  # noqa: FBT001
    assert is_about_exercise(words) is exercise


@pytest.mark.parametrize(
    ("words", "medicine"),
    [("ibuprofen", True), ("take my Pills", True), ("pain killer after lunch", True),
     ("Voltaren gel", True), ("call Advika", False), ("drink water", False)],
)  # fmt: skip
def test_words_about_medicine_are_known(words: str, medicine: bool) -> None:  # noqa: FBT001
    assert is_about_medicine(words) is medicine


def test_more_times_are_more_reminders() -> None:
    asked = read("take a walk at 8 am and 8 pm")
    assert (asked.text, asked.at, asked.also_at) == ("take a walk", Time(8), (Time(20),))


@pytest.mark.parametrize(
    ("line", "at"),
    [("7", Time(7)), ("19", Time(19)), ("7.30", HALF_EIGHT), ("noon", Time(12)), ("25", None),
     ("soon", None), ("", None), ("-1", None)],
)  # fmt: skip
def test_where_a_time_is_asked_for_a_bare_hour_will_do(line: str, at: Time | None) -> None:
    assert read_time(line) == at


@given(st.text(max_size=300))
def test_whatever_is_typed_something_comes_back(line: str) -> None:
    asked = read(line)
    assert asked.at is None or not asked.wrong_time
    assert (asked.kind is ReminderKind.OWN) == bool(asked.text)
    assert asked.weekdays is None or asked.weekdays <= EVERY_DAY
    read_time(line)


_parts = st.sampled_from(
    ["stretch", "07:30", "8 pm", "mon", "mo-fr", "every", "at", "on", ",", "-", "25:00", "and",
     "sun", "daily", "12", "do", "\x00", "½", "٣", "tomorrow", "weekends", "to"]
)  # fmt: skip


@given(st.lists(_parts, max_size=12).map(" ".join))
def test_whatever_order_it_has_something_comes_back(line: str) -> None:
    asked = read(line)
    assert (asked.kind is ReminderKind.OWN) == bool(asked.text)


@given(
    st.sampled_from(["stretch", "rest", "run"]),
    st.builds(Time, st.integers(0, 23), st.integers(0, 59)),
    st.frozensets(st.integers(1, 7), min_size=2),
    st.permutations([0, 1, 2]),
)
def test_kind_time_and_days_are_understood_in_any_order(
    kind: str, at: Time, weekdays: frozenset[int], order: list[int]
) -> None:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    parts = [kind, at.format("HH:mm"), ",".join(names[day - 1] for day in sorted(weekdays))]
    asked = read(" ".join(parts[position] for position in order))
    assert (asked.at, asked.weekdays, asked.text) == (at, weekdays, "")


def test_what_is_read_is_the_first_500_letters() -> None:
    assert read("a, mon-" * 700).kind is ReminderKind.OWN
    assert read("1" * 4000).at is None
    assert read("every " * 80 + "07:30").at == HALF_EIGHT
