"""The cities that the bot carries are GeoNames' own."""

import lzma
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.places import cities
from tests.domain.places.geonames import written

FILES = written()


@pytest.mark.parametrize("name", FILES)
def test_a_file_equals_what_the_script_makes(name: str) -> None:
    assert lzma.decompress((cities.FOLDER / f"{name}.xz").read_bytes()).decode() == FILES[name]


def test_there_are_no_other_files() -> None:
    assert {path.name for path in cities.FOLDER.iterdir()} == {f"{name}.xz" for name in FILES}


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in cities.FOLDER.iterdir()) < 1_500_000


def test_threads_that_come_at_the_same_time_share_one_copy() -> None:
    cities._read.cache_clear()  # noqa: SLF001  # as in a new process
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda _: cities.gazetteer(), range(8))
    assert len({id(each) for each in found}) == 1
