"""Questions for groups, cards to share, and the words on them."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiz.model import GroupScore, Item, Marked
from bot.domain.quiz.rules import for_group, for_sharing, marked, ranked
from bot.features.quiz.screens_together import card, scoreboard, told
from bot.library.content import Content
from tests.domain.quiz.conftest import TODAY, item, small_bank


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_group_sees_everything_before_anything_repeats() -> None:
    bank, shown = small_bank(7), Counter[str]()
    for _ in range(3):
        turn = []
        for _ in bank:
            turn.append(for_group(bank, shown).id)
            shown[turn[-1]] += 1
        assert sorted(turn) == sorted(bank)


def test_a_group_starts_with_what_is_easy() -> None:
    bank = {each.id: each for each in (item("hard", level=3), item("easy"))}
    assert for_group(bank, {}).id == "easy"


def test_what_is_shared_can_be_answered_by_one_tap_and_changes_by_the_day() -> None:
    several = Item("several", "ice", 1, "?", ("1", "2", "3"), frozenset("ab"), False, "So.")  # noqa: FBT003
    bank = [*small_bank(20).values(), several]
    today, tomorrow = for_sharing(bank, TODAY), for_sharing(bank, TODAY.add(days=1))
    assert several not in today
    assert list(today) == list(for_sharing(bank, TODAY))
    assert list(today) != list(tomorrow)


def test_equals_share_a_rank() -> None:
    scores = [
        GroupScore("Cy", 1, 3),
        GroupScore("Bo", 2, 2),
        GroupScore("Al", 2, 2),
        GroupScore("Di", 2, 5),
    ]
    assert [(rank, score.name) for rank, score in ranked(scores)] == [
        (1, "Al"),
        (1, "Bo"),
        (3, "Di"),
        (4, "Cy"),
    ]


def test_a_scoreboard_shows_names_as_they_are_written_and_not_for_ever() -> None:
    scores = [GroupScore("<b>Al</b> & co", 3, 3), GroupScore("x" * 64, 2, 2)]
    text = scoreboard(ranked(scores)).text
    assert "1. \u2068&lt;b&gt;Al&lt;/b&gt; &amp; co\u2069: 3 of 3" in text, "and isolated"
    assert "x" * 25 not in text
    assert len(scoreboard([(1, GroupScore("Al", 1, 1))] * 50).text.splitlines()) < 15


def test_every_question_that_is_shared_fits(content: Content) -> None:
    for each in for_sharing(content.quiz.values(), TODAY):
        shown = card(each, each.letters, 1_772_443_800)
        assert each.question in shown.title + shown.screen.text.replace("&amp;", "&")
        for place in range(len(each.options)):
            said = marked(each, each.letters, [place])
            assert said is not None
            toast = told(said, each.letters)
            assert units(toast.text) <= 200
            assert toast.text.startswith("Right." if said.is_right else "Not right: it is ")


@given(st.text(alphabet=st.sampled_from("ab 🦵."), min_size=1, max_size=200))
def test_a_toast_fits_whatever_the_explanation(explanation: str) -> None:
    odd = Item("a", "ice", 1, "?", ("1", "2"), frozenset("a"), False, explanation)  # noqa: FBT003
    text = told(Marked(odd, frozenset("a"), frozenset("b")), "ba").text
    assert units(text) <= 200
    assert text.startswith("Not right: it is B.")
