"""What is asked next: the laws of the choice, and of a round."""

from collections.abc import Callable, Mapping
from math import ceil
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from bot.domain.quiz.model import Asked, Item, MemoryCard, Round
from bot.domain.quiz.rules import SIZES, choose, marked, next_question, shuffled, weak_topics
from tests.domain.quiz.conftest import TODAY, card, item, small_bank
from tests.domain.quiz.learner import round_of, spaced

# Which questions of a small bank have a card, in how many days each is due, and how it went.
STATES = st.dictionaries(
    st.integers(0, 14),
    st.tuples(st.integers(-20, 20), st.integers(0, 5), st.integers(0, 5)),
    max_size=15,
)
SIZE = st.sampled_from(SIZES)
State = Mapping[int, tuple[int, int, int]]
Answer = Callable[[Item, Date], bool]


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Somebody who is right two times of three."""
    seed = draw(st.integers(0, 99))
    return lambda asked, day: crc32(f"{seed} {asked.id} {day}".encode()) % 3 > 0


def cards_of(state: State) -> dict[str, MemoryCard]:
    return {
        f"q{number}": card(f"q{number}", due, right=right, wrong=wrong)
        for number, (due, right, wrong) in state.items()
    }


def played(size: int, *asked: Asked) -> Round:
    return Round(1, size, asked=asked)


@given(STATES, SIZE, answers(), st.integers(1, 15))
def test_a_round_asks_nothing_twice_but_for_what_was_missed(
    state: State, size: int, answer: Answer, count: int
) -> None:
    bank = small_bank(count)
    done = round_of(spaced(bank), cards_of(state), TODAY, answer, size)
    first = [item.id for item, again, _ in done if not again]
    assert len(first) == len(set(first)) == min(size, count)


@given(STATES, SIZE, answers())
def test_what_was_missed_comes_back_once_at_the_rounds_end(
    state: State, size: int, answer: Answer
) -> None:
    done = round_of(spaced(small_bank(15)), cards_of(state), TODAY, answer, size)
    missed = [item.id for item, again, is_right in done if not (again or is_right)]
    assert [item.id for item, again, _ in done[size:] if again] == missed
    assert len(done) == size + len(missed)


@given(STATES, st.lists(st.integers(0, 3), min_size=12, max_size=12), SIZE, answers())
def test_whatever_is_due_comes_within_a_bounded_number_of_rounds(
    state: State, days_between: list[int], size: int, answer: Answer
) -> None:
    bank, cards, today = small_bank(15), cards_of(state), TODAY
    due = {name: card.due_on for name, card in cards.items() if card.due_on <= TODAY}
    bound = {name: ceil(sum(d <= due[name] for d in due.values()) / (size - 1)) for name in due}
    for number, days in enumerate(days_between, start=1):
        for asked, _, _ in round_of(spaced(bank), cards, today, answer, size):
            assert number <= bound.pop(asked.id, number)
        today = today.add(days=days)
    assert bound == {}


@given(SIZE, st.sampled_from([0.0, 0.5, 1.0]))
def test_every_question_is_asked_in_the_end_also_of_those_who_never_learn(
    size: int, knows: float
) -> None:
    bank, cards = small_bank(12), dict[str, MemoryCard]()
    for day in range(3 * len(bank)):
        today = TODAY.add(days=day)
        round_of(
            spaced(bank), cards, today, lambda q, _: crc32(q.id.encode()) % 2 < 2 * knows, size
        )
    assert cards.keys() == bank.keys()


@given(STATES)
def test_what_is_due_comes_first_and_the_most_overdue_before_the_rest(
    state: State,
) -> None:
    bank, cards = small_bank(15), cards_of(state)
    chosen = choose(list(bank.values()), bank, cards, TODAY)
    assert chosen is not None
    due = [card.due_on for card in cards.values() if card.due_on <= TODAY]
    if due:
        assert cards[chosen.id].due_on == min(due)
    elif len(cards) < len(bank):
        assert chosen.id not in cards
    else:
        assert cards[chosen.id].due_on == min(card.due_on for card in cards.values())


@given(STATES)
def test_new_questions_come_from_weak_topics_first_and_easy_before_hard(state: State) -> None:
    bank = small_bank(15)
    cards = {name: card for name, card in cards_of(state).items() if card.due_on > TODAY}
    chosen = choose(list(bank.values()), bank, cards, TODAY)
    new = [item for item in bank.values() if item.id not in cards]
    weak = weak_topics(bank, cards)
    wanted = next((topic for topic in weak if any(i.topic == topic for i in new)), None)
    among = [item for item in new if wanted in {None, item.topic}]
    if new:
        assert chosen is not None
        assert chosen in among
        assert chosen.level == min(item.level for item in among)


def test_a_topic_is_weak_once_enough_answers_say_so() -> None:
    bank = {i.id: i for i in (item("a", "rest"), item("b", "ice"), item("c", "strength"))}
    cards = {
        "a": card("a", right=0, wrong=2),
        "b": card("b", right=1, wrong=2),
        "c": card("c", right=2, wrong=1),
    }
    assert weak_topics(bank, cards) == ("ice",)


def test_the_first_round_begins_with_the_bank_and_goes_from_topic_to_topic() -> None:
    bank = {i.id: i for i in (item("a", "rest"), item("b", "rest"), item("c", "ice"))}
    done = round_of(spaced(bank), {}, TODAY, lambda *_: True, 3)
    assert [item.id for item, _, _ in done] == ["a", "c", "b"]


def test_what_was_skipped_today_waits_until_nothing_else_is_left() -> None:
    bank = small_bank(2)
    skipped = next_question(played(3), bank, {}, TODAY, put_off={"q0"})
    assert skipped == (bank["q1"], False)
    left = next_question(played(3, Asked(1, "q1", result="right")), bank, {}, TODAY, {"q0"})
    assert left == (bank["q0"], False)


def test_a_missed_question_that_left_the_bank_does_not_come_back() -> None:
    done = played(1, Asked(1, "gone", result="wrong"))
    assert next_question(done, small_bank(2), {}, TODAY) is None


def test_a_skipped_question_takes_a_place_and_no_point() -> None:
    done = played(3, Asked(1, "q0", result="skipped"), Asked(2, "q1", result="right"))
    assert (done.score.right, done.score.answered) == (1, 1)
    assert done.coming_back == ()


@given(st.text())
def test_options_are_shuffled_unless_their_order_says_something(seed: str) -> None:
    free, fixed = item("a"), Item("b", "ice", 1, "?", ("1", "2"), frozenset("a"), True, "So.")  # noqa: FBT003
    assert sorted(shuffled(free, seed)) == ["a", "b", "c"]
    assert shuffled(free, seed) == shuffled(free, seed)
    assert shuffled(fixed, seed) == "ab"


def test_the_right_answer_stands_anywhere() -> None:
    places = [shuffled(item("a"), str(seed)).index("b") for seed in range(300)]
    assert all(80 < places.count(place) < 120 for place in range(3))


@given(st.sets(st.integers(0, 3)), st.permutations("abcd"))
def test_an_answer_is_right_if_it_is_exactly_the_key(chosen: set[int], order: list[str]) -> None:
    asked = Item("a", "ice", 1, "?", tuple("1234"), frozenset("ac"), False, "So.")  # noqa: FBT003
    said = marked(asked, "".join(order), chosen)
    letters = {order[place] for place in chosen}
    assert said is not None
    assert said.is_right == (letters == {"a", "c"})
    assert said.missing == {"a", "c"} - letters
    assert said.surplus == letters - {"a", "c"}


def test_an_answer_to_other_options_is_not_judged() -> None:
    assert marked(item("a"), "ab", [0]) is None
    assert marked(item("a"), "abcd", [0]) is None
    assert marked(item("a"), "aab", [0]) is None
    assert marked(item("a"), "abc", [3]) is None
