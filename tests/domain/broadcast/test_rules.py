"""Who gets it now, later or never; what admins type; and when a failed attempt is made again."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date, Instant, PlainDateTime, Time

from bot.domain.broadcast import rules_drafts as typed
from bot.domain.broadcast.model import (
    Audience,
    Broadcast,
    BroadcastKind,
    Choice,
    Fate,
    State,
    Timing,
    Who,
)
from bot.domain.broadcast.rules import (
    MOST_ATTEMPTS,
    Decision,
    Recipient,
    due,
    duration_s,
    judge,
    next_try,
)
from bot.domain.broadcast.rules_drafts import Wrong

NOON = Instant.from_utc(2026, 3, 2, 12)  # a Monday
TODAY = Date(2026, 3, 2)
HELLO = Broadcast(7, State.CONFIRMED, 1, "UTC", NOON, markup="Hello")
URGENT = replace(HELLO, kind=BroadcastKind.URGENT)
TIP = replace(HELLO, kind=BroadcastKind.TIP, subject="strength")
LOCAL = replace(HELLO, timing=Timing(local=PlainDateTime(2026, 3, 2, 9)))
ANA = Recipient(1001, "UTC")


def decision(broadcast: Broadcast, now: Instant = NOON, **changed: Any) -> Decision:
    return judge(broadcast, replace(ANA, **changed), now)


def test_usually_it_is_sent() -> None:
    for each in (HELLO, URGENT, TIP, LOCAL):
        assert decision(each).fate is Fate.SENDING


def test_who_blocked_the_bot_is_never_tried() -> None:
    for each in (HELLO, URGENT, TIP, LOCAL):
        assert decision(each, is_blocked=True).fate is Fate.BLOCKED


@pytest.mark.parametrize(
    "wish",
    [
        {"wants_none": True},
        {"paused_until": NOON.add(hours=1)},
        {"last_on": TODAY, "last_broadcast": 3},
        {"last_on": TODAY},
    ],
)
def test_urgent_ones_are_exempt_from_every_wish(wish: dict[str, Any]) -> None:
    assert decision(URGENT, **wish).fate is Fate.SENDING
    assert decision(HELLO, **wish).fate is not Fate.SENDING


def test_a_pause_that_is_over_holds_nothing() -> None:
    assert decision(HELLO, paused_until=NOON).fate is Fate.SENDING


def test_a_second_message_of_the_day_waits_for_the_next_morning() -> None:
    put_off = decision(HELLO, last_on=TODAY, last_broadcast=3)
    assert put_off.fate is Fate.QUEUED
    assert put_off.due_at == Instant.from_utc(2026, 3, 3, 9)


def test_the_day_is_the_persons_own() -> None:
    tokyo = decision(HELLO, NOON.add(hours=4), zone="Asia/Tokyo", last_on=TODAY)
    assert tokyo.fate is Fate.SENDING  # there it is Tuesday
    assert tokyo.today == Date(2026, 3, 3)


def test_an_attempt_that_is_made_again_is_no_second_message() -> None:
    assert decision(HELLO, last_on=TODAY, last_broadcast=7).fate is Fate.SENDING


def test_a_later_tip_is_for_whoever_said_yes() -> None:
    assert decision(TIP, had_tip=True).fate is Fate.DECLINED
    assert decision(TIP, had_tip=True, wants_subject=True).fate is Fate.SENDING
    assert decision(HELLO, had_tip=True).fate is Fate.SENDING


@pytest.mark.parametrize(
    ("hour", "fate", "until"),
    [
        (21, Fate.SENDING, None),
        (22, Fate.QUEUED, Instant.from_utc(2026, 3, 3, 7)),
        (3, Fate.QUEUED, Instant.from_utc(2026, 3, 2, 7)),
        (7, Fate.SENDING, None),
    ],
)
def test_quiet_hours_hold_only_what_goes_by_local_time(
    hour: int, fate: Fate, until: Instant | None
) -> None:
    at = Instant.from_utc(2026, 3, 2, hour)
    assert decision(HELLO, at).fate is Fate.SENDING
    found = decision(LOCAL, at)
    assert found.fate is fate
    assert until is None or found.due_at == until


ZONES = st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Apia", "Europe/Berlin"])


@given(ZONES, st.integers(0, 8760), st.integers(0, 47))
def test_what_goes_by_local_time_is_never_early_and_never_at_night(
    zone: str, hour: int, ahead: int
) -> None:
    now = NOON.add(hours=hour)
    local = now.add(hours=ahead).to_tz("UTC").to_plain()
    at = due(Timing(local=local), zone, now)
    assert at >= now
    assert Time(7) <= at.to_tz(zone).time() < Time(22)


def test_now_means_now_and_a_time_means_that_time() -> None:
    assert due(Timing(), "Asia/Tokyo", NOON) == NOON
    assert due(Timing(at=NOON.add(hours=15)), "Asia/Tokyo", NOON) == NOON.add(hours=15)
    assert due(Timing(at=NOON.subtract(hours=1)), "UTC", NOON) == NOON


def test_attempts_are_further_and_further_apart_and_end_after_about_a_day() -> None:
    pauses = []
    for attempts in range(1, MOST_ATTEMPTS):
        at = next_try(attempts, NOON)
        assert at is not None
        pauses.append((at - NOON).total("seconds"))
    assert pauses == sorted(pauses)
    assert pauses[0] == 15
    assert 20 * 3600 < sum(pauses) < 28 * 3600
    assert next_try(MOST_ATTEMPTS, NOON) is None


def test_a_duration_is_that_of_the_limit() -> None:
    assert duration_s(1234, 30) == pytest.approx(43, abs=1)
    assert duration_s(1234, 0) < 5


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("18:00", PlainDateTime(2026, 3, 2, 18)),
        ("18.30", PlainDateTime(2026, 3, 2, 18, 30)),
        ("9:00", PlainDateTime(2026, 3, 3, 9)),
        ("6 pm", PlainDateTime(2026, 3, 2, 18)),
        ("12am", PlainDateTime(2026, 3, 3, 0)),
        ("tomorrow 9:00", PlainDateTime(2026, 3, 3, 9)),
        ("Fri 18:00", PlainDateTime(2026, 3, 6, 18)),
        ("monday 9:00", PlainDateTime(2026, 3, 9, 9)),
        ("mon 18:00", PlainDateTime(2026, 3, 2, 18)),
        ("2026-03-05 18:00", PlainDateTime(2026, 3, 5, 18)),
        ("2026-03-01 18:00", Wrong.PAST),
        ("today 9:00", Wrong.PAST),
        ("2028-01-01 9:00", Wrong.FAR),
        ("", Wrong.FORM),
        ("soon", Wrong.FORM),
        ("25:00", Wrong.FORM),
        ("13pm", Wrong.FORM),
        ("money 9:00", Wrong.FORM),
        ("2026-02-30 9:00", Wrong.FORM),
    ],
)
def test_times_are_read(words: str, found: PlainDateTime | Wrong) -> None:
    assert typed.read_time(words, NOON, "UTC") == found


@given(st.text(max_size=40), ZONES)
def test_any_words_are_a_coming_time_or_wrong(words: str, zone: str) -> None:
    found = typed.read_time(words, NOON, zone)
    assert isinstance(found, Wrong) or found > NOON.to_tz(zone).to_plain()


@pytest.mark.parametrize(("words", "days"), [("1", 1), ("365", 365), (" 30 ", 30), ("0", None),
                                             ("366", None), ("-1", None), ("many", None),
                                             ("9" * 50, None), ("", None)])  # fmt: skip
def test_days_are_read(words: str, days: int | None) -> None:
    assert typed.read_days(words) == days


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("/broadcast <b>Hi</b> you", "<b>Hi</b> you"),
        ("<b>/broadcast Hi</b>", "<b>Hi</b>"),
        ("<b>/broadcast</b> Hi", "Hi"),
        ("<b><i>/broadcast</i></b>", ""),
        ("/broadcast<b>/broadcast Hi</b>", "<b>Hi</b>"),
        ("/broadcast@flexor_bot\nHi", "Hi"),
        ("/broadcast /check today", "/check today"),
        ("/broadcast", ""),
    ],
)
def test_a_command_is_stripped_and_formatting_stays(markup: str, left: str) -> None:
    assert typed.without_command(markup) == left


def test_length_is_counted_as_telegram_does() -> None:
    assert typed.excess("<b>" + "x" * 4096 + "</b>") == 0
    assert typed.excess("x" * 4097) == 1
    assert typed.excess("😀" * 2049) == 2
    assert typed.excess("&amp;" * 4096) == 0


def test_a_choice_tells_a_link_from_a_topic() -> None:
    topics = {"ice": "Ice", "squat": "Squat"}
    assert typed.read_choice("Go | https://a.example/x?y=1", topics) == Choice(
        "Go", "https://a.example/x?y=1"
    )
    assert typed.read_choice("Go | Squat", topics) == Choice("Go", "squat")
    assert typed.read_choice("Go | javascript:alert(1)", topics) is Wrong.ADDRESS
    assert typed.similar_topics("Go | sqat", topics) == ("squat",)


def test_an_audience_is_everybody_unless_it_is_chosen() -> None:
    assert HELLO.audience == Audience(Who.EVERYBODY)
    assert HELLO.timing == Timing()
