"""The diary opens the check again: with what it knows, and not twice for the same."""

from dataclasses import replace

import pytest
from whenever import Instant

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Check, Urgency
from bot.domain.diary import store
from bot.domain.diary.model import Entry, Watch
from bot.domain.diary.work_reopening import reopen
from bot.domain.people.model import Person
from bot.domain.standing import of_person
from bot.library.loading import load
from bot.storage.database import Database
from tests.domain.diary.noted import ANA, NOW, noted


class Diary:
    """Ana's diary, whose clock goes on by a minute with everything that happens."""

    def __init__(self, db: Database, watch: Watch) -> None:
        self.db, self.watch, self.minutes = db, watch, 0

    @property
    def now(self) -> Instant:
        return NOW.add(minutes=self.minutes)

    async def log(self, entry: Entry) -> list[str]:
        """Note something; return the ids of what opened the check."""
        self.minutes += 1
        entry = replace(entry, written_at=self.now, evident_at=self.now)
        await self.db.run(store.add, entry, f"m{self.minutes}")
        found = await self.db.run(reopen, self.watch, Person(ANA), self.now)
        return [record.id for record in found]

    async def change(self, token: str, pain: int) -> list[str]:
        """Correct an entry's pain; return the ids of what opened the check."""
        self.minutes += 1
        entry = await self.db.run(store.add, noted(), token)
        await self.db.run(store.save, replace(entry, pain=pain))
        found = await self.db.run(reopen, self.watch, Person(ANA), self.now)
        return [record.id for record in found]

    async def check(self) -> Check:
        """Return the check that is open."""
        found = await self.db.run(checks.latest, ANA)
        assert found is not None
        assert found.is_open
        return found

    async def may_exercise(self) -> bool:
        return (await self.db.read(of_person, ANA, self.now)).may_exercise

    async def finish(self) -> None:
        """Do the check that is open."""
        self.minutes += 1
        done = replace(
            await self.check(),
            is_open=False,
            plan="full",
            urgency=Urgency.SELF_CARE,
            updated_at=self.now,
        )
        await self.db.run(checks.save, done)
        held = await self.db.read(holds.of_person, ANA)
        await self.db.run(holds.end, [hold.hold_id for hold in held], "check", self.now)

    async def answer(self, question: str, option: str) -> None:
        """Answer a question of the check that is open."""
        self.minutes += 1
        check = await self.check()
        answers = {**check.answers, question: frozenset({option})}
        await self.db.run(checks.save, replace(check, answers=answers, updated_at=self.now))


@pytest.fixture(scope="module")
def watch() -> Watch:
    content = load()
    return Watch(content.diary.reopenings, content.triage, content.diary.calm)


@pytest.fixture
def diary(db: Database, watch: Watch) -> Diary:
    return Diary(db, watch)


async def test_what_is_known_is_filled_in_and_exercises_wait(diary: Diary) -> None:
    assert await diary.log(noted(pain=4)) == []
    assert await diary.may_exercise()
    assert await diary.log(noted(pain=3, limp=True)) == ["diary_limp"]
    assert (await diary.check()).answers == {"walking": frozenset({"limping"})}
    assert not await diary.may_exercise()


async def test_the_highest_pain_is_filled_in(diary: Diary) -> None:
    assert await diary.log(noted(3, 7)) == []
    assert await diary.log(noted(0, 6)) == ["diary_two_days"]
    assert (await diary.check()).answers == {"pain": frozenset({"7"})}


async def test_several_reasons_fill_in_together(diary: Diary) -> None:
    assert await diary.log(noted(pain=9, limp=True, night=True)) == [
        "diary_limp",
        "diary_night",
        "diary_strong",
    ]
    check = await diary.check()
    assert check.answers == {"walking": frozenset({"limping"}), "pain": frozenset({"9"})}
    assert check.ticks == {"pattern": frozenset({"night"})}, "its other options are still asked"


async def test_more_is_added_to_a_check_that_nobody_has_touched(diary: Diary) -> None:
    await diary.log(noted(pain=9))
    assert await diary.log(noted(pain=2, limp=True)) == ["diary_limp", "diary_strong"]
    assert set((await diary.check()).answers) == {"pain", "walking"}
    before = await diary.check()
    assert await diary.log(noted(pain=1)) == [], "nothing new"
    assert await diary.check() == before


