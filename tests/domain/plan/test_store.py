"""A plan comes back from the database as it went in."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bot.domain.plan import store
from bot.domain.plan.model import Plan
from bot.domain.plan.work_changing import end
from bot.storage.database import Database
from tests.domain.plan.conftest import ANA, NOON, new, plans


@given(plan=plans)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_every_plan_comes_back_as_it_was(plan: Plan, db: Database) -> None:
    await db.run(store.save, plan)
    found = await db.run(store.current, ANA)
    assert found == (None if plan.ended_at else plan)


async def test_nobody_has_a_plan_at_first(db: Database) -> None:
    assert await db.run(store.current, ANA) is None


async def test_an_ended_plan_is_gone_until_a_new_one_is_made(db: Database) -> None:
    await db.run(store.save, new(stage=2))
    assert await db.run(end, ANA, NOON)
    assert await db.run(store.current, ANA) is None
    await db.run(store.save, replace(new(), stage=1))
    found = await db.run(store.current, ANA)
    assert found is not None
    assert found.stage == 1


@pytest.mark.parametrize("wrong", [{"stage": 4}, {"level": 10}])
async def test_a_plan_that_cannot_be_is_refused(wrong: dict[str, int], db: Database) -> None:
    with pytest.raises(Exception, match="CHECK"):
        await db.run(store.save, new(**wrong))
