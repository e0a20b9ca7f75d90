"""What a line after /remind means: as people say it, and what is understood."""

import pytest
from whenever import Date, Instant, Time

from bot.domain.reminders.model import EVERY_DAY, ReminderKind
from bot.typed import place_time, reminder_line
from bot.typed.reminder_line import ReminderLine

NOW = Instant.from_utc(2026, 3, 4, 12).to_tz("Europe/Berlin")
"""A Wednesday, 13:00."""
MWF, WORK = frozenset({1, 3, 5}), frozenset({1, 2, 3, 4, 5})
HALF_EIGHT = Time(7, 30)


def _own(text: str, at: Time, weekdays: frozenset[int] | None = None) -> ReminderLine:
    return ReminderLine(ReminderKind.OWN, text, at, weekdays=weekdays)


TABLE: dict[str, ReminderLine] = {
    "stretch in 2 hours": ReminderLine(ReminderKind.SESSION, at=Time(15), once=Date(2026, 3, 4)),
    "stretch in 1h30m": ReminderLine(ReminderKind.SESSION, at=Time(14, 30), once=Date(2026, 3, 4)),
    "stretch in half an hour": ReminderLine(
        ReminderKind.SESSION, at=Time(13, 30), once=Date(2026, 3, 4)
    ),
    "two hours from now": ReminderLine(at=Time(15), once=Date(2026, 3, 4)),
    "run in 3 days at 8": ReminderLine(ReminderKind.RUN, at=Time(8), once=Date(2026, 3, 7)),
    "tomorrow 8am": ReminderLine(at=Time(8), once=Date(2026, 3, 5)),
    "stretch tomorrow evening at 7": ReminderLine(
        ReminderKind.SESSION, at=Time(19), once=Date(2026, 3, 5)
    ),
    "stretch tonight at 9": ReminderLine(ReminderKind.SESSION, at=Time(21), once=Date(2026, 3, 4)),
    "on 12 december": ReminderLine(once=Date(2026, 12, 12)),
    "stretch dec 12 at 8": ReminderLine(ReminderKind.SESSION, at=Time(8), once=Date(2026, 12, 12)),
    "stretch 2026-05-01 07:30": ReminderLine(
        ReminderKind.SESSION, at=HALF_EIGHT, once=Date(2026, 5, 1)
    ),
    "stretch 5 march 07:30": ReminderLine(
        ReminderKind.SESSION, at=HALF_EIGHT, once=Date(2026, 3, 5)
    ),
    "next monday 8am stretch": ReminderLine(
        ReminderKind.SESSION, at=Time(8), once=Date(2026, 3, 9)
    ),
    "every 2 days 7:30": ReminderLine(at=HALF_EIGHT, every_days=2),
    "stretch 07:30 every other day": ReminderLine(
        ReminderKind.SESSION, at=HALF_EIGHT, every_days=2
    ),
    "every third day 7:30": ReminderLine(at=HALF_EIGHT, every_days=3),
    "every other thurs at 7pm": ReminderLine(at=Time(19), weekdays=frozenset({4}), every_days=14),
    "every 2 weeks on fri 7:30": ReminderLine(
        at=HALF_EIGHT, weekdays=frozenset({5}), every_days=14
    ),
    "every second friday 7:30": ReminderLine(
        at=HALF_EIGHT, weekdays=frozenset({5}), every_days=14, is_unclear=True
    ),
    "every 3rd Friday": ReminderLine(refused="every 3rd Friday"),
    "first Monday of the month": ReminderLine(refused="first Monday of the month"),
    "stretch every 2 hours": ReminderLine(ReminderKind.SESSION, refused="every 2 hours"),
    "stretch 3 times a week": ReminderLine(ReminderKind.SESSION, refused="3 times a week"),
    "19 h 30 daily": ReminderLine(at=Time(19, 30), weekdays=EVERY_DAY),
    "mwf 7:30": ReminderLine(at=HALF_EIGHT, weekdays=MWF),
    "m/w/f 7:30": ReminderLine(at=HALF_EIGHT, weekdays=MWF),
    "m-f 7:30": ReminderLine(at=HALF_EIGHT, weekdays=WORK),
    "tu/th 7": ReminderLine(at=Time(7), weekdays=frozenset({2, 4}), is_unclear=True),
    "stretch mon 7": ReminderLine(
        ReminderKind.SESSION, at=Time(7), weekdays=frozenset({1}), is_unclear=True
    ),
    "stretch 7": ReminderLine(ReminderKind.SESSION, at=Time(7), is_unclear=True),
    "mon wed fri 18:30": ReminderLine(at=Time(18, 30), weekdays=MWF),
    "7:30pm weekdays": ReminderLine(at=Time(19, 30), weekdays=WORK),
    "every day at 7": ReminderLine(at=Time(7), weekdays=EVERY_DAY),
    "every evening at 7": ReminderLine(at=Time(19), weekdays=EVERY_DAY),
    "quarter past six": ReminderLine(at=Time(6, 15)),
    "quarter to 8": ReminderLine(at=Time(7, 45)),
    "seven o'clock": ReminderLine(at=Time(7)),
    "7 in the evening": ReminderLine(at=Time(19)),
    "half past six": ReminderLine(at=Time(6, 30)),
    "stretch 7:30 for 2 weeks": ReminderLine(
        ReminderKind.OWN, "stretch for 2 weeks", at=HALF_EIGHT, is_unclear=True
    ),
    "stretch 2000 7:30": ReminderLine(
        ReminderKind.SESSION, at=HALF_EIGHT, left_out="2000", is_unclear=True
    ),
    "stretch 12/12 8:00": ReminderLine(ReminderKind.SESSION, at=Time(8), wrong_day="12/12"),
    "stretch 2026-02-01 8:00": ReminderLine(
        ReminderKind.SESSION, at=Time(8), wrong_day="2026-02-01"
    ),
    "run on sunday morning at 8": ReminderLine(
        ReminderKind.RUN, at=Time(8), weekdays=frozenset({7}), is_unclear=True
    ),
    "run sunday evenings at 8": ReminderLine(
        ReminderKind.RUN, at=Time(20), weekdays=frozenset({7})
    ),
    "stretch in the evening": ReminderLine(ReminderKind.SESSION),
    "stretch at 5": ReminderLine(ReminderKind.SESSION, at=Time(5), is_unclear=True),
    "stretch at 05:00": ReminderLine(ReminderKind.SESSION, at=Time(5)),
    "every day at 7 and 19": ReminderLine(
        at=Time(7), also_at=(Time(19),), weekdays=EVERY_DAY, is_unclear=True
    ),
    "stretch 7:30 mon and again 19:00": ReminderLine(
        ReminderKind.OWN,
        "stretch and again",
        at=HALF_EIGHT,
        also_at=(Time(19),),
        weekdays=frozenset({1}),
        is_unclear=True,
    ),
    "take 2 tablets 8:00": _own("take 2 tablets", Time(8)),
    "do five to eight squats 8:00": _own("do five to eight squats", Time(8)),
    "remind me to stretch tmrw at 8": ReminderLine(
        ReminderKind.SESSION, at=Time(8), once=Date(2026, 3, 5)
    ),
    "tomorow 7am": ReminderLine(at=Time(7), once=Date(2026, 3, 5)),
    "evry day at 7": ReminderLine(at=Time(7), weekdays=EVERY_DAY),
    "thurdsay 7:30": ReminderLine(at=HALF_EIGHT, weekdays=frozenset({4})),
    "strech 7:30": ReminderLine(ReminderKind.SESSION, at=HALF_EIGHT),
    "weekdays 6.30": ReminderLine(at=Time(6, 30), weekdays=WORK),
    "business days 8am": ReminderLine(at=Time(8), weekdays=WORK),
    "7 days a week 7am": ReminderLine(at=Time(7), weekdays=EVERY_DAY),
    "from monday to friday": ReminderLine(weekdays=WORK),
    "from mon till fri at 7": ReminderLine(at=Time(7), weekdays=WORK),
    "at the weekend 10am": ReminderLine(at=Time(10), weekdays=frozenset({6, 7})),
    "except sundays": ReminderLine(weekdays=EVERY_DAY - {7}),
    "every day except sunday at 7": ReminderLine(at=Time(7), weekdays=EVERY_DAY - {7}),
    "all days except mon and tue 18:00": ReminderLine(
        at=Time(18), weekdays=frozenset({3, 4, 5, 6, 7})
    ),
    "daily but not on sunday 7am": ReminderLine(at=Time(7), weekdays=EVERY_DAY - {7}),
    "weekdays except wed 7:30": ReminderLine(at=HALF_EIGHT, weekdays=WORK - {3}),
    "nightly at 10": ReminderLine(at=Time(22), weekdays=EVERY_DAY),
    "stretch evenings at 8": ReminderLine(ReminderKind.SESSION, at=Time(20), weekdays=EVERY_DAY),
    "in 90 mins": ReminderLine(at=Time(14, 30), once=Date(2026, 3, 4)),
    "on the 3rd of march at 6pm": ReminderLine(at=Time(18), once=Date(2027, 3, 3)),
    "on friday at 6": ReminderLine(at=Time(6), weekdays=frozenset({5}), is_unclear=True),
    "next friday 6pm": ReminderLine(at=Time(18), once=Date(2026, 3, 6), is_unclear=True),
    "a week from today at 7": ReminderLine(at=Time(7), once=Date(2026, 3, 11)),
    "monday week at 7": ReminderLine(at=Time(7), once=Date(2026, 3, 16)),
    "a week on friday 8am": ReminderLine(at=Time(8), once=Date(2026, 3, 13)),
    "two weeks from tomorrow 8am": ReminderLine(at=Time(8), once=Date(2026, 3, 19)),
    "yesterday at 7": ReminderLine(at=Time(7), wrong_day="yesterday"),
    "last monday": ReminderLine(wrong_day="last monday"),
    "every 2nd day": ReminderLine(every_days=2, is_unclear=True),
    "fortnightly friday 6pm": ReminderLine(at=Time(18), weekdays=frozenset({5}), every_days=14),
    "every fortnight on tuesday at 7": ReminderLine(
        at=Time(7), weekdays=frozenset({2}), every_days=14
    ),
    "bi-weekly": ReminderLine(every_days=14),
    "once a week on monday 7am": ReminderLine(at=Time(7), weekdays=frozenset({1})),
    "every week on tue 7:30": ReminderLine(at=HALF_EIGHT, weekdays=frozenset({2})),
    "every week 7am": ReminderLine(at=Time(7), every_days=7, is_unclear=True),
    "twice a week": ReminderLine(refused="twice a week"),
    "monthly on the 1st": ReminderLine(refused="monthly on the 1st"),
    "last friday of the month 6pm": ReminderLine(at=Time(18), refused="last friday of the month"),
    "every year on 5 march 8am": ReminderLine(
        at=Time(8), once=Date(2026, 3, 5), refused="every year", is_unclear=True
    ),
    "at noon": ReminderLine(at=Time(12)),
    "midnight": ReminderLine(at=Time(0)),
    "18h": ReminderLine(at=Time(18)),
    "1830": ReminderLine(at=Time(18, 30)),
    "1800h": ReminderLine(at=Time(18)),
    "6 30 pm": ReminderLine(at=Time(18, 30)),
    "6p": ReminderLine(at=Time(18)),
    "half 7": ReminderLine(at=HALF_EIGHT, is_unclear=True),
    "half six daily": ReminderLine(at=Time(6, 30), weekdays=EVERY_DAY, is_unclear=True),
    "do half 5 km 8:00": _own("do half 5 km", Time(8)),
    "drink water at 10, 12 and 16": ReminderLine(
        ReminderKind.OWN, "drink water", at=Time(10), also_at=(Time(12), Time(16)), is_unclear=True
    ),
    "stretch at 7 and 7": ReminderLine(ReminderKind.SESSION, at=Time(7), is_unclear=True),
    "stretch before bed": ReminderLine(ReminderKind.SESSION, wrong_time="before bed"),
    "stretch after work on mondays": ReminderLine(
        ReminderKind.SESSION, weekdays=frozenset({1}), wrong_time="after work"
    ),
    "every lunchtime": ReminderLine(wrong_time="lunchtime"),
    "when i wake up": ReminderLine(wrong_time="when i wake up"),
    "in a bit": ReminderLine(wrong_time="in a bit"),
    "sometime tomorrow": ReminderLine(once=Date(2026, 3, 5), wrong_time="sometime"),
    "pls remind me to stretch at 7pm thx": ReminderLine(ReminderKind.SESSION, at=Time(19)),
    "can you remind me to stretch at 7": ReminderLine(ReminderKind.SESSION, at=Time(7)),
    "set a reminder for tomorrow at 8": ReminderLine(at=Time(8), once=Date(2026, 3, 5)),
    "remind me about my exercises every morning": ReminderLine(
        ReminderKind.SESSION, weekdays=EVERY_DAY
    ),
}
ELSEWHERE: dict[str, ReminderLine] = {
    "stretch 7am New York": ReminderLine(
        ReminderKind.SESSION, at=Time(13), place="New York", at_place=Time(7), is_unclear=True
    ),
    "7:30 Europe/Lisbon": ReminderLine(
        at=Time(8, 30), place="Europe/Lisbon", at_place=HALF_EIGHT, is_unclear=True
    ),
    "07:30 utc": ReminderLine(
        at=Time(8, 30), place="utc", at_place=HALF_EIGHT, is_unclear=True
    ),
    "stretch 8am london": ReminderLine(
        ReminderKind.SESSION, at=Time(9), place="london", at_place=Time(8), is_unclear=True
    ),
    "run at 9am london time": ReminderLine(
        ReminderKind.RUN, at=Time(10), place="london", at_place=Time(9), is_unclear=True
    ),
    "stretch 11pm New York mon": ReminderLine(
        ReminderKind.SESSION, at=Time(5), weekdays=frozenset({2}), place="New York",
        at_place=Time(23), is_unclear=True,
    ),
    "7am eat breakfast": _own("eat breakfast", Time(7)),
    "7am rest": ReminderLine(ReminderKind.REST, at=Time(7)),
    "07:30 Drink water": _own("Drink water", HALF_EIGHT),
    "stretch 7am in Narnia": ReminderLine(
        ReminderKind.OWN, "stretch in Narnia", at=Time(7), is_unclear=True
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", TABLE)
def test_a_line_is_understood_as_people_mean_it(line: str) -> None:
    assert reminder_line.read(line, NOW) == TABLE[line]


@pytest.mark.parametrize("line", ELSEWHERE)
def test_a_time_elsewhere_is_on_the_persons_own_clock(line: str) -> None:
    assert place_time.read(line, NOW) == ELSEWHERE[line]


@pytest.mark.parametrize(
    ("utc", "line", "at"),
    [
        ((0, 10), "in 10 minutes", Time(2, 20)),  # 02:10, before clocks go back
        ((0, 40), "in half an hour", Time(3)),  # 02:40; the second 02:10 is not the first one
        ((0, 40), "in 2 hours", Time(3, 40)),
    ],
)
def test_a_time_that_clocks_show_twice_comes_not_too_early(
    utc: tuple[int, int], line: str, at: Time
) -> None:
    now = Instant.from_utc(2026, 10, 25, *utc).to_tz("Europe/Berlin")
    assert reminder_line.read(line, now).at == at


def test_summer_time_elsewhere_counts() -> None:
    gap = Instant.from_utc(2026, 3, 15, 12).to_tz(
        "Europe/Berlin"
    )  # New York has changed, Berlin not
    assert place_time.read("7am New York", gap).at == Time(12)
