"""What stands under the pictures fits there, and says what they show."""

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Date

from bot.chat.markup import Markup, plain
from bot.chat.ways import HOME
from bot.domain.diary.model import Entry
from bot.domain.diary.summary import SPANS, summary
from bot.domain.quiz.mastery import Mastery
from bot.domain.quiz.model import Score
from bot.features.progress import screens
from bot.gateway.render import CAPTION_LIMIT, units, visible
from bot.library.held import Held
from bot.library.named import PHRASES
from bot.library.topics import GROUPS, Group
from tests.features.progress.diaries import TODAY, content, entries, scores

PLAN = "Lying and stretching (step 2 of 4), walk-run level 9 of 9; on hold"


def seen(text: Markup) -> int:
    return units(visible(text))


@settings(max_examples=60)
@given(entries, st.sampled_from(SPANS), scores)
def test_the_words_of_any_diary_fit_under_its_picture(
    noted: list[Entry], days: int, points: dict[Date, int]
) -> None:
    line = max(
        (content().phrases[name].text for name in PHRASES if name.startswith("held")), key=len
    )
    screen = screens.diary(
        screens.Diary(
            summary(noted, TODAY, days, points),
            "km",
            counted=content().phrases["progress_counted"],
            red_sign=content().diary.text("red_sign"),
            held=Held(plain(line), line, ((HOME,),)),
            plan=PLAN,
        )
    )
    assert seen(screen.text) <= CAPTION_LIMIT
    assert screen.picture
    assert screen.picture.alt.startswith(visible(screen.text).split("\n")[0])


def learnt(*groups: tuple[str, Mastery]) -> screens.Learnt:
    return screens.Learnt(
        dict(groups),
        tries=[Score(10, 10), Score(10, 10)],
        streak=365,
        review=(TODAY.add(days=180), 999),
        today=TODAY,
        known=content().phrases["progress_known"],
        has_diary=True,
    )


def test_the_words_of_the_whole_quiz_fit_under_its_picture() -> None:
    text = screens.quiz(learnt(*((name, Mastery(999, 999, 999, 1.0)) for name in GROUPS))).text
    assert "100% well known so far, 8991 due" in text
    assert "Next review: on 29 Aug, 999 questions." in text
    assert seen(text) <= CAPTION_LIMIT


def test_the_strongest_topics_come_first_and_new_ones_last() -> None:
    text = screens.quiz(
        learnt(
            ("safety", Mastery(22, 4, 1, 0.1)),
            ("anatomy", Mastery(6, 3, 0, 0.25)),
            ("strength", Mastery(10, 0, 0, 0.0)),
        )
    ).text
    assert "7 of 38 questions answered, 10% well known so far, 1 due." in text
    assert text.index("• The muscles: 25%, 3 of 6 answered") < text.index("• Warning signs: 10%")
    assert "• Not met yet: Strength" in text


def test_every_group_of_the_library_has_a_name() -> None:
    assert set(GROUPS) == set(get_args(Group))
