"""Sending: as fast as allowed, every outcome kept, and nobody lost whatever happens."""

from tests.domain.broadcast.house import confirmed, house, most_in_a_second, run, until_ended


def test_everybody_gets_it_once_at_nearly_the_limit() -> None:
    async def transcript() -> None:
        built = house(301)
        async with built.life() as process:
            await confirmed(process.services.db)
            ended = await until_ended(process.services.db)
        assert ended.report is not None
        assert ended.report.sent == 301
        assert all(built.copies(person) == 1 for person in range(1, 302))
        times = [at for at, _ in built.calls]
        assert most_in_a_second(times) <= 30
        assert 300 / (times[-1] - times[0]) >= 0.95 * 30

    run(transcript())
