"""Jobs run again and again, beside each other, by a clock that may be set, and end with the bot."""

import asyncio
import logging
from datetime import datetime, tzinfo
from typing import Self

import pytest
from structlog.testing import capture_logs
from whenever import Time

from bot.routes import Job
from bot.scheduling import run_jobs
from tests.clockwork import START, UNUSED, WRITTEN, Office, Work
from tests.gateway import virtual_time

HOUR_S = 3600.0


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    built = Office()

    class WallClock(datetime):
        """What APScheduler asks for the time."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(built.now().timestamp(unit="nanosecond") / 1e9, tz)

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", WallClock)
    return built


def test_a_job_runs_again_after_it_has_ended_and_after_a_fault(office: Office) -> None:
    slow, broken = Work(takes_s=2), Work(breaks=True)

    async def live() -> None:
        running = await office.open(slow.job(1.0, "slow"), broken.job(1.0, "broken"))
        await asyncio.sleep(10)
        await office.close(running)
        began = len(broken.began)
        await asyncio.sleep(10)
        assert len(broken.began) == began

    virtual_time.run(live())
    assert [round(at, 1) for at in slow.began] == [0, 3, 6, 9]
    assert len(broken.began) in {10, 11}
    assert office.outcomes("slow") == {"executed"}
    assert office.outcomes("broken") == {"failed"}


@pytest.mark.parametrize("hours", [-1, 1, -24 * 400])
@pytest.mark.parametrize("after_s", [3.01, 3.5, 3.99])
def test_a_clock_that_is_set_silences_nothing(office: Office, hours: int, after_s: float) -> None:
    work = Work()

    async def live() -> None:
        running = await office.open(work.job())
        await asyncio.sleep(after_s)
        office.set_by_s = hours * HOUR_S
        before = len(work.began)
        await asyncio.sleep(1.1)
        assert len(work.began) > before, "silent for a second after the clock was set"
        await asyncio.sleep(10)
        await office.close(running)

    virtual_time.run(live())
    assert work.longest_gap < 2.0
    assert len(work.began) >= 13


def test_a_job_that_is_under_way_when_the_clock_is_set_is_not_started_beside_itself(
    office: Office,
) -> None:
    work = Work(takes_s=20)

    async def live() -> None:
        running = await office.open(work.job())
        await asyncio.sleep(5)
        office.set_by_s = -HOUR_S
        await asyncio.sleep(20)
        await office.close(running)

    virtual_time.run(live())
    assert [round(at) for at in work.began] == [0, 21]
    assert office.outcomes() <= {"executed", "cancelled"}


def test_a_daily_job_runs_with_the_start_and_at_its_time(office: Office) -> None:
    work = Work()

    async def live() -> None:
        running = await office.open(work.job(Time(23, 59)))
        await asyncio.sleep(3 * 24 * HOUR_S)
        await office.close(running)

    virtual_time.run(live())
    assert [START.add(seconds=at).format_iso()[:16] for at in work.began] == [
        "2026-03-02T09:30", "2026-03-02T23:59", "2026-03-03T23:59", "2026-03-04T23:59",
    ]  # fmt: skip


def test_a_loop_that_was_held_up_starts_a_job_once(office: Office) -> None:
    work = Work()

    async def live() -> None:
        running = await office.open(work.job())
        await asyncio.sleep(0.5)
        asyncio.get_running_loop()._clock.now += 5 * HOUR_S  # type: ignore[attr-defined]  # noqa: SLF001
        await asyncio.sleep(0.9)
        await office.close(running)

    virtual_time.run(live())
    assert len(work.began) == 2


@pytest.mark.parametrize(
    ("long", "takes_s", "is_cancelled", "at_most_s"),
    [(False, 1, False, 1.1), (False, HOUR_S, True, 2.1), (True, HOUR_S, True, 0.1)],
    ids=["may end", "does not end", "is told at once"],
)
def test_what_a_job_is_at_ends_with_the_bot(
    office: Office,
    long: bool,  # noqa: FBT001
    takes_s: float,
    is_cancelled: bool,  # noqa: FBT001
    at_most_s: float,
) -> None:
    work = Work(takes_s=takes_s, ends_in_s=0.05)

    async def live() -> None:
        running = await office.open(work.job(long=long))
        await asyncio.sleep(0.1)
        assert await office.close(running) < at_most_s

    virtual_time.run(live())
    assert work.cancelled is is_cancelled
    assert work.ended, "whoever is told has time to end"
    assert office.outcomes() == {"cancelled" if is_cancelled else "executed"}


def test_stopped_at_any_moment_nothing_is_left_behind(office: Office) -> None:
    async def live(turns: int) -> None:
        office.stop = asyncio.Event()
        works = [Work(), Work(takes_s=0.001)]
        running = await office.open(*(work.job(0.001, str(n)) for n, work in enumerate(works)))
        for _ in range(turns):
            await asyncio.sleep(0)
        await office.close(running)
        began = [len(work.began) for work in works]
        await asyncio.sleep(1)
        assert began == [len(work.began) for work in works]
        assert asyncio.all_tasks() == {asyncio.current_task()}

    for turns in range(12):
        virtual_time.run(live(turns))


def test_without_jobs_it_waits_for_the_end(office: Office) -> None:
    async def live() -> None:
        running = await office.open()
        await asyncio.sleep(HOUR_S)
        assert not running.done()
        await office.close(running)

    virtual_time.run(live())


def test_the_log_has_names_alone(
    office: Office, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    async def start(job: Job) -> bool:
        await job.run(UNUSED, UNUSED)
        return True

    async def live() -> None:
        jobs = (Work(breaks=True).job(1.0, "broken"), Work(takes_s=HOUR_S).job(1.0, "cancelled"))
        running = asyncio.create_task(run_jobs(jobs, start, office.now, office.stop))
        await asyncio.sleep(2.5)
        await office.close(running)

    with caplog.at_level(logging.DEBUG), capture_logs() as logs:
        virtual_time.run(live())
    assert {(line["job"], line["outcome"]) for line in logs} == {
        ("broken", "failed"), ("cancelled", "cancelled")
    }  # fmt: skip
    heard = f"{caplog.text}{capsys.readouterr()}{logs}"
    assert WRITTEN not in heard
    assert "apscheduler" not in heard