async def test_one_under_way_is_left_alone(diary: Diary) -> None:
    await diary.log(noted(pain=9))
    await diary.answer("leg_signs", "none")
    before = await diary.check()
    assert await diary.log(noted(pain=2, limp=True)) == []
    assert await diary.check() == before
    (hold,) = await diary.db.read(holds.of_person, ANA)
    assert hold.reasons == ("diary_limp", "diary_strong"), "it waits for the check as well"
    assert hold.ticks["walking"] == frozenset({"limping"})


async def test_a_mistake_that_is_corrected_takes_its_check_along(diary: Diary) -> None:
    await diary.log(noted(1, 7))
    assert await diary.log(noted(pain=9)) == ["diary_strong", "diary_two_days"]
    await diary.change("m2", pain=1)
    assert await diary.db.run(checks.latest, ANA) is None
    assert await diary.may_exercise()
    assert await diary.log(noted(pain=6)) == ["diary_two_days"], "the seven still counts"


async def test_a_sign_that_was_a_mistake_makes_nothing_graver(diary: Diary) -> None:
    await diary.log(noted(pain=9, limp=True, night=True))
    (before,) = await diary.db.read(holds.of_person, ANA)
    assert before.urgency is Urgency.URGENT_SAME_DAY
    entry = await diary.db.run(store.add, noted(), "m1")
    await diary.db.run(store.save, replace(entry, limp=False, night=False))
    diary.minutes += 1
    await diary.db.run(reopen, diary.watch, Person(ANA), diary.now)
    (hold,) = await diary.db.read(holds.of_person, ANA)
    assert (hold.urgency, hold.reasons) == (Urgency.CLINICIAN_SOON, ("diary_strong",))
    assert hold.since == before.since


async def test_a_corrected_number_is_corrected_in_the_check(diary: Diary) -> None:
    await diary.log(noted(pain=10))
    assert await diary.change("m1", pain=8) == ["diary_strong"]
    assert (await diary.check()).answers == {"pain": frozenset({"8"})}


async def test_once_answered_the_check_does_not_go_away(diary: Diary) -> None:
    await diary.log(noted(pain=9))
    await diary.answer("leg_signs", "none")
    await diary.change("m1", pain=1)
    assert (await diary.check()).answers["pain"] == frozenset({"9"})
    assert not await diary.may_exercise()


async def test_the_same_evidence_counts_once(diary: Diary) -> None:
    await diary.log(noted(pain=9, night=True))
    await diary.finish()
    assert await diary.may_exercise()
    assert await diary.log(noted(pain=5)) == []
    assert await diary.log(noted(1, 6)) == [], "the nine was before the check"
    assert await diary.log(noted(2, 6)) == ["diary_two_days"]


async def test_a_check_that_was_left_is_not_opened_for_the_same(diary: Diary) -> None:
    await diary.log(noted(pain=9))
    await diary.db.run(checks.leave, await diary.check())
    assert await diary.log(noted(pain=1)) == []
    assert not await diary.may_exercise(), "exercises wait all the same"
    assert await diary.log(noted(pain=1, landing=True)) == ["diary_landing"]


async def test_ones_own_check_goes_on_in_the_new_one(diary: Diary) -> None:
    await diary.db.run(checks.begin, ANA, diary.now)
    await diary.answer("leg_signs", "none")
    await diary.answer("walking", "normal")
    assert await diary.log(noted(limp=True)) == ["diary_limp"]
    assert (await diary.check()).answers == {
        "leg_signs": frozenset({"none"}),
        "walking": frozenset({"limping"}),
    }


async def test_answers_of_another_day_are_asked_again(diary: Diary) -> None:
    await diary.db.run(checks.begin, ANA, diary.now)
    await diary.answer("leg_signs", "none")
    diary.minutes += 25 * 60
    assert await diary.log(noted(limp=True)) == ["diary_limp"]
    assert set((await diary.check()).answers) == {"walking"}
