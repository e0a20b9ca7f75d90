"""Whether the bot lives and can work, as a page says it; and its figures, without ids and words."""

import json
import re
import time
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.chat.markup import plain
from bot.chat.screen import Screen
from bot.gateway.tally import BOUNDS_S, Times
from bot.health import readiness
from bot.sandbox.fake.calls import RefusalError
from bot.storage import measuring
from bot.storage.transaction import Transaction
from tests.gateway.house import ANA, NOON
from tests.health.conftest import Observed
from tests.storage.conftest import opened

WORDS = "my hip hurts since tuesday"


async def checks(seen: Observed) -> tuple[int, dict[str, str]]:
    status, body = await seen.page("/readyz")
    return status, json.loads(body)["checks"]


async def figures(seen: Observed) -> dict[tuple[str, ...], float]:
    status, body = await seen.page("/metrics")
    assert status == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


async def test_a_bot_at_work_lives_and_is_ready(seen: Observed) -> None:
    assert await seen.page("/healthz") == (200, '{"status": "ok"}')
    assert await checks(seen) == (
        200, {"database": "ok", "disk": "ok", "telegram": "ok", "jobs": "ok"},
    )  # fmt: skip


async def test_a_database_that_takes_nothing_is_told(seen: Observed) -> None:
    await seen.house.services.db.run(Transaction.run, "DROP TABLE owner")
    status, told = await checks(seen)
    assert status == 503
    assert "written" in told["database"]
    assert told["telegram"] == "ok"


async def test_a_full_disk_is_told(
    seen: Observed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path / "flexor.db"):
        seen.watching(database_url=f"sqlite:///{tmp_path}/flexor.db")
        assert (await checks(seen))[0] == 200
        monkeypatch.setattr(readiness, "_LEAST_FREE", 1 << 60)
        status, told = await checks(seen)
    assert status == 503
    assert "free some space" in told["disk"]


async def test_telegram_that_is_silent_is_told(seen: Observed) -> None:
    tally = seen.house.bot.tally
    tally.polled_at = seen.age(90)
    assert (await checks(seen))[1]["telegram"].startswith("no answer for 90 s")
    tally.polled_at = None
    assert (await checks(seen))[1]["telegram"] == "ok", "it has just begun"
    tally.reached_at = None
    assert (await checks(seen))[1]["telegram"].startswith("no answer yet")


def refused(_: str, __: dict[str, object]) -> None:
    raise RefusalError("Unauthorized", 401)


async def test_a_webhook_that_nobody_calls_is_no_fault(seen: Observed) -> None:
    seen.watching(webhook_url="https://flexor.example/hook")
    tally = seen.house.bot.tally
    tally.reached_at = seen.age(90)
    assert (await checks(seen))[1]["telegram"] == "ok"
    tally.reached_at = seen.age(90)
    seen.house.telegram.faults = refused
    assert (await checks(seen))[1]["telegram"].startswith("no answer for 90 s")


async def test_a_job_that_is_late_or_hangs_is_named(seen: Observed) -> None:
    tally = seen.house.bot.tally
    tally.ended_at["quick"] = seen.age(70)
    assert (await checks(seen))[1]["jobs"] == "quick"
    tally.begun_at["quick"] = tally.begun_at["long"] = seen.age(300)
    assert (await checks(seen))[1]["jobs"] == "ok"
    tally.begun_at["quick"] = tally.begun_at["long"] = seen.age(700)
    assert (await checks(seen))[1]["jobs"] == "quick", "a long one may take its time"


async def test_figures_tell_what_was_done(seen: Observed) -> None:
    house = seen.house
    await house.take(*(house.say(ANA, WORDS) for _ in range(3)))
    await house.outbox.send(ANA, Screen(plain("hello")))
    house.outbox.note_late("own", 90.0)
    found = await figures(seen)
    assert found["flexor_update_seconds_count", "written"] == 3
    assert found["flexor_calls_total", "sendMessage", "sent"] == 4
    assert found["flexor_jobs_total", "quick", "executed"] == 1
    assert found["flexor_calls_waiting", "bulk"] == 0
    assert found[("flexor_tasks",)] >= 1
    arrived = "flexor_reminder_lateness_seconds_bucket", "own"
    assert [found[*arrived, bound] for bound in ("60.0", "300.0", "+Inf")] == [0, 1, 1]
    assert found[("flexor_updates_under_way",)] == 0
    assert found[("flexor_telegram_silent_seconds",)] < 60
    assert found[("process_resident_memory_bytes",)] > 1e6


async def test_figures_hold_no_ids_and_no_words(seen: Observed) -> None:
    house = seen.house
    await house.take(house.say(ANA, WORDS), house.say(ANA, "/break"))
    _, body = await seen.page("/metrics")
    assert str(ANA) not in re.findall(r"\d+", body)
    assert not set(WORDS.split()) & set(re.findall(r'"(\w+)"', body))


def test_times_are_counted_by_bounds() -> None:
    times = Times()
    for seconds in (0.0, BOUNDS_S[0], 0.3, 99.0):
        times.note(seconds)
    assert times.counts[0] == 2
    assert times.counts[BOUNDS_S.index(0.5)] == times.counts[-1] == 1
    assert times.total_s == pytest.approx(99.31)


@pytest.mark.parametrize(
    ("kinds", "oldest"),
    [({}, {}), ({"run": [5, 60], "tip": [-9], "own": [1]}, {"own": 1, "run": 60, "tip": 0})],
)
async def test_the_oldest_reminder_of_each_kind_is_found(
    seen: Observed, kinds: dict[str, list[int]], oldest: dict[str, int]
) -> None:
    db = seen.house.services.db
    for kind, ages in kinds.items():
        for age in ages:
            await db.run(
                Transaction.run,
                "INSERT INTO reminder_queue (kind, wake_at, reminder_id) VALUES (:k, :at, :id)",
                k=kind, at=NOON.subtract(seconds=age).timestamp(unit="millisecond"), id=age + 10,
            )  # fmt: skip
    found = await db.read(measuring.waiting, NOON)
    assert found.overdue_s == oldest


async def test_what_waits_is_counted_without_reading_a_million_reminders(seen: Observed) -> None:
    db = seen.house.services.db
    await db.run(Transaction.run, MANY)
    began = time.process_time()
    await db.read(measuring.waiting, NOON)
    assert time.process_time() - began < 0.01


MANY = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
    INSERT INTO reminder_queue (kind, wake_at, reminder_id)
    SELECT CASE i % 3 WHEN 0 THEN 'run' WHEN 1 THEN 'tip' ELSE 'own' END, i, i FROM n
"""
